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
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { kind, amount } = facts.input()?;
    let kind = match kind {
        Kind::Wage => NonResidentIncome::Wage,
        Kind::Labour => NonResidentIncome::Labour,
        Kind::Author => NonResidentIncome::Author,
        Kind::Royalty => NonResidentIncome::Royalty,
    };
    let outcome = NonResidentRule::as_of(&china().income_tax, facts.as_of())?.tax(kind, amount.0)?;
    Ok(answer([("taxable", yuan(outcome.taxable)), ("tax", yuan(outcome.taxed.tax))]))
}
