//! `annual_leave`: days by years of work, in the year of joining and of leaving, their loss, and the pay of untaken ones.

use chrono::NaiveDate;
use heng_paycalc::labour::{
    annual_leave::{JoiningYear, LeavingYear, UntakenPay, full_year_days, is_lost},
    service::Years,
};
use serde::Deserialize;

use super::{Category, china, row, yuan};
use crate::cases::{Answer, CaseFault, Count, Facts, Hundredths, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "annual_leave",
    answers: &["extra_pay_200", "days", "elapsed_days", "entitled", "untaken", "remaining_calendar_days", "loses_leave"],
    compute,
};

/// One of: years of work; a day of joining; a day of leaving; months of sickness; untaken days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    service_years: Option<Hundredths>,
    join: Option<NaiveDate>,
    exit: Option<NaiveDate>,
    full_year_days: Option<u32>,
    taken: Option<u32>,
    sick_months: Option<Hundredths>,
    untaken: Option<Count>,
    average_wage: Option<Yuan>,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let on = facts.as_of();
    let rule = &row(&china().leave.annual, "annual_leave", on)?.value;
    let days = &row(&china().labour.pay_days, "pay_days", on)?.value;
    let extra = |untaken: i64, wage: Yuan| Ok(yuan(UntakenPay::of(rule, days, wage.0, untaken * 100, false)?.extra));
    match facts.input()? {
        Input {
            service_years: Some(years),
            join: None,
            exit: None,
            full_year_days: None,
            taken: None,
            sick_months: None,
            untaken: None,
            average_wage: None,
        } => Ok(answer([("days", full_year_days(rule, Years::from_hundredths(years.0)).into())])),
        Input {
            join: Some(join),
            full_year_days: Some(full),
            service_years: None,
            exit: None,
            taken: None,
            sick_months: None,
            untaken: None,
            average_wage: None,
        } => {
            let year = JoiningYear::of(rule, join, full);
            Ok(answer([("remaining_calendar_days", year.remaining_days.into()), ("days", year.days.into())]))
        }
        Input {
            exit: Some(exit),
            full_year_days: Some(full),
            taken: Some(taken),
            average_wage: Some(wage),
            service_years: None,
            join,
            sick_months: None,
            untaken: None,
        } => {
            let year = LeavingYear::of(rule, join, exit, full, taken);
            Ok(answer([
                ("elapsed_days", year.elapsed_days.into()),
                ("entitled", year.entitled.into()),
                ("untaken", year.untaken.into()),
                ("extra_pay_200", extra(i64::from(year.untaken), wage)?),
            ]))
        }
        Input {
            full_year_days: Some(full),
            sick_months: Some(months),
            service_years: None,
            join: None,
            exit: None,
            taken: None,
            untaken: None,
            average_wage: None,
        } => Ok(answer([("loses_leave", is_lost(rule, full, months.0, 0).into())])),
        Input {
            untaken: Some(untaken),
            average_wage: Some(wage),
            service_years: None,
            join: None,
            exit: None,
            full_year_days: None,
            taken: None,
            sick_months: None,
        } => Ok(answer([("extra_pay_200", extra(untaken.0, wage)?)])),
        _ => Err(CaseFault::NoQuestion),
    }
}
