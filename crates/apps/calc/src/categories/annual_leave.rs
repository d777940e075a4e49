//! `annual_leave`: days by years of work, in the year of joining and of leaving, their loss, and the pay of untaken ones.

use heng_paycalc::labour::{annual_leave::UntakenPay, service::Years};
use heng_timecalc::{
    leave::Crossing,
    statutory::{AnnualLeaveRule, JoiningYear, LeavingYear},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Category, china, hundredths, row, yuan};
use crate::cases::{Answer, CaseFault, Count, Day, Facts, Hundredths, Yuan, answer};

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
    join: Day,
    full_year_days: Count,
}

/// The year of leaving.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Leaving {
    exit: Day,
    /// The day of hire, when it was in the same year.
    join: Option<Day>,
    full_year_days: Count,
    /// Half days too.
    taken: Hundredths,
    average_wage: Yuan,
}

/// Whether sickness takes the year's leave away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sickness {
    full_year_days: Count,
    sick_months: Hundredths,
}

/// The pay of untaken days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Untaken {
    untaken: Hundredths,
    average_wage: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let law = row(&china().leave.annual, "annual_leave", facts.as_of())?;
    let rule = AnnualLeaveRule::of(law, Crossing::WholeYearFromThatDay);
    if facts.names("service_years") {
        let Service { service_years } = facts.input()?;
        let days = rule.full_year_days(Years::from_hundredths(service_years.0).full());
        Ok(answer([("days", days.into())]))
    } else if facts.names("exit") {
        let input: Leaving = facts.input()?;
        let hired = input.join.map(|join| join.0);
        let year = LeavingYear::of(&rule, hired, input.exit.0, input.full_year_days.0, input.taken.0);
        Ok(answer([
            ("elapsed_days", year.elapsed_days.into()),
            ("entitled", year.entitled.into()),
            ("untaken", hundredths(year.untaken)),
            ("extra_pay_200", extra(facts, year.untaken, input.average_wage)?),
        ]))
    } else if facts.names("join") {
        let Joining { join, full_year_days } = facts.input()?;
        let year = JoiningYear::of(&rule, join.0, full_year_days.0);
        Ok(answer([("remaining_calendar_days", year.remaining_days.into()), ("days", year.days.into())]))
    } else if facts.names("sick_months") {
        let Sickness { full_year_days, sick_months } = facts.input()?;
        let lost = rule.lost(full_year_days.0, sick_months.0, 0);
        Ok(answer([("loses_leave", lost.is_some().into())]))
    } else if facts.names("untaken") {
        let Untaken { untaken, average_wage } = facts.input()?;
        Ok(answer([("extra_pay_200", extra(facts, untaken.0, average_wage)?)]))
    } else {
        Err(CaseFault::NoQuestion)
    }
}

/// What untaken days, in hundredths, bring on top of the wage.
fn extra(facts: &Facts<'_>, untaken: i64, wage: Yuan) -> Result<Value, CaseFault> {
    let rule = &row(&china().leave.annual, "annual_leave", facts.as_of())?.value;
    let days = &row(&china().labour.pay_days, "pay_days", facts.as_of())?.value;
    Ok(yuan(UntakenPay::of(rule, days, wage.0, untaken, false)?.extra))
}
