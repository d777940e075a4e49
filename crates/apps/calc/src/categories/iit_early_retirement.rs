//! `iit.early_retirement`: a lump sum for retiring before the statutory age.

use heng_paycalc::{iit::EarlyRetirementRule, labour::service::Years};
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Facts, Hundredths, Yuan, answer};

pub(super) const CATEGORY: Category = Category { name: "iit.early_retirement", answers: &["tax"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    amount: Yuan,
    /// From the formalities to the statutory age.
    years: Hundredths,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { amount, years } = facts.input()?;
    let rule = EarlyRetirementRule::as_of(&china().income_tax, facts.as_of())?;
    Ok(answer([("tax", yuan(rule.tax(amount.0, Years::from_hundredths(years.0))?.tax))]))
}
