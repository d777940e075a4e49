//! The engines as they are reached from the command line.

#![cfg(test)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases must fail"
)]

mod case_files;
mod hostile;
