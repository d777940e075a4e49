//! One file per category of cases: the form of its input, the engine that answers, the fields of the answer.
//!
//! An adapter only carries values across: no rule and no figure of any law stands here. Where the form is silent about a choice that
//! a company makes, the adapter names the choice it takes.

mod annual_leave;
mod calendar;
mod contract;
mod hong_kong_mpf;
mod identity;
mod iit_bonus;
mod iit_bonus_choice;
mod iit_cumulative;
mod iit_early_retirement;
mod iit_labour;
mod iit_nonresident;
mod iit_reconciliation;
mod iit_severance;
mod overtime;
mod payslip;
mod proration;
mod retirement;
mod severance;
mod sick_pay;
mod singapore_cpf;
mod social;

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use heng_calendar::{Day, DayKind, NationalCalendar, WorkCalendar};
use heng_kernel::{Money, Rate};
use heng_packs::{China, Dated, Packs, SocialCity, Timeline};
use heng_paycalc::{RuleMissing, TooLarge};
use serde_json::Value;

use crate::cases::{Answer, CaseFault, Facts};

/// A kind of case.
#[derive(Debug)]
pub(crate) struct Category {
    /// Its name in files.
    pub(crate) name: &'static str,
    /// Every field an answer of it can have.
    pub(crate) answers: &'static [&'static str],
    compute: fn(&Facts<'_>) -> Result<Answer, CaseFault>,
}

const ALL: &[Category] = &[
    annual_leave::CATEGORY,
    calendar::CATEGORY,
    contract::CATEGORY,
    hong_kong_mpf::CATEGORY,
    identity::CATEGORY,
    iit_bonus::CATEGORY,
    iit_bonus_choice::CATEGORY,
    iit_cumulative::CATEGORY,
    iit_early_retirement::CATEGORY,
    iit_labour::CATEGORY,
    iit_nonresident::CATEGORY,
    iit_reconciliation::CATEGORY,
    iit_severance::CATEGORY,
    overtime::CATEGORY,
    payslip::CATEGORY,
    proration::CATEGORY,
    retirement::CATEGORY,
    severance::CATEGORY,
    sick_pay::CATEGORY,
    singapore_cpf::CATEGORY,
    social::CATEGORY,
];

/// The category of this name.
pub(crate) fn find(name: &str) -> Option<&'static Category> {
    ALL.iter().find(|category| category.name == name)
}

/// The answer to a case.
pub(crate) fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    (facts.category().compute)(facts)
}

/// The nation's calendar, without a company's own days.
static NATIONAL: LazyLock<WorkCalendar> =
    LazyLock::new(|| WorkCalendar::new(Arc::new(NationalCalendar::new(Packs::embedded())), Vec::new()));

/// China's rules.
fn china() -> &'static China {
    Packs::embedded().china()
}

/// The rules of a city.
fn city(id: &str) -> Result<&'static SocialCity, CaseFault> {
    china().social.city(id).ok_or_else(|| CaseFault::value("city", id))
}

/// The row in force on a day.
fn row<'t, T>(rows: &'t Timeline<T>, rule: &'static str, on: NaiveDate) -> Result<&'t Dated<T>, CaseFault> {
    rows.as_of(on).ok_or_else(|| RuleMissing { rule, on }.into())
}

/// Whether a month's wage pays for a day by the notices that are shipped.
fn is_paid_day(date: NaiveDate) -> bool {
    is_paid(&NATIONAL.day(date))
}

/// Whether a month's wage pays for a day: a working day, or a statutory holiday from Monday to Friday.
pub(crate) fn is_paid(day: &Day) -> bool {
    day.kind == DayKind::Work || (day.kind == DayKind::Statutory && !day.on_weekend())
}

/// Refuses days of years without a holiday notice: plain weeks would be a guess.
fn known(first: NaiveDate, last: NaiveDate) -> Result<(), CaseFault> {
    let gaps = NATIONAL.national().coverage(first, last);
    match gaps.iter().find(|gap| gap.code == "calendar.year_without_data") {
        Some(gap) => {
            let year = gap.params.get("year").map(ToString::to_string).unwrap_or_default();
            Err(CaseFault::refused(format!("no holiday notice of {year} is known")))
        }
        None => Ok(()),
    }
}

/// Paid days from one to another, both inside.
fn paid_days(first: NaiveDate, last: NaiveDate) -> i64 {
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| is_paid_day(*day))
        .fold(0, |days, _| days + 1)
}

impl From<RuleMissing> for CaseFault {
    fn from(missing: RuleMissing) -> Self {
        Self::refused(missing)
    }
}

impl From<TooLarge> for CaseFault {
    fn from(too_large: TooLarge) -> Self {
        Self::refused(too_large)
    }
}

/// An amount in major units, two decimals.
fn yuan(amount: Money) -> Value {
    amount.to_string().into()
}

/// Hundredths as a plain decimal.
fn hundredths(number: i64) -> Value {
    yuan(Money::from_minor(number))
}

/// A rate as a decimal fraction with at least two decimals: `1.50`.
fn fraction(rate: Rate) -> Value {
    let ppm = rate.ppm();
    let sign = if ppm < 0 { "-" } else { "" };
    let digits = format!("{sign}{}.{:06}", ppm.unsigned_abs() / 1_000_000, ppm.unsigned_abs() % 1_000_000);
    let kept = digits.trim_end_matches('0').len().max(digits.len() - 4);
    digits.chars().take(kept).collect::<String>().into()
}
