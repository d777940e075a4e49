//! The program: reads its settings, opens the store, wires the modules together and does what the command line says.
//!
//! Only here the machine's clock and its random source are read, only here the process listens, logs and prints. Results
//! go to standard output (one JSON document with `--json`), logs to standard error. Exit codes: 0 good, 1 findings or
//! failures, 2 unusable input.

pub mod backup;
mod cli;
mod commands;
pub mod config;
pub mod content_hash;
mod demo;
pub mod doctor;
mod logging;
pub mod machine;
mod output;
pub mod rows;
mod rule_data;
pub mod serve;
mod system;
pub mod wiring;

pub use cli::run;
pub use system::System;
