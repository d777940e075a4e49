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

/// What somebody should know of the row a calculation of `on` leans on: that a person must confirm it first, that it ends soon and
/// nothing is known to follow. Nothing where no row is in force; that is [`RuleMissing`]'s to say.
pub fn notes<T>(timeline: &Timeline<T>, on: NaiveDate) -> impl Iterator<Item = Finding> {
    timeline.as_of(on).and_then(Dated::unconfirmed).into_iter().chain(timeline.expiry(on))
}

/// Adds findings that are not there yet: several rules lean on the same row.
pub(crate) fn add_notes(notes: &mut Vec<Finding>, more: impl IntoIterator<Item = Finding>) {
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
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
