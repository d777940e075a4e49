//! Rule data as dated, sourced, validated packs.
//!
//! The files of `packs/` at the root of the repository are compiled in. An installation can lay files of the same paths over them
//! (texts handed in; this crate reads nothing). Every file is checked when it is loaded: unknown keys, missing sources, days that
//! are named twice or outside the file's year, figures that contradict each other. A faulty overlay is refused as a whole, with a
//! [`heng_kernel::Finding`] for each fault.
//!
//! Room is kept for more: each kind of data has its own module and its own field in [`Packs`], found by the path of the file.

mod china;
mod confirm;
mod dated;
mod embedded;
mod holidays;
mod hong_kong;
mod packs;
mod read;
mod report;
mod rounding;
mod schema;
mod settle;
mod singapore;

pub use china::*;
pub use confirm::Confirmation;
pub use dated::{Confidence, Dated, EXPIRY_NOTICE_DAYS, Place, Provenance, START_UNKNOWN, Timeline};
pub use holidays::{HolidayDay, HolidayKind, HolidayYear, PackStatus};
pub use hong_kong::*;
pub use packs::{PackFile, Packs};
pub use report::{CheckReport, Explained, ShownRow, check, say, tell};
pub use rounding::MoneyRounding;
pub use settle::RuleRow;
pub use singapore::*;
