//! `iit.nonresident`: a payment to somebody who is not resident.

use heng_paycalc::iit::{NonResidentIncome, NonResidentRule};
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "iit.nonresident", answers: &["taxable", "tax"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    kind: Kind,
    amount: Yuan,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Wage,
    Labour,
    Author,
    Royalty,
    /// For several months at once: a sixth picks the step, and the tax of the sixth counts six times (财政部 税务总局公告2019年第35号 item 3).
    Bonus,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { kind, amount } = facts.input()?;
    let rule = NonResidentRule::as_of(&china().income_tax, facts.as_of())?;
    let outcome = match kind {
        Kind::Wage => rule.tax(NonResidentIncome::Wage, amount.0),
        Kind::Labour => rule.tax(NonResidentIncome::Labour, amount.0),
        Kind::Author => rule.tax(NonResidentIncome::Author, amount.0),
        Kind::Royalty => rule.tax(NonResidentIncome::Royalty, amount.0),
        Kind::Bonus => rule.bonus(amount.0),
    }?;
    Ok(answer([("taxable", yuan(outcome.taxable)), ("tax", yuan(outcome.taxed.tax))]))
}
