//! What a frozen month would be today.

use chrono::NaiveDate;
use heng_kernel::LeaveTypeId;
use serde::{Deserialize, Serialize};

use super::sheet::{FrozenDay, LeaveSum, MonthSheet};
use crate::day::{DayResult, Figures};

/// The correction of one day of a frozen month, to be posted in a later one. Differences, never new totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrear {
    /// The day that changed.
    pub day: NaiveDate,
    /// By how much each figure changed.
    pub figures: Figures,
    /// By how much leave changed, by kind; only what did.
    pub leaves: Vec<LeaveSum>,
}

/// The differences between a frozen sheet, with the arrears that were posted since, and the days as they are now. A day of the
/// period that has no result now is left as it is: absence of news is no news.
pub fn arrears<'a>(
    frozen: &MonthSheet,
    posted: &[Arrear],
    now: impl IntoIterator<Item = &'a DayResult>,
) -> Vec<Arrear> {
    let mut days: Vec<FrozenDay> =
        now.into_iter().filter(|result| frozen.period.contains(result.day)).map(FrozenDay::of).collect();
    days.sort_by_key(|day| day.day);
    days.dedup_by_key(|day| day.day);
    let arrear = |today: &FrozenDay| {
        let then = frozen.days.iter().find(|day| day.day == today.day);
        let mut told = then.map_or_else(Figures::default, |day| day.figures);
        let mut leave = then.map(|day| day.leaves.clone()).unwrap_or_default();
        for earlier in posted.iter().filter(|arrear| arrear.day == today.day) {
            told.add(&earlier.figures);
            leave.extend(earlier.leaves.iter().copied());
        }
        let figures = today.figures.minus(&told);
        let leaves = leave_changes(&today.leaves, &leave);
        (figures != Figures::default() || !leaves.is_empty()).then_some(Arrear {
            day: today.day,
            figures,
            leaves,
        })
    };
    days.iter().filter_map(arrear).collect()
}

fn leave_changes(now: &[LeaveSum], told: &[LeaveSum]) -> Vec<LeaveSum> {
    let negative = |sum: &LeaveSum| LeaveSum {
        leave_type: sum.leave_type,
        minutes: -sum.minutes,
        hundredths: -sum.hundredths,
    };
    let mut changes = super::sheet::leave_sums(now.iter().copied().chain(told.iter().map(negative)));
    changes.retain(|change| change.minutes != 0 || change.hundredths != 0);
    changes
}

impl Arrear {
    /// Change of leave of a kind, in hundredths of a day.
    pub fn leave(&self, leave_type: LeaveTypeId) -> i64 {
        self.leaves.iter().find(|sum| sum.leave_type == leave_type).map_or(0, |sum| sum.hundredths)
    }
}
