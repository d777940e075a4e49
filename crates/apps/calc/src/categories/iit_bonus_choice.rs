//! `iit.bonus_choice`: a bonus taxed apart against joined with the year.

use heng_paycalc::iit::BonusRule;
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "iit.bonus_choice", answers: &["separate_total", "merged_total", "better"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Below nothing: the deduction left over.
    taxable_without_bonus: Yuan,
    bonus: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { taxable_without_bonus, bonus } = facts.input()?;
    let choice =
        BonusRule::as_of(&china().income_tax, facts.as_of())?.choose(taxable_without_bonus.0, bonus.0)?;
    Ok(answer([
        ("separate_total", yuan(choice.separate_total)),
        ("merged_total", yuan(choice.merged_total)),
        ("better", choice.better.code().into()),
    ]))
}
