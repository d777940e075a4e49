//! Which rows an actor may see: the visibility projection and its filters.
//!
//! `people` writes the projection in the transaction of each personnel or organisation change; every module reads it here,
//! so that no module has to ask `people` where a row stands. Rows are dated and the day is a parameter: a future transfer
//! takes effect by itself at midnight of the place of work, whether or not a nightly job ran.
//!
//! * `visibility_place` covers **all time** for each employment: before the first post it shows the first, after the last
//!   day the last, so that planned hires and leavers stay visible to those who look after the unit.
//! * `visibility_manager` holds solid and dotted lines, only while they last.
//! * `visibility_unit` is the closure of the unit tree, each unit being its own ancestor.

mod entity;
mod filter;
mod target;
mod write;

pub use filter::{condition, employments};
pub use target::{leads, target, unit_target};
pub use write::{Line, Place, UnitPlace, replace_employment, replace_units};
