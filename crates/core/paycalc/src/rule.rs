//! Rules in force on a day, or the finding that there is none.

use chrono::NaiveDate;
use heng_kernel::{Finding, Severity};
use heng_packs::{Dated, Timeline};

/// No rule is in force on a day: a calculation says so instead of guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule `{rule}` is in force on {on}")]
pub struct RuleMissing {
    /// Code of the rule: `iit.annual_bonus`.
    pub rule: &'static str,
    /// The day asked for.
    pub on: NaiveDate,
}

impl RuleMissing {
    /// As a finding at `path`.
    pub fn finding(&self, path: &str) -> Finding {
        Finding::new("pay.rule_missing", Severity::Error, path)
            .with("rule", self.rule)
            .with("on", self.on.to_string())
    }
}

/// The row in force on a day.
pub(crate) fn in_force<'a, T>(
    timeline: &'a Timeline<T>,
    rule: &'static str,
    on: NaiveDate,
) -> Result<&'a Dated<T>, RuleMissing> {
    timeline.as_of(on).ok_or(RuleMissing { rule, on })
}
