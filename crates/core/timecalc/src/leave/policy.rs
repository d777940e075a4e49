//! What a company has settled about a kind of leave.

use chrono::{Datelike, NaiveDate};
use heng_calendar::months;
use serde::{Deserialize, Serialize};

use super::lot::{LeaveUnit, UseOrder};
use crate::day::Rounding;

/// When a leave year begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveYear {
    /// On 1 January.
    Calendar,
    /// On the anniversary of the first day; of 29 February, on 28 February in common years.
    Anniversary,
    /// On this day of the year.
    From {
        /// Month, 1 to 12.
        month: u32,
        /// Day; the last of a shorter month.
        day: u32,
    },
}

impl LeaveYear {
    /// First day of the leave year in which a day lies.
    pub(crate) fn start(self, joined: NaiveDate, on: NaiveDate) -> Option<NaiveDate> {
        let own = |year: i32| match self {
            Self::Calendar => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::From { month, day } => months::day_in_month(year, month, day),
            Self::Anniversary => {
                let years = u32::try_from(year - joined.year()).ok()?;
                months::anniversary(joined, years)
            }
        };
        [on.year(), on.year() - 1].into_iter().filter_map(own).find(|start| *start <= on)
    }

    /// First day of the next leave year after one that begins on `start`.
    pub(crate) fn next(self, joined: NaiveDate, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Calendar => NaiveDate::from_ymd_opt(start.year() + 1, 1, 1),
            Self::From { month, day } => months::day_in_month(start.year() + 1, month, day),
            Self::Anniversary => {
                let years = u32::try_from(start.year() + 1 - joined.year()).ok()?;
                months::anniversary(joined, years)
            }
        }
    }
}

/// From so many months of service on, so much a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Months of service.
    pub from_months: u32,
    /// Quantity of a full year.
    pub quantity: i64,
}

/// What a step reached in the middle of a leave year does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// The higher quantity for the whole year, from that day on. The law is silent; this is what is usual.
    WholeYearFromThatDay,
    /// Each part of the year at its own quantity.
    ByDays,
    /// Only from the next leave year on.
    NextYear,
}

/// What somebody gets who is there for part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proration {
    /// The whole year.
    None,
    /// Calendar days there, divided by this many (365 by law, also in leap years), never more than the whole.
    Days {
        /// The divisor.
        divisor: u32,
    },
    /// Calendar days there, divided by the days of the leave year.
    DaysOfYear,
}

/// When it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credit {
    /// All at the beginning of the year.
    UpFront,
    /// A twelfth on the last day of each month. Part months count by their days.
    MonthEnd,
    /// A twelfth on the first day of each month.
    MonthStart,
}

/// To which quantities a total is brought. Totals are rounded, never their steps, so nothing drifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundTo {
    /// Smallest quantity: 100 for days, 50 for halves, 1 for none.
    pub step: i64,
    /// How.
    pub rounding: Rounding,
}

impl RoundTo {
    /// `numerator ÷ denominator`, neither negative, brought to a whole number of steps.
    pub(crate) fn apply(self, numerator: i128, denominator: i128) -> i64 {
        let unit = denominator.saturating_mul(i128::from(self.step.max(1))).max(1);
        let add = match self.rounding {
            Rounding::Down => 0,
            Rounding::Nearest => unit / 2,
            Rounding::Up => unit - 1,
        };
        let steps = i64::try_from((numerator + add) / unit).unwrap_or(i64::MAX);
        steps.saturating_mul(self.step.max(1))
    }
}

/// When carried leave ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarryEnd {
    /// So many months after it was carried.
    Months(u32),
    /// Never.
    Never,
}

/// What happens to leave that is left when its lot ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryOver {
    /// Most that is carried at one time.
    pub most: Option<i64>,
    /// When the carried lot ends.
    pub end: CarryEnd,
    /// How often the same leave may be carried on.
    pub generations: u8,
}

/// The rules of one kind of leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavePolicy {
    /// Version of the rules, named in explanations.
    pub version: String,
    /// Article or notice, where it is law.
    pub source: Option<String>,
    /// What the quantities are.
    pub unit: LeaveUnit,
    /// When a leave year begins.
    pub year: LeaveYear,
    /// Quantities by service, lowest first. Below the first nothing is due.
    pub steps: Vec<Step>,
    /// A step in the middle of a year.
    pub crossing: Crossing,
    /// Part of a year.
    pub proration: Proration,
    /// When it is given.
    pub credit: Credit,
    /// To what the total is brought.
    pub round: RoundTo,
    /// Months after the beginning of its year until a lot ends.
    pub lives_months: u32,
    /// Carrying over; none when what is left is gone.
    pub carry: Option<CarryOver>,
    /// Balance above which nothing more is earned.
    pub most: Option<i64>,
    /// How far below zero leave may be taken in advance.
    pub advance: i64,
    /// Which lot is drawn on first.
    pub order: UseOrder,
}
