//! One file per category of cases: the form of its input, the engine that answers, the fields of the answer.
//!
//! An adapter only carries values across: no rule and no figure of any law stands here.

mod calendar;
mod identity;

use crate::cases::{Answer, CaseFault, Facts};

/// A kind of case.
#[derive(Debug)]
pub(crate) struct Category {
    /// Its name in files.
    pub(crate) name: &'static str,
    /// Every field an answer of it can have.
    pub(crate) answers: &'static [&'static str],
    compute: fn(&Facts<'_>) -> Result<Answer, CaseFault>,
}

const ALL: &[Category] = &[calendar::CATEGORY, identity::CATEGORY];

/// The category of this name.
pub(crate) fn find(name: &str) -> Option<&'static Category> {
    ALL.iter().find(|category| category.name == name)
}

/// The answer to a case.
pub(crate) fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    (facts.category().compute)(facts)
}

/// A rate as a decimal fraction with at least two decimals: `1.50`.
fn fraction(rate: heng_kernel::Rate) -> String {
    let ppm = rate.ppm();
    let sign = if ppm < 0 { "-" } else { "" };
    let digits = format!("{sign}{}.{:06}", ppm.unsigned_abs() / 1_000_000, ppm.unsigned_abs() % 1_000_000);
    let kept = digits.trim_end_matches('0').len().max(digits.len() - 4);
    digits.chars().take(kept).collect()
}
