//! What may still be asked for.

use chrono::NaiveDate;

use super::{
    facts::{LeaveFacts, Taking},
    policy::LeavePolicy,
    project::project,
};
use crate::source::{Source, SourceKind};

/// The most that can be taken on a day without leaving any other leave, waiting or approved, earlier or later, without cover that
/// has it now. Leave in advance counts as far as the policy allows it. In steps of `step`, at most `most`. Where a limit of the
/// balance stops the earning, taking leave earns leave, and a quantity that fits is found that need not be the largest.
pub fn available(policy: &LeavePolicy, facts: &LeaveFacts, on: NaiveDate, step: i64, most: i64) -> i64 {
    let last = facts.takings.iter().map(|taking| taking.day).max().map_or(on, |day| day.max(on));
    let missing = |facts: &LeaveFacts| -> i64 {
        project(policy, facts, last).uncovered.iter().map(|uncovered| uncovered.missing).sum()
    };
    let before = missing(facts);
    let mut trial = facts.clone();
    trial.takings.push(Taking {
        day: on,
        quantity: 0,
        // The highest id: on the same day others come first.
        source: Source::new(SourceKind::Away, uuid::Uuid::max()),
        waits: true,
        recorded_at: chrono::DateTime::<chrono::Utc>::MAX_UTC,
    });
    let step = step.max(1);
    let mut fits = |steps: i64| {
        if let Some(taking) = trial.takings.last_mut() {
            taking.quantity = steps * step;
        }
        missing(&trial) <= before
    };
    let (mut low, mut high) = (0, most.max(0) / step);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low * step
}
