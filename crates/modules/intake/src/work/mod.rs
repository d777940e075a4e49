//! What happens to rows: pure but for reading the company.

mod commands;
mod defaults;
mod execute;
mod facts;
mod report;
mod rights;
mod survey;
mod table;
mod ways_in;
mod world;

pub(crate) use commands::{Commands, CommandsError};
pub(crate) use execute::{ExecuteError, UndoRecord, execute};
pub use facts::{Mismatch, Side, Sides};
pub(crate) use facts::{compare, drafts_of};
pub use report::{Counts, DiffRow, Outcome, Report, codes};
pub(crate) use rights::{Rights, class_of, target};
pub(crate) use survey::{Survey, survey};
pub use table::UnitDecision;
pub(crate) use table::{Fix, SheetBeside, Table, beside, choose, signature};
pub use ways_in::Door;
pub(crate) use world::World;
