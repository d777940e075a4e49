//! `payslip`: a month's slip of one wage, after earlier months of the year at the same wage and shares.

use heng_formula::Value;
use heng_kernel::Money;
use heng_paycalc::{
    contribution::Bases,
    slip::{ContributionFacts, Engine, LineKey, PayStructure, PersonMonth, Plan, Slip, TaxFacts},
};
use serde::Deserialize;

use super::{Category, china, social, yuan};
use crate::cases::{Answer, CaseFault, Count, Day, Facts, Share, Yuan, answer};

pub(super) const CATEGORY: Category = Category {
    name: "payslip",
    answers: &["employee_social", "iit", "net", "employer_social", "employer_cost"],
    compute,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    city: String,
    date: Day,
    /// The wage, and the base declared for every scheme.
    wage: Yuan,
    housing_fund_rate: Share,
    special_additional: Yuan,
    /// Which month of the year at this employer it is.
    months_at_same_wage: Count,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let months = input.months_at_same_wage.0;
    if !(1..=12).contains(&months) {
        return Err(CaseFault::value("months_at_same_wage", months));
    }
    let city = social::month(&input.city, input.date.0, input.housing_fund_rate)?;
    let plan = Plan::china(input.city.as_str(), &city, &china().income_tax, input.date.0)?;
    let engine = wage_alone()?;
    let mut person = PersonMonth {
        values: vec![Some(Value::money(input.wage.0))],
        contributions: ContributionFacts {
            declared: Some(Bases::same(input.wage.0)),
            ..ContributionFacts::default()
        },
        tax: TaxFacts { special_additional: input.special_additional.0, ..TaxFacts::default() },
        ..PersonMonth::default()
    };
    let mut slip = Slip::default();
    for _ in 0..months {
        slip = engine.slip(&plan, &person);
        person.tax.before = slip.year;
    }
    let employee = slip.lines.iter().filter(|line| matches!(line.key, LineKey::Employee(_)));
    let employee: i64 = employee.map(|line| line.amount.minor()).sum();
    Ok(answer([
        ("employee_social", yuan(Money::from_minor(employee))),
        ("iit", yuan(slip.amount(LineKey::WageTax))),
        ("net", yuan(slip.totals.net)),
        ("employer_social", yuan(slip.totals.employer)),
        ("employer_cost", yuan(slip.totals.employer_cost)),
    ]))
}

/// A structure of one item: the wage.
fn wage_alone() -> Result<Engine, CaseFault> {
    let structure = PayStructure::of_wage("wage");
    Engine::new(structure).map(|(engine, _)| engine).map_err(CaseFault::refused)
}
