//! `hk.mpf`: mandatory contributions on a month's relevant income.

use heng_packs::Packs;
use heng_paycalc::contribution::{MpfPeriod, Wages, mpf};
use serde::Deserialize;

use super::{Category, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "hk.mpf", answers: &["employee", "employer"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    relevant_income: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { relevant_income } = facts.input()?;
    let terms = mpf(&Packs::embedded().hong_kong().mpf, facts.as_of(), MpfPeriod::Month, false)?;
    let paid = terms.contribute(&Wages::base(relevant_income.0))?;
    Ok(answer([("employee", yuan(paid.employee)), ("employer", yuan(paid.employer))]))
}
