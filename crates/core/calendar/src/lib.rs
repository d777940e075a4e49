//! Working days, swapped workdays, holidays and zones.
//!
//! - [`NationalCalendar`]: the State Council's notices on top of plain weeks.
//! - [`WorkCalendar`]: the national calendar under the company's and the branch's own days.
//! - [`Span`] and [`WorkCalendar::count`]: how many days, in halves, a leave takes, and why.
//! - [`MonthCounts`]: the figures of a month that pay and rosters ask for.
//! - [`ShiftCalendar`]: the days of a person who works by a shift plan.
//! - [`Workdays`]: steps and counts by working days and half-days on any of these; [`WorkingHours`] by minutes.
//! - [`Weeks`] and [`PayPeriods`]: how weeks and pay periods are cut, and the day of payment.
//! - [`zone`]: dates at a place of work. The zone belongs to the place, never to the server or the traveller.
//! - [`months`]: anniversaries and month steps that do not drift.
//! - [`service`]: years, months and days of service, with every rule for the ends of months and 29 February.

mod count;
mod day;
mod explain;
mod hours;
mod layers;
mod month_counts;
pub mod months;
mod national;
mod period;
pub mod service;
mod shift;
mod week;
mod workdays;
pub mod zone;

pub use count::{Count, CountRule, CountedDay, DayHalf, Span, SpanError};
pub use day::{Day, DayKind, DayOrigin, RateClass};
pub use hours::{WorkingHours, WorkingHoursError};
pub use layers::{CalendarLayer, LayerDay, LayerEffect, WorkCalendar};
pub use month_counts::MonthCounts;
pub use national::NationalCalendar;
pub use period::{OffDay, PayDay, PayPeriod, PayPeriods};
pub use service::{FebruaryRule, Service};
pub use shift::{ShiftCalendar, ShiftCycle, ShiftDay, ShiftPlan};
pub use week::{Week, Weeks};
pub use workdays::Workdays;
