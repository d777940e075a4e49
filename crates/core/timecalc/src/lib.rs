//! Time and leave as pure functions: what a day was, what overtime it had, what leave is left, and the sheet of a month.
//!
//! - [`day`]: punches, plan, leave and requests → minutes by category, each with its reason and the fact behind it.
//! - [`overtime`]: limits of day and month, cycles of comprehensive hours, time off in return, made-up punches.
//! - [`leave`]: lots and movements, accrual, carry-over and expiry as functions of a date, replay of back-dated changes.
//! - [`statutory`]: annual, sick, maternity and other leave by law; rule values are handed in.
//! - [`words`]: what the codes of all of these mean, in both languages.
//! - [`month`]: sums that tie out to the days, frozen, with arrears when a frozen day changes.
//!
//! Whole minutes and hundredths of a day only. The same facts in any order give the same result and the same [`Fingerprint`].

pub mod day;
mod fingerprint;
pub mod leave;
pub mod month;
pub mod overtime;
mod source;
pub mod statutory;
pub mod timeline;
pub mod words;

pub use fingerprint::Fingerprint;
pub use source::{Source, SourceKind};
