//! `iit.cumulative`: the withholding of a year's months at one employer.

use heng_kernel::Money;
use heng_paycalc::iit::{MonthWage, StartOfYear, WageRule};
use serde::Deserialize;
use serde_json::Value;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Count, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "iit.cumulative", answers: &["months", "year_withheld"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    months: Vec<Month>,
    /// Months of the year before the first job, whose basic deduction counts too.
    first_job_extra_months: Count,
    /// The year's basic deduction at once.
    upfront_basic_deduction: Option<Yuan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    income: Yuan,
    exempt: Option<Yuan>,
    special_deduction: Option<Yuan>,
    special_additional: Option<Yuan>,
    other: Option<Yuan>,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let rule = WageRule::as_of(&china().income_tax, facts.as_of())?;
    let start = match (input.first_job_extra_months.0, input.upfront_basic_deduction) {
        (0, None) => StartOfYear::Ordinary,
        (months @ 1..=11, None) => {
            StartOfYear::FirstJob { months_before: u8::try_from(months).map_err(CaseFault::refused)? }
        }
        (months, None) => return Err(CaseFault::value("first_job_extra_months", months)),
        (0, Some(Yuan(amount))) if amount == rule.basic.value.annual => StartOfYear::WholeYearAtOnce,
        (0, Some(Yuan(amount))) => return Err(CaseFault::value("upfront_basic_deduction", amount)),
        (_, Some(_)) => return Err(CaseFault::NoQuestion),
    };
    let months: Vec<MonthWage> = input.months.iter().map(Month::wage).collect();
    let mut withheld = Money::ZERO;
    let mut told: Vec<Value> = Vec::with_capacity(months.len());
    for month in rule.replay(start, &months) {
        let month = month?;
        withheld = month.year.withheld;
        told.push(answer([
            ("cumulative_taxable", yuan(month.taxable)),
            ("cumulative_tax", yuan(month.tax)),
            ("withheld", yuan(month.withheld)),
        ]));
    }
    Ok(answer([("months", told.into()), ("year_withheld", yuan(withheld))]))
}

impl Month {
    fn wage(&self) -> MonthWage {
        let or_nothing = |amount: Option<Yuan>| amount.map_or(Money::ZERO, |amount| amount.0);
        MonthWage {
            months: 1,
            income: self.income.0,
            exempt: or_nothing(self.exempt),
            special: or_nothing(self.special_deduction),
            special_additional: or_nothing(self.special_additional),
            other: or_nothing(self.other),
            relief: Money::ZERO,
        }
    }
}
