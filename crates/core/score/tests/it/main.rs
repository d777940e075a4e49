//! Scores: the reviewed table of completion, the traps, and the laws that hold for any numbers.

#![expect(clippy::unwrap_used, reason = "fixtures of a test may fail loudly")]

mod completion_table;
mod fixtures;
mod laws;
mod traps;
