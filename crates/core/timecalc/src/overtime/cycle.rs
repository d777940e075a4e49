//! Comprehensive working hours (综合计算工时): overtime is known at the end of the cycle.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use heng_calendar::{DayKind, Workdays};
use heng_kernel::{Basis, DateRange, Explanation, Term};
use serde::{Deserialize, Serialize};

use crate::day::DayResult;

/// Over what the hours are weighed, as approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// The cycle a day lies in; `None` at the ends of the calendar.
pub fn cycle_of(cycle: Cycle, day: NaiveDate) -> Option<DateRange> {
    let (start, length) = match cycle {
        Cycle::Week => {
            let monday = day.week(Weekday::Mon).checked_first_day()?;
            return DateRange::new(monday, Some(monday.checked_add_days(Days::new(7))?)).ok();
        }
        Cycle::Month => (NaiveDate::from_ymd_opt(day.year(), day.month(), 1)?, 1),
        Cycle::Quarter => (NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?, 3),
        Cycle::Year => (NaiveDate::from_ymd_opt(day.year(), 1, 1)?, 12),
    };
    DateRange::new(start, Some(start.checked_add_months(Months::new(length))?)).ok()
}

/// Minutes the standard asks for in a range: its working days by the calendar, each of so many minutes. Hand in the part of the
/// cycle in which somebody was employed.
pub fn standard_minutes(calendar: &impl Workdays, range: DateRange, day_minutes: i64) -> i64 {
    if range.to().is_none() {
        return 0;
    }
    let working = range.days().filter(|day| calendar.day(*day).kind == DayKind::Work);
    i64::try_from(working.count()).unwrap_or(i64::MAX).saturating_mul(day_minutes)
}

/// A cycle, settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleResult {
    /// Minutes the standard asks for.
    pub standard: i64,
    /// Minutes worked, holidays apart.
    pub worked: i64,
    /// Minutes of leave, which count as worked.
    pub leave: i64,
    /// Beyond the standard: 150 %, on whatever day they were worked.
    pub excess: i64,
    /// On statutory holidays: 300 %, whatever the total is. They are not in `worked`, so no minute is paid twice.
    pub statutory: i64,
    /// How the excess comes about.
    pub explanation: Explanation,
}

impl CycleResult {
    /// Settles the days of a cycle against its standard. Asked before its end it says what the total is so far.
    pub fn new<'a>(cycle: DateRange, days: impl IntoIterator<Item = &'a DayResult>, standard: i64) -> Self {
        let (mut worked, mut leave, mut statutory) = (0, 0, 0);
        for result in days.into_iter().filter(|result| cycle.contains(result.day)) {
            let figures = &result.figures;
            worked += figures.worked + figures.beyond_plan;
            leave += figures.leave;
            statutory += figures.overtime_statutory;
        }
        let excess = (worked + leave - standard).max(0);
        let term = |label: &str, sign, minutes: i64| Term::new(sign, label, minutes, "minute");
        let mut terms = vec![
            term("time.cycle.worked", '+', worked),
            term("time.cycle.leave", '+', leave),
            term("time.cycle.standard", '-', standard),
        ];
        if excess == 0 {
            terms.push(term("time.cycle.under_standard", '+', standard - worked - leave));
        }
        let explanation = Explanation {
            label: "time.cycle.excess".to_owned(),
            value: excess.to_string(),
            unit: "minute".to_owned(),
            terms,
            basis: Basis {
                rule: "time.comprehensive_hours".to_owned(),
                version: "1".to_owned(),
                source: Some("劳部发〔1994〕503号; 劳部发〔1995〕309号 arts. 65-67".to_owned()),
            },
        };
        Self { standard, worked, leave, excess, statutory, explanation }
    }
}
