//! `calendar`: the figures of a month, or what a day is.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::{Category, NATIONAL, fraction, known};
use crate::cases::{Answer, CaseFault, Count, Day, Facts, answer};

pub(super) const CATEGORY: Category = Category {
    name: "calendar",
    answers: &[
        "calendar_days",
        "work_days",
        "statutory_days",
        "rest_days",
        "paid_days",
        "statutory_on_weekend",
        "kind",
        "overtime_rate",
    ],
    compute,
};

/// The figures of a month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    year: i32,
    month: Count,
}

/// What a day is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneDay {
    date: Day,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    if facts.names("date") {
        let OneDay { date } = facts.input()?;
        known(date.0, date.0)?;
        Ok(day_answer(date.0))
    } else {
        let Month { year, month } = facts.input()?;
        month_answer(year, month.0)
    }
}

fn month_answer(year: i32, month: u32) -> Result<Answer, CaseFault> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(|| CaseFault::value("month", month))?;
    known(first, first)?;
    let counts = NATIONAL.month_counts(year, month).ok_or_else(|| CaseFault::value("month", month))?;
    Ok(answer([
        ("calendar_days", counts.calendar_days.into()),
        ("work_days", counts.work_days.into()),
        ("statutory_days", counts.statutory_days.into()),
        ("rest_days", counts.rest_days.into()),
        ("paid_days", counts.paid_days.into()),
        ("statutory_on_weekend", counts.statutory_on_weekend.into()),
    ]))
}

fn day_answer(date: NaiveDate) -> Answer {
    let day = NATIONAL.day(date);
    answer([("kind", json!(day.kind)), ("overtime_rate", fraction(day.rate_class().rate()))])
}
