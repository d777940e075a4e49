//! One person's month.

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, LeaveTypeId, Severity};
use serde::{Deserialize, Serialize};

use super::Arrear;
use crate::{
    day::{DayResult, Figure, Figures},
    fingerprint::{Fingerprint, Gather},
};

/// Leave of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveSum {
    /// The kind.
    pub leave_type: LeaveTypeId,
    /// Planned minutes covered.
    pub minutes: i64,
    /// The same in hundredths of a day, each by the length of its own day.
    pub hundredths: i64,
}

/// A day as it stands in the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenDay {
    /// The day.
    pub day: NaiveDate,
    /// Its figures.
    pub figures: Figures,
    /// Its leave.
    pub leaves: Vec<LeaveSum>,
    /// Names what they were worked out from.
    pub fingerprint: Fingerprint,
}

/// A period's days and their sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSheet {
    /// The period.
    pub period: DateRange,
    /// Its days in order.
    pub days: Vec<FrozenDay>,
    /// Sums.
    pub figures: Figures,
    /// Leave by kind, in the order of the kinds' ids.
    pub leaves: Vec<LeaveSum>,
    /// Names the whole sheet.
    pub fingerprint: Fingerprint,
}

/// What pay reads of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Figures.
    pub figures: Figures,
    /// Leave by kind, in the order of the kinds' ids.
    pub leaves: Vec<LeaveSum>,
}

impl Sums {
    /// Leave of a kind, in hundredths of a day.
    pub fn leave(&self, leave_type: LeaveTypeId) -> i64 {
        self.leaves.iter().find(|sum| sum.leave_type == leave_type).map_or(0, |sum| sum.hundredths)
    }
}

/// A sum that is not the sum of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// Which.
    pub figure: Figure,
    /// What the sheet says.
    pub sheet: i64,
    /// What its days add up to.
    pub days: i64,
}

impl MonthSheet {
    /// The sheet of a period; results of other days are left out. Days come in order, each once.
    pub fn new<'a>(period: DateRange, results: impl IntoIterator<Item = &'a DayResult>) -> Self {
        let inside = results.into_iter().filter(|result| period.contains(result.day));
        let mut days: Vec<FrozenDay> = inside.map(FrozenDay::of).collect();
        days.sort_by_key(|day| day.day);
        days.dedup_by_key(|day| day.day);
        let mut figures = Figures::default();
        days.iter().for_each(|day| figures.add(&day.figures));
        let leaves = leave_sums(days.iter().flat_map(|day| day.leaves.iter().copied()));
        let mut gather = Gather::new();
        for day in &days {
            gather.date(day.day);
            gather.code(&day.fingerprint.to_string());
        }
        Self { period, days, figures, leaves, fingerprint: gather.finish() }
    }

    /// The sums, with the arrears that have come since: what the sheet would be today.
    pub fn sums(&self, since: &[Arrear]) -> Sums {
        let mut figures = self.figures;
        since.iter().for_each(|arrear| figures.add(&arrear.figures));
        let late = since.iter().flat_map(|arrear| arrear.leaves.iter().copied());
        let mut leaves = leave_sums(self.leaves.iter().copied().chain(late));
        leaves.retain(|sum| sum.minutes != 0 || sum.hundredths != 0);
        Sums { figures, leaves }
    }

    /// Sums that are not the sums of their days: none, unless somebody altered a stored sheet.
    pub fn mismatches(&self) -> Vec<Mismatch> {
        let mut sum = Figures::default();
        self.days.iter().for_each(|day| sum.add(&day.figures));
        let compare = |figure: &Figure| Mismatch {
            figure: *figure,
            sheet: self.figures.get(*figure),
            days: sum.get(*figure),
        };
        Figure::ALL.iter().map(compare).filter(|found| found.sheet != found.days).collect()
    }

    /// Days of the period without a result: a sheet with gaps is not ready to be confirmed.
    pub fn gaps(&self) -> Vec<Finding> {
        let Some(_) = self.period.to() else { return Vec::new() };
        let missing =
            self.period.days().filter(|day| self.days.binary_search_by_key(day, |d| d.day).is_err());
        missing.map(|day| Finding::new("time.day_without_result", Severity::Error, day.to_string())).collect()
    }
}

impl FrozenDay {
    pub(crate) fn of(result: &DayResult) -> Self {
        let sum = |share: &crate::day::LeaveShare| LeaveSum {
            leave_type: share.leave_type,
            minutes: share.minutes,
            hundredths: share.hundredths,
        };
        Self {
            day: result.day,
            figures: result.figures,
            leaves: leave_sums(result.leaves.iter().map(sum)),
            fingerprint: result.fingerprint,
        }
    }
}

/// One sum for each kind.
pub(crate) fn leave_sums(parts: impl IntoIterator<Item = LeaveSum>) -> Vec<LeaveSum> {
    let mut sums: Vec<LeaveSum> = Vec::new();
    for part in parts {
        match sums.iter_mut().find(|sum| sum.leave_type == part.leave_type) {
            Some(sum) => {
                sum.minutes += part.minutes;
                sum.hundredths += part.hundredths;
            }
            None => sums.push(part),
        }
    }
    sums.sort_by_key(|sum| sum.leave_type);
    sums
}
