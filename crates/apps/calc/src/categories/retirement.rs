//! `retirement`: when the statutory age is reached, or the contributions a pension needs.

use heng_packs::RetirementGroup;
use heng_paycalc::labour::retirement::{Retirement, contribution_months_min};
use serde::Deserialize;

use super::{Category, china, row};
use crate::cases::{Answer, CaseFault, Facts, Month, answer};

pub(super) const CATEGORY: Category = Category {
    name: "retirement",
    answers: &["years", "delay_months", "age", "retire_month"],
    compute,
};

/// A group and a birth month, or a year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    group: Option<Group>,
    birth: Option<Month>,
    year: Option<i32>,
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
    match facts.input()? {
        Input { group: Some(group), birth: Some(birth), year: None } => {
            let group = match group {
                Group::Male => RetirementGroup::Male,
                Group::Female55 => RetirementGroup::Female55,
                Group::Female50 => RetirementGroup::Female50,
            };
            let rows = law.retirement.get(&group).ok_or_else(|| CaseFault::value("group", "without rules"))?;
            let rule = &row(rows, "retirement", on)?.value;
            let at = Retirement::of(rule, birth.first).ok_or_else(|| CaseFault::value("birth", birth.first))?;
            Ok(answer([
                ("delay_months", at.delay_months.into()),
                ("age", at.age().into()),
                ("retire_month", at.month_text().into()),
            ]))
        }
        Input { year: Some(year), group: None, birth: None } => {
            let rule = &row(&law.contribution_years, "contribution_years", on)?.value;
            let months = i64::from(contribution_months_min(rule, year));
            Ok(answer([("years", super::hundredths(months * 100 / 12))]))
        }
        _ => Err(CaseFault::NoQuestion),
    }
}
