//! `sick_pay`: the pay of days of sickness, by the city's ladder or the company's factor, not below the floor. The form gives the base
//! as it counts; the average wage at which a ladder is capped is the city's own of the year before. No own shares are given, and the
//! place's least share of company rules is not asked: a form without a factor is answered by the ladder or the floor.

use heng_paycalc::labour::{
    service::Years,
    sick_pay::{SickBase, SickLeave, SickPayRule},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Category, china, city, fraction, yuan};
use crate::cases::{Answer, CaseFault, Day, Facts, Hundredths, Share, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "sick_pay", answers: &["factor", "floor_day", "amount"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    city: String,
    date: Day,
    base: Yuan,
    days: Hundredths,
    service_years: Hundredths,
    /// Which month of the sickness it is.
    sick_months: Hundredths,
    minimum_wage: Yuan,
    company_factor: Option<Share>,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let whole = SickPayRule::as_of(china(), city(&input.city)?.region, input.date.0)?;
    let rule = SickPayRule { least_share: None, base: None, ..whole };
    let pay = rule.pay(&SickLeave {
        base: SickBase::Agreed(input.base.0),
        days: input.days.0,
        service: Years::from_hundredths(input.service_years.0),
        sick_month: months_begun(input.sick_months.0),
        minimum_wage: input.minimum_wage.0,
        own_shares: None,
        company_factor: input.company_factor.map(|share| share.0),
    })?;
    Ok(answer([
        ("factor", pay.factor.map_or(Value::Null, fraction)),
        ("floor_day", yuan(pay.floor_day)),
        ("amount", yuan(pay.amount)),
    ]))
}

/// Which month of the sickness so many months reach into: six months are the sixth, six and a half the seventh.
fn months_begun(hundredths: i64) -> u32 {
    u32::try_from(hundredths.saturating_add(99) / 100).unwrap_or(0)
}
