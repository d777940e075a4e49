//! `sg.cpf`: contributions on a month's ordinary wage at an age.

use heng_kernel::Money;
use heng_packs::Packs;
use heng_paycalc::contribution::{Wages, cpf};
use serde::Deserialize;

use super::{Category, yuan};
use crate::cases::{Answer, CaseFault, Count, Day, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "sg.cpf", answers: &["total", "employee", "employer"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    date: Day,
    age: Count,
    ordinary_wage: Yuan,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { date, age, ordinary_wage } = facts.input()?;
    let terms = cpf(&Packs::embedded().singapore().cpf, date.0, age.0)?;
    let paid = terms.contribute(&Wages::base(ordinary_wage.0))?;
    let total = Money::from_minor(paid.employee.minor() + paid.employer.minor());
    Ok(answer([("total", yuan(total)), ("employee", yuan(paid.employee)), ("employer", yuan(paid.employer))]))
}
