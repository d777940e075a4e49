//! The sheet of a month: sums that tie out to the days, frozen when confirmed, and arrears when a frozen day changes.
//!
//! A frozen sheet is never rewritten. What turns out otherwise afterwards is an [`Arrear`], posted in a later month; the frozen
//! sheet plus its arrears is what the sheet would be today.

mod arrears;
mod sheet;

pub use arrears::{Arrear, arrears};
pub use sheet::{FrozenDay, LeaveSum, Mismatch, MonthSheet, Sums};
