//! From which month on contributions are due.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Whether a month is due, and with which payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// With this month's payment.
    Now,
    /// The month is due, but the monthly window was over: paid with the next month's.
    WithNextMonth,
    /// Not due.
    Not,
}

/// When a company's monthly window for changes closes, and what it does about the month somebody leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Who joins after this day of the month is registered in the next one; `None` without such a day.
    pub closes_on: Option<u32>,
    /// Who leaves on or after this day is paid for in the month of leaving; 1 pays every such month, `None` pays it only for whole
    /// months. The law is silent: the company decides.
    pub leaving_month_from: Option<u32>,
}

impl Default for Window {
    /// No closing day; the month of leaving is paid.
    fn default() -> Self {
        Self { closes_on: None, leaving_month_from: Some(1) }
    }
}

/// Whether social insurance is due for `month` (its first day) of somebody hired on `hired` whose last day is `left`. A month that was
/// begun is due as a whole, on whatever day it began.
pub fn insurance_due(month: NaiveDate, hired: NaiveDate, left: Option<NaiveDate>, window: Window) -> Due {
    let same_month = |day: NaiveDate| (day.year(), day.month()) == (month.year(), month.month());
    let Some(next) = month.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))) else {
        return Due::Not;
    };
    if hired >= next || left.is_some_and(|last| last < month) {
        return Due::Not;
    }
    if let Some(last) = left.filter(|last| same_month(*last) && last.succ_opt() != Some(next)) {
        let paid = window.leaving_month_from.is_some_and(|from| last.day() >= from);
        if !paid {
            return Due::Not;
        }
    }
    match window.closes_on {
        Some(day) if same_month(hired) && hired.day() > day => Due::WithNextMonth,
        _ => Due::Now,
    }
}

/// The first month of the housing fund (住房公积金管理条例 arts. 16, 17): who takes up work for the first time ever pays from the second
/// month; who comes from another employer from the first.
pub fn first_fund_month(hired: NaiveDate, first_ever: bool) -> Option<NaiveDate> {
    hired.with_day(1)?.checked_add_months(Months::new(u32::from(first_ever)))
}

/// Whether the `n`-th day of employment (the day of hire is the first) has been reached on `on`.
pub fn has_reached_day(hired: NaiveDate, n: u32, on: NaiveDate) -> bool {
    n == 0 || hired.checked_add_days(Days::new(u64::from(n - 1))).is_some_and(|day| day <= on)
}
