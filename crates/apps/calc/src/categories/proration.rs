//! `proration`: the wage of a day and an hour, or of part of a month by every method.

use chrono::{Datelike, NaiveDate};
use heng_paycalc::labour::proration::{PartMonth, Proration, day_wage, hour_wage};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Category, china, known, paid_days, row, yuan};
use crate::cases::{Answer, CaseFault, Day, Facts, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "proration",
    answers: &[
        "day",
        "hour",
        "paid_days",
        "paid_days_of_month",
        "forward_21_75",
        "reverse_21_75",
        "calendar_days",
        "actual_paid_days",
    ],
    compute,
};

/// A day and an hour.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    wage: Yuan,
}

/// From when to when of one month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    wage: Yuan,
    from: Day,
    to: Day,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let (law, on) = (&china().labour, facts.as_of());
    let days = &row(&law.pay_days, "pay_days", on)?.value;
    if !facts.names("from") && !facts.names("to") {
        let Unit { wage } = facts.input()?;
        let hours = &row(&law.hours, "hours", on)?.value;
        return Ok(answer([
            ("day", yuan(day_wage(wage.0, days)?)),
            ("hour", yuan(hour_wage(wage.0, days, hours)?)),
        ]));
    }
    let Part { wage, from: Day(from), to: Day(to) } = facts.input()?;
    let part = part_month(from, to).ok_or_else(|| CaseFault::value("to", to))?;
    known(from, to)?;
    let mut told = Map::new();
    told.insert("paid_days".to_owned(), Value::from(part.paid_days / 100));
    told.insert("paid_days_of_month".to_owned(), Value::from(part.paid_days_of_month / 100));
    for method in Proration::ALL {
        told.insert(method.code().to_owned(), yuan(part.wage(wage.0, method, days)?));
    }
    Ok(Value::Object(told))
}

/// The part between two days of the same month; `None` when they are not.
fn part_month(first: NaiveDate, last: NaiveDate) -> Option<PartMonth> {
    if last < first || (first.year(), first.month()) != (last.year(), last.month()) {
        return None;
    }
    let length = u32::from(first.num_days_in_month());
    let (begin, end) = (first.with_day(1)?, first.with_day(length)?);
    Some(PartMonth {
        paid_days: paid_days(first, last) * 100,
        paid_days_of_month: paid_days(begin, end) * 100,
        calendar_days: i64::from(last.day() - first.day()) + 1,
        calendar_days_of_month: i64::from(length),
    })
}
