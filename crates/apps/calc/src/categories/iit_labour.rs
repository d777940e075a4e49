//! `iit.labour`: the withholding from labour, author's and royalty income of residents.

use heng_paycalc::iit::{ContinuousRule, ContinuousYear, IncomeKind, LabourRule};
use serde::Deserialize;

use super::{Category, china, yuan};
use crate::cases::{Answer, CaseFault, Count, Facts, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "iit.labour", answers: &["income_amount", "withheld", "ordinary_withheld"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    kind: Kind,
    amount: Yuan,
    /// Students: which month of the internship it is, each paid alike.
    months: Option<Count>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Labour,
    Author,
    Royalty,
    LabourStudentCumulative,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let Input { kind, amount, months } = facts.input()?;
    let kind = match (kind, months) {
        (Kind::Labour, None) => IncomeKind::Labour,
        (Kind::Author, None) => IncomeKind::Author,
        (Kind::Royalty, None) => IncomeKind::Royalty,
        (Kind::LabourStudentCumulative, Some(months)) => return student(facts, amount, months),
        _ => return Err(CaseFault::NoQuestion),
    };
    let rule = LabourRule::as_of(&china().income_tax, facts.as_of())?;
    let outcome = rule.withhold(kind, amount.0)?;
    Ok(answer([("income_amount", yuan(outcome.income_amount)), ("withheld", yuan(outcome.taxed.tax))]))
}

/// The internship's last month, and what the ordinary way would withhold from it.
fn student(facts: &Facts<'_>, amount: Yuan, months: Count) -> Result<Answer, CaseFault> {
    let (tax, on) = (&china().income_tax, facts.as_of());
    let rule = ContinuousRule::students(tax, on)?;
    let mut year = ContinuousYear::default();
    let mut last = None;
    if months.0 > 12 {
        return Err(CaseFault::value("months", months.0));
    }
    for _ in 0..months.0 {
        let before = year.income_amount;
        let outcome = rule.withhold(&year, amount.0, 1, heng_kernel::Money::ZERO)?;
        year = outcome.year;
        last = Some((year.income_amount.minor() - before.minor(), outcome.withheld));
    }
    let (income, withheld) = last.ok_or_else(|| CaseFault::value("months", months.0))?;
    let ordinary = LabourRule::as_of(tax, on)?.withhold(IncomeKind::Labour, amount.0)?;
    Ok(answer([
        ("income_amount", yuan(heng_kernel::Money::from_minor(income))),
        ("withheld", yuan(withheld)),
        ("ordinary_withheld", yuan(ordinary.taxed.tax)),
    ]))
}
