//! Minutes on one time line, and the clocks on the walls of places of work.
//!
//! Everything inside the crate is counted in whole minutes of elapsed time since 1970 in UTC, so a night in which the clock is
//! put forward is an hour shorter without anybody having to think of it.

mod interval;
mod minute;
mod wall;

pub use interval::{Interval, Intervals, common, hull, joined, minutes, near, without};
pub use minute::Minute;
pub use wall::WallDay;
