//! The engines at the command line, without a server or a database.
//!
//! - `calc --cases`: a file of worked examples is computed from its inputs alone and compared field by field.
//! - `calc slip`: one person's month from a friendly file, with the trace of each line.
//! - `formula check | explain | fmt` and `packs check | show | explain`.
//!
//! [`Command`] is one clap subcommand group; a program mounts it with `#[command(flatten)]` and hands it to [`run`]. Results go to
//! the writer it is given, so tests read what people read.

mod cases;
mod categories;
mod command;
mod outcome;

pub use cases::{CaseError, Report, check as check_cases};
pub use command::{Command, Console, run};
pub use outcome::{Outcome, Unusable};
