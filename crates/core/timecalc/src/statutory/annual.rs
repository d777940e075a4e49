//! Annual leave (国务院令第514号; 人社部令第1号).

use chrono::NaiveDate;
use heng_calendar::months;
use heng_kernel::{Basis, Explanation, Term};
use serde::{Deserialize, Serialize};

use super::part_year::{JoiningYear, LeavingYear};
use crate::{day::Rounding, leave};

/// A band of total service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// From so many full years of service with any employers.
    pub from_years: u32,
    /// Working days a year.
    pub days: u32,
    /// Months of sick leave in the year that take the leave away.
    pub lost_from_sick_months: u32,
}

/// The law's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnualLeaveRule {
    /// Bands, lowest first.
    pub bands: Vec<Band>,
    /// Months of work without a break, with any employers, before any is due: 12.
    pub qualify_months: u32,
    /// Days of a year in the conversion, 365 also in leap years.
    pub divisor: u32,
    /// Paid personal leave of so many days takes the leave away.
    pub lost_from_personal_days: u32,
    /// What a band reached in the middle of a year does; the law is silent.
    pub crossing: leave::Crossing,
    /// Where the values come from.
    pub version: String,
}

/// Service of somebody at an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// First day here.
    pub joined: NaiveDate,
    /// Last day here, once known.
    pub last_day: Option<NaiveDate>,
    /// Full months of work with all earlier employers together.
    pub prior_months: u32,
    /// Full months of work without a break up to the first day here.
    pub continuous_months: u32,
}

/// What is due for a year as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnualLeave {
    /// Hundredths of a day.
    pub quantity: i64,
    /// Days of a full year in the band that applies.
    pub band_days: u32,
    /// How it was worked out.
    pub explanation: Explanation,
}

impl Service {
    /// The day on which total service reaches so many years.
    pub fn reaches(&self, years: u32) -> Option<NaiveDate> {
        months::after_months(self.joined, (years * 12).saturating_sub(self.prior_months))
    }

    /// The day from which annual leave is due at all: twelve months of work without a break, with any employers (art. 3).
    pub fn qualifies_on(&self, qualify_months: u32) -> Option<NaiveDate> {
        months::after_months(self.joined, qualify_months.saturating_sub(self.continuous_months))
    }
}

impl AnnualLeaveRule {
    /// As a policy of the ledger, so that the balance of any day comes from the same rules. `service` gives the months the steps
    /// are counted from.
    pub fn policy(&self) -> leave::LeavePolicy {
        leave::LeavePolicy {
            version: self.version.clone(),
            source: Some(SOURCE.to_owned()),
            unit: leave::LeaveUnit::Day,
            year: leave::LeaveYear::Calendar,
            steps: self
                .bands
                .iter()
                .map(|band| leave::Step {
                    from_months: band.from_years * 12,
                    quantity: i64::from(band.days) * 100,
                })
                .collect(),
            crossing: self.crossing,
            proration: leave::Proration::Days { divisor: self.divisor },
            credit: leave::Credit::UpFront,
            round: leave::RoundTo { step: 100, rounding: Rounding::Down },
            lives_months: 12,
            carry: None,
            most: None,
            advance: 0,
            order: leave::UseOrder::EndingFirst,
        }
    }

    fn band(&self, service: &Service, on: NaiveDate) -> Option<&Band> {
        let reached = |band: &&Band| service.reaches(band.from_years).is_some_and(|day| day <= on);
        self.bands.iter().rfind(reached)
    }
}

const SOURCE: &str = "国务院令第514号 art. 3; 人社部令第1号 arts. 5, 12";

/// What is due for a calendar year by what is known on a day of it. A joiner's year counts the calendar days from the first day,
/// or from the day the twelve months are full, to the end of the year, over 365, times the days of the band, and drops what is
/// below a whole day (人社部令第1号, article 5).
pub fn annual_leave(
    rule: &AnnualLeaveRule,
    service: &Service,
    year: i32,
    on: NaiveDate,
) -> Option<AnnualLeave> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let next = NaiveDate::from_ymd_opt(year + 1, 1, 1)?;
    let from = first.max(service.joined).max(service.qualifies_on(rule.qualify_months)?);
    let on = on.min(next.pred_opt()?);
    let band_days = if from <= on { rule.band(service, on).map_or(0, |band| band.days) } else { 0 };
    let days = match from {
        from if from == first => rule.divisor,
        from if from < next => JoiningYear::of(rule, from, band_days).remaining_days,
        _ => 0,
    };
    let whole = |full_year_days| i64::from(rule.part_year_days(days, full_year_days)) * 100;
    let quantity = match rule.crossing {
        leave::Crossing::WholeYearFromThatDay => whole(band_days),
        leave::Crossing::NextYear => {
            whole(rule.band(service, from).filter(|_| from <= on).map_or(0, |band| band.days))
        }
        leave::Crossing::ByDays => by_days(rule, service, from, next, on),
    };
    Some(AnnualLeave { quantity, band_days, explanation: explain(rule, days, band_days, quantity) })
}

