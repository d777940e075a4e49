//! `iit.bonus`: a one-off annual bonus taxed apart.

use heng_paycalc::iit::BonusRule;
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category = Category { name: "iit.bonus", answers: &["tax", "net"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    bonus: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { bonus } = facts.input()?;
    let taxed = BonusRule::as_of(&china().income_tax, facts.as_of())?.separate(bonus.0)?;
    Ok(answer([("tax", yuan(taxed.taxed.tax)), ("net", yuan(taxed.net))]))
}
