//! `iit.severance`: the tax on a compensation for the end of the labour relation.

use heng_paycalc::iit::SeveranceTaxRule;
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "iit.severance", answers: &["exempt", "taxable", "tax"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    amount: Yuan,
    /// Of the employer's place in the year before.
    annual_average: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { amount, annual_average } = facts.input()?;
    let rule = SeveranceTaxRule::as_of(&china().income_tax, facts.as_of())?;
    let outcome = rule.tax(amount.0, annual_average.0)?;
    Ok(answer([
        ("exempt", yuan(outcome.exempt)),
        ("taxable", yuan(outcome.taxable)),
        ("tax", yuan(outcome.taxed.tax)),
    ]))
}
