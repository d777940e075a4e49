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
mod formula;
mod outcome;
mod packs;
mod slip;

pub use cases::{CaseError, Report, check as check_cases};
pub use command::{CalcArgs, Command, Console, Lang, run};
pub use formula::FormulaCommand;
pub use outcome::{Outcome, Unusable};
pub use packs::{PackArgs, PacksCommand, pack_files};