/// Each part of the year at its own band.
fn by_days(rule: &AnnualLeaveRule, service: &Service, from: NaiveDate, to: NaiveDate, on: NaiveDate) -> i64 {
    let mut starts: Vec<(NaiveDate, u32)> = Vec::new();
    for band in &rule.bands {
        if let Some(day) = service.reaches(band.from_years).filter(|day| *day <= on) {
            starts.push((day.max(from), band.days));
        }
    }
    let mut sum = 0;
    for (index, (start, days)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(to, |(next, _)| *next);
        sum += (end - *start).num_days().max(0) * i64::from(*days);
    }
    sum.div_euclid(i64::from(rule.divisor.max(1))) * 100
}

/// What is still due to somebody who leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveOnExit {
    /// Due for the year, in hundredths of a day.
    pub due: i64,
    /// Due and not taken: to be paid at three times the day's wage in all, twice on top of the wage (art. 5).
    pub untaken: i64,
    /// Taken beyond what is due; it is not recovered (人社部令第1号, article 12).
    pub beyond: i64,
    /// How it was worked out.
    pub explanation: Explanation,
}

/// Settles annual leave on leaving: the calendar days here in the year of leaving, over 365, times the days of the band, whole
/// days only, less what was taken. All days here count, also those before twelve months were full: article 12 speaks of the days
/// passed with the employer, where article 5 speaks of those that remain.
pub fn on_leaving(rule: &AnnualLeaveRule, service: &Service, taken: i64) -> Option<LeaveOnExit> {
    on_leaving_date_of(rule, service, service.last_day?, taken)
}

/// The same for somebody who might leave on a day: what the exit would cost.
pub fn on_leaving_date_of(
    rule: &AnnualLeaveRule,
    service: &Service,
    last_day: NaiveDate,
    taken: i64,
) -> Option<LeaveOnExit> {
    let qualified = service.qualifies_on(rule.qualify_months)? <= last_day && service.joined <= last_day;
    let band = rule.band(service, last_day).filter(|_| qualified);
    let band_days = band.map_or(0, |band| band.days);
    let year = LeavingYear::of(rule, Some(service.joined), last_day, band_days, taken);
    let due = i64::from(year.entitled) * 100;
    let mut explanation = explain(rule, if qualified { year.elapsed_days } else { 0 }, band_days, due);
    explanation.terms.push(Term::new('=', "leave.term.taken", crate::leave::written_days(taken), "day"));
    Some(LeaveOnExit { due, untaken: year.untaken, beyond: year.beyond, explanation })
}

/// Why the leave of a year is not due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// Too many months of sick leave for the band.
    SickLeave,
    /// Too many days of paid personal leave.
    PersonalLeave,
}

/// Whether sick or personal leave of a year takes its annual leave away (国务院令第514号, article 4). When the annual leave is
/// taken already, it is that of the next year.
pub fn lost(
    rule: &AnnualLeaveRule,
    service: &Service,
    on: NaiveDate,
    sick_months: u32,
    personal_days: u32,
) -> Option<Lost> {
    rule.lost(rule.band(service, on)?.days, i64::from(sick_months) * 100, personal_days)
}

fn explain(rule: &AnnualLeaveRule, days: u32, band_days: u32, quantity: i64) -> Explanation {
    Explanation {
        label: "leave.annual".to_owned(),
        value: crate::leave::written_days(quantity),
        unit: "day".to_owned(),
        terms: vec![
            Term::new('+', "leave.term.calendar_days", days, "day"),
            Term::new('÷', "leave.term.divisor", rule.divisor, "day"),
            Term::new('×', "leave.term.band_days", band_days, "day"),
        ],
        basis: Basis {
            rule: "leave.annual".to_owned(),
            version: rule.version.clone(),
            source: Some(SOURCE.to_owned()),
        },
    }
}
