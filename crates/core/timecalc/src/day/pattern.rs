//! Shifts as people draw them: times on the wall.

use serde::{Deserialize, Serialize};

use crate::source::Source;

/// Longest shift, pauses included, in minutes.
const LONGEST: i32 = 24 * 60;
/// How far a shift may begin before or after the midnight its day begins with.
const EARLIEST: i32 = -12 * 60;
const LATEST: i32 = 24 * 60;

/// A shift of one or more periods. Times are minutes after the midnight the shift's day begins with: 22:00–06:00 is 1320–1800.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The roster row it comes from.
    pub source: Option<Source>,
    /// Its periods in order; two for a split shift.
    pub periods: Vec<ShiftPeriod>,
    /// Where the morning ends for half-day leave; when absent, where half the planned minutes are over.
    #[serde(default)]
    pub half_at: Option<i32>,
}

/// A stretch of planned work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftPeriod {
    /// First minute.
    pub start: i32,
    /// First minute after it.
    pub end: i32,
    /// Unpaid breaks inside, in order, from and to.
    #[serde(default)]
    pub breaks: Vec<(i32, i32)>,
    /// How many minutes before the start a punch may open it.
    pub opens_before: u32,
    /// How many minutes after the end a punch may close it.
    pub closes_after: u32,
    /// How much freedom there is in it.
    #[serde(default)]
    pub flex: Flex,
}

/// Freedom to come and go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flex {
    /// None.
    #[default]
    Fixed,
    /// The whole period moves with the arrival, at most so many minutes earlier or later (弹性上下班).
    Slide {
        /// Minutes.
        earlier: u32,
        /// Minutes.
        later: u32,
    },
    /// The period is the core that must be kept; presence up to so many minutes before and after it counts too, and what is
    /// above or below the day's target goes to a flexitime account.
    Core {
        /// Minutes.
        earlier: u32,
        /// Minutes.
        later: u32,
        /// Minutes of work the day is meant to have.
        target: u32,
    },
}

/// The hours that count as night, as wall times in minutes: 22:00–06:00 is 1320–360, 00:00–05:00 is 0–300.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightWindow {
    /// First minute.
    pub from: u16,
    /// First minute after it; not after `from` when the window crosses midnight.
    pub to: u16,
}

impl NightWindow {
    /// From and to as minutes after the midnight of the evening it begins in.
    pub(crate) fn span(self) -> (i32, i32) {
        let (from, to) = (i32::from(self.from), i32::from(self.to));
        if to > from { (from, to) } else { (from, to + 24 * 60) }
    }
}

/// Why a shift cannot be planned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShiftError {
    /// A period ends before it begins, or is longer than a day.
    #[error("a period must end after it begins and within 24 hours")]
    BadPeriod,
    /// It begins too far from its own day.
    #[error("a shift begins between noon of the day before and midnight at the end of its day")]
    AnotherDay,
    /// A break lies outside its period, or breaks overlap.
    #[error("breaks lie in order inside their period")]
    BadBreak,
    /// Periods overlap or are out of order.
    #[error("periods follow one another without overlapping")]
    Overlap,
}

impl Shift {
    /// Checks what [`crate::day::DayPlan::new`] relies on.
    pub fn check(&self) -> Result<(), ShiftError> {
        let mut free_from = i32::MIN;
        for period in &self.periods {
            if period.end <= period.start || period.end - period.start > LONGEST {
                return Err(ShiftError::BadPeriod);
            }
            if period.start < EARLIEST || period.start > LATEST {
                return Err(ShiftError::AnotherDay);
            }
            if period.start < free_from {
                return Err(ShiftError::Overlap);
            }
            free_from = period.end;
            // A break keeps its time on the wall when the period slides, so it must lie inside wherever the period goes.
            let (earlier, later) = match period.flex {
                Flex::Slide { earlier, later } => (minutes(earlier), minutes(later)),
                Flex::Fixed | Flex::Core { .. } => (0, 0),
            };
            let mut break_from = period.start.saturating_add(later);
            for (from, to) in &period.breaks {
                if *from < break_from || to <= from || *to > period.end.saturating_sub(earlier) {
                    return Err(ShiftError::BadBreak);
                }
                break_from = *to;
            }
        }
        Ok(())
    }
}

fn minutes(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
