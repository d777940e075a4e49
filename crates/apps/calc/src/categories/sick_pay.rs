//! `sick_pay`: the pay of days of sickness, by the city's ladder or the company's factor, not below the floor.

use chrono::NaiveDate;
use heng_paycalc::labour::{
    service::Years,
    sick_pay::{SickLeave, SickPayRule},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Category, china, city, fraction, row, yuan};
use crate::cases::{Answer, CaseFault, Facts, Hundredths, Share, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "sick_pay", answers: &["factor", "floor_day", "amount"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    city: String,
    date: NaiveDate,
    base: Yuan,
    days: Hundredths,
    service_years: Hundredths,
    /// Which month of the sickness it is.
    sick_months: u32,
    minimum_wage: Yuan,
    company_factor: Option<Share>,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let (leave, region) = (&china().leave, city(&input.city)?.region);
    let floor = leave.sick_floor_at(region, input.date);
    let rule = SickPayRule {
        ladder: leave.sick_ladder(region, input.date),
        floor: floor.ok_or(heng_paycalc::RuleMissing { rule: "sick_pay.floor", on: input.date })?,
        days: row(&china().labour.pay_days, "pay_days", input.date)?,
    };
    let pay = rule.pay(&SickLeave {
        base: input.base.0,
        days: input.days.0,
        service: Years::from_hundredths(input.service_years.0),
        sick_month: input.sick_months,
        minimum_wage: input.minimum_wage.0,
        company_factor: input.company_factor.map(|share| share.0),
    })?;
    Ok(answer([
        ("factor", pay.factor.map_or(Value::Null, fraction)),
        ("floor_day", yuan(pay.floor_day)),
        ("amount", yuan(pay.amount)),
    ]))
}
