//! The figures of a month.

use chrono::{Months, NaiveDate};
use heng_kernel::{DateRange, Finding};

use crate::{day::DayKind, layers::WorkCalendar};

/// How the days of a month divide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCounts {
    /// All days.
    pub calendar_days: u32,
    /// Days people work.
    pub work_days: u32,
    /// Statutory holidays.
    pub statutory_days: u32,
    /// The rest: weekends and days off.
    pub rest_days: u32,
    /// Days a monthly wage pays for: working days and statutory holidays from Monday to Friday. The weekday given in lieu of a
    /// statutory day on a weekend is not told apart by the notices and is not in it.
    pub paid_days: u32,
    /// Statutory holidays that fall on Saturday or Sunday.
    pub statutory_on_weekend: u32,
    /// Years without data or with provisional data.
    pub findings: Vec<Finding>,
}

impl WorkCalendar {
    /// The figures of a month; `None` when there is no such month.
    pub fn month_counts(&self, year: i32, month: u32) -> Option<MonthCounts> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = first.checked_add_months(Months::new(1))?;
        let days: Vec<_> =
            DateRange::new(first, Some(next)).ok()?.days().map(|date| self.day(date)).collect();
        let count = |keep: &dyn Fn(&crate::Day) -> bool| {
            u32::try_from(days.iter().filter(|day| keep(day)).count()).unwrap_or(u32::MAX)
        };
        let work_days = count(&|day| day.kind == DayKind::Work);
        let statutory_days = count(&|day| day.kind == DayKind::Statutory);
        let statutory_on_weekend = count(&|day| day.kind == DayKind::Statutory && day.on_weekend());
        Some(MonthCounts {
            calendar_days: count(&|_| true),
            work_days,
            statutory_days,
            rest_days: count(&|day| day.kind == DayKind::Rest),
            paid_days: work_days + statutory_days - statutory_on_weekend,
            statutory_on_weekend,
            findings: self.national().coverage(first, next.pred_opt()?),
        })
    }
}
