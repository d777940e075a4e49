//! `annual_leave`: days by years of work, in the year of joining and of leaving, their loss, and the pay of untaken ones.

use chrono::NaiveDate;
use heng_paycalc::labour::{
    annual_leave::{JoiningYear, LeavingYear, UntakenPay, full_year_days, is_lost},
    service::Years,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Category, china, row, yuan};
use crate::cases::{Answer, CaseFault, Count, Facts, Hundredths, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "annual_leave",
    answers: &[
        "extra_pay_200",
        "days",
        "elapsed_days",
        "entitled",
        "untaken",
        "remaining_calendar_days",
        "loses_leave",
    ],
    compute,
};

/// Days of a full year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    service_years: Hundredths,
}

/// The year of joining.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joining {
    join: NaiveDate,
    full_year_days: u32,
}

/// The year of leaving.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Leaving {
    exit: NaiveDate,
    /// The day of hire, when it was in the same year.
    join: Option<NaiveDate>,
    full_year_days: u32,
    taken: u32,
    average_wage: Yuan,
}

/// Whether sickness takes the year's leave away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sickness {
    full_year_days: u32,
    sick_months: Hundredths,
}

/// The pay of untaken days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Untaken {
    untaken: Count,
    average_wage: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let on = facts.as_of();
    let rule = &row(&china().leave.annual, "annual_leave", on)?.value;
    if facts.names("service_years") {
        let Service { service_years } = facts.input()?;
        let days = full_year_days(rule, Years::from_hundredths(service_years.0));
        Ok(answer([("days", days.into())]))
    } else if facts.names("exit") {
        let input: Leaving = facts.input()?;
        let year = LeavingYear::of(rule, input.join, input.exit, input.full_year_days, input.taken);
        Ok(answer([
            ("elapsed_days", year.elapsed_days.into()),
            ("entitled", year.entitled.into()),
            ("untaken", year.untaken.into()),
            ("extra_pay_200", extra(facts, i64::from(year.untaken), input.average_wage)?),
        ]))
    } else if facts.names("join") {
        let Joining { join, full_year_days } = facts.input()?;
        let year = JoiningYear::of(rule, join, full_year_days);
        Ok(answer([("remaining_calendar_days", year.remaining_days.into()), ("days", year.days.into())]))
    } else if facts.names("sick_months") {
        let Sickness { full_year_days, sick_months } = facts.input()?;
        Ok(answer([("loses_leave", is_lost(rule, full_year_days, sick_months.0, 0).into())]))
    } else if facts.names("untaken") {
        let Untaken { untaken, average_wage } = facts.input()?;
        Ok(answer([("extra_pay_200", extra(facts, untaken.0, average_wage)?)]))
    } else {
        Err(CaseFault::NoQuestion)
    }
}

/// What whole untaken days bring on top of the wage.
fn extra(facts: &Facts<'_>, untaken: i64, wage: Yuan) -> Result<Value, CaseFault> {
    let rule = &row(&china().leave.annual, "annual_leave", facts.as_of())?.value;
    let days = &row(&china().labour.pay_days, "pay_days", facts.as_of())?.value;
    let hundredths = untaken.checked_mul(100).ok_or_else(|| CaseFault::value("untaken", untaken))?;
    Ok(yuan(UntakenPay::of(rule, days, wage.0, hundredths, false)?.extra))
}
