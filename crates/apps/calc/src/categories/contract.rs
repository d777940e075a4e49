//! `contract`: deductions for damage, the second wage without a written contract, probation.

use chrono::NaiveDate;
use heng_paycalc::labour::contract::{DoubleWage, ProbationCheck, damage_deduction_max, probation_wage_min};
use serde::Deserialize;

use super::{Category, china, hundredths, row, yuan};
use crate::cases::{Answer, CaseFault, Facts, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "contract",
    answers: &["max_deduction", "months", "amount", "max_probation_months", "min_probation_wage"],
    compute,
};

/// A loss at a wage; a day of hire and of signing; a term; a wage of probation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    loss: Option<Yuan>,
    wage: Option<Yuan>,
    minimum_wage: Option<Yuan>,
    hire: Option<NaiveDate>,
    signed: Option<NaiveDate>,
    term_months: Option<String>,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let (on, law) = (facts.as_of(), &china().labour);
    let probation = &row(&law.probation, "probation", on)?.value;
    match facts.input()? {
        Input {
            loss: Some(loss),
            wage: Some(wage),
            minimum_wage: Some(least),
            hire: None,
            signed: None,
            term_months: None,
        } => {
            let rule = &row(&law.damage, "damage", on)?.value;
            Ok(answer([("max_deduction", yuan(damage_deduction_max(rule, loss.0, wage.0, least.0)?))]))
        }
        Input {
            hire: Some(hire),
            signed: Some(signed),
            wage: Some(wage),
            loss: None,
            minimum_wage: None,
            term_months: None,
        } => {
            let rule = &row(&law.written_contract, "written_contract", on)?.value;
            let double = DoubleWage::of(rule, hire, signed, wage.0)?;
            Ok(answer([("months", hundredths(double.months_hundredths)), ("amount", yuan(double.amount))]))
        }
        Input {
            term_months: Some(term),
            loss: None,
            wage: None,
            minimum_wage: None,
            hire: None,
            signed: None,
        } => {
            let months = match term.as_str() {
                "open" => None,
                months => Some(months.parse().map_err(|_| CaseFault::value("term_months", months))?),
            };
            let check = ProbationCheck::of(probation, months, 0);
            Ok(answer([("max_probation_months", check.max_months.into())]))
        }
        Input {
            wage: Some(wage),
            minimum_wage: Some(least),
            loss: None,
            hire: None,
            signed: None,
            term_months: None,
        } => Ok(answer([("min_probation_wage", yuan(probation_wage_min(probation, wage.0, least.0)?))])),
        _ => Err(CaseFault::NoQuestion),
    }
}
