//! Approval flows: who is asked, the traps of running cases, and the laws that hold whatever people do.

#![expect(clippy::unwrap_used, reason = "fixtures of a test may fail loudly")]

mod case_traps;
mod company;
mod laws;
mod who_is_asked;
