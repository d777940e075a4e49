//! Working days, swapped workdays, holidays and zones.
//!
//! - [`NationalCalendar`]: the State Council's notices on top of plain weeks.
//! - [`WorkCalendar`]: the national calendar under the company's and the branch's own days.
//! - [`Span`] and [`WorkCalendar::count`]: how many days, in halves, a leave takes, and why.
//! - [`MonthCounts`]: the figures of a month that pay and rosters ask for.
//! - [`zone`]: dates at a place of work. The zone belongs to the place, never to the server or the traveller.
//! - [`months`]: anniversaries and month steps that do not drift.

mod count;
mod day;
mod explain;
mod layers;
mod month_counts;
pub mod months;
mod national;
pub mod zone;

pub use count::{Count, CountRule, CountedDay, DayHalf, Span, SpanError};
pub use day::{Day, DayKind, DayOrigin, RateClass};
pub use layers::{CalendarLayer, LayerDay, LayerEffect, WorkCalendar};
pub use month_counts::MonthCounts;
pub use national::NationalCalendar;
