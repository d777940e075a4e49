//! `iit.reconciliation`: what a year's comprehensive income comes to.

use heng_kernel::Money;
use heng_paycalc::iit::{ReconciliationRule, YearFigures};
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "iit.reconciliation",
    answers: &["income_amount", "taxable", "tax", "refund", "due", "exempt_from_payment"],
    compute,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    wages: Yuan,
    labour: Yuan,
    author: Yuan,
    royalty: Yuan,
    social: Yuan,
    special_additional: Yuan,
    serious_illness: Yuan,
    withheld: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let rule = ReconciliationRule::as_of(&china().income_tax, facts.as_of())?;
    let outcome = rule.reconcile(&YearFigures {
        wages: input.wages.0,
        labour: input.labour.0,
        author: input.author.0,
        royalty: input.royalty.0,
        special: input.social.0,
        special_additional: input.special_additional.0,
        serious_illness: input.serious_illness.0,
        other: Money::ZERO,
        withheld: input.withheld.0,
        not_withheld_as_due: false,
    })?;
    Ok(answer([
        ("income_amount", yuan(outcome.income_amount)),
        ("taxable", yuan(outcome.taxable)),
        ("tax", yuan(outcome.taxed.tax)),
        ("refund", yuan(outcome.refund)),
        ("due", yuan(outcome.due)),
        ("exempt_from_payment", outcome.exempt_from_payment.into()),
    ]))
}
