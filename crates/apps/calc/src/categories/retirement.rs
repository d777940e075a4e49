//! `retirement`: when the statutory age is reached, or the contributions a pension needs.

use heng_packs::RetirementGroup;
use heng_paycalc::{
    RuleMissing,
    labour::retirement::{Retirement, contribution_months_min},
};
use serde::Deserialize;

use super::{Category, china, hundredths, row};
use crate::cases::{Answer, CaseFault, Facts, Month, answer};

pub(super) const CATEGORY: Category =
    Category { name: "retirement", answers: &["years", "delay_months", "age", "retire_month"], compute };

/// The age of somebody of a group, by month of birth.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Age {
    group: Group,
    birth: Month,
}

/// The contributions a pension that begins in a year needs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contributions {
    year: i32,
}

#[derive(Deserialize)]
enum Group {
    #[serde(rename = "male")]
    Male,
    #[serde(rename = "female_55")]
    Female55,
    #[serde(rename = "female_50")]
    Female50,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let (law, on) = (&china().labour, facts.as_of());
    if facts.names("year") {
        let Contributions { year } = facts.input()?;
        let rule = &row(&law.contribution_years, "contribution_years", on)?.value;
        let months = i64::from(contribution_months_min(rule, year));
        return Ok(answer([("years", hundredths(months * 100 / 12))]));
    }
    let Age { group, birth } = facts.input()?;
    let group = match group {
        Group::Male => RetirementGroup::Male,
        Group::Female55 => RetirementGroup::Female55,
        Group::Female50 => RetirementGroup::Female50,
    };
    let rows = law.retirement.get(&group).ok_or(RuleMissing { rule: "retirement", on })?;
    let at = Retirement::of(&row(rows, "retirement", on)?.value, birth.first)
        .ok_or_else(|| CaseFault::value("birth", birth.first))?;
    Ok(answer([
        ("delay_months", at.delay_months.into()),
        ("age", at.age().into()),
        ("retire_month", at.month_text().into()),
    ]))
}
