//! `contract`: deductions for damage, the second wage without a written contract, probation.

use heng_paycalc::labour::contract::{DamageCap, DoubleWage, ProbationCheck, ProbationWage};
use serde::Deserialize;

use super::{Category, china, hundredths, row, yuan};
use crate::cases::{Answer, CaseFault, Day, Facts, Word, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "contract",
    answers: &["max_deduction", "months", "amount", "max_probation_months", "min_probation_wage"],
    compute,
};

/// How much of a loss may be taken from a month's wage.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Damage {
    loss: Yuan,
    wage: Yuan,
    minimum_wage: Yuan,
}

/// The second wage of the months without a written contract.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unwritten {
    hire: Day,
    signed: Day,
    wage: Yuan,
}

/// The longest probation of a contract: months, or `open`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    term_months: Word,
}

/// The least wage of a probation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InProbation {
    wage: Yuan,
    minimum_wage: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let (on, law) = (facts.as_of(), &china().labour);
    if facts.names("loss") {
        let Damage { loss, wage, minimum_wage } = facts.input()?;
        let rule = &row(&law.damage, "damage", on)?.value;
        let cap = DamageCap::of(rule, loss.0, wage.0, minimum_wage.0)?;
        Ok(answer([("max_deduction", yuan(cap.most))]))
    } else if facts.names("hire") {
        let Unwritten { hire, signed, wage } = facts.input()?;
        let rule = &row(&law.written_contract, "written_contract", on)?.value;
        let second = DoubleWage::of(rule, hire.0, signed.0, wage.0)?;
        Ok(answer([("months", hundredths(second.months_hundredths)), ("amount", yuan(second.amount))]))
    } else if facts.names("term_months") {
        let Term { term_months } = facts.input()?;
        let months = match term_months.0.as_str() {
            "open" => None,
            months => Some(months.parse().map_err(|_| CaseFault::value("term_months", months))?),
        };
        let check = ProbationCheck::of(&row(&law.probation, "probation", on)?.value, months, 0);
        Ok(answer([("max_probation_months", check.max_months.into())]))
    } else if facts.names("wage") {
        let InProbation { wage, minimum_wage } = facts.input()?;
        let rule = &row(&law.probation, "probation", on)?.value;
        let wage = ProbationWage::of(rule, wage.0, minimum_wage.0)?;
        Ok(answer([("min_probation_wage", yuan(wage.least))]))
    } else {
        Err(CaseFault::NoQuestion)
    }
}
