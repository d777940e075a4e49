//! Punches made up afterwards.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many punches may be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeUpRules {
    /// Most in a month, counted by the day of the punch.
    pub per_month: Option<u32>,
    /// How many days back a punch may lie.
    pub days_back: u32,
}

/// A punch that was made up, or waits for a decision: it uses the quota either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeUp {
    /// The day the punch belongs to, at the place of work.
    pub day: NaiveDate,
}

/// Why a punch cannot be made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MakeUpRefusal {
    /// The month of the punch has no more left.
    #[error("{used} of {most} punches of that month are made up already")]
    QuotaUsed {
        /// Made up or waiting.
        used: u32,
        /// Most allowed.
        most: u32,
    },
    /// It lies too far back.
    #[error("the day lies {days} days back, more than {most}")]
    TooLongAgo {
        /// How far.
        days: i64,
        /// Most allowed.
        most: u32,
    },
    /// It lies ahead at the place of work.
    #[error("the day lies ahead")]
    Ahead,
}

/// Whether a punch of `day` may be made up `today`, both at the place of work; answers how many of its month are left after it.
pub fn may_make_up(
    rules: &MakeUpRules,
    made_up: &[MadeUp],
    day: NaiveDate,
    today: NaiveDate,
) -> Result<Option<u32>, MakeUpRefusal> {
    let back = (today - day).num_days();
    if back < 0 {
        return Err(MakeUpRefusal::Ahead);
    }
    if back > i64::from(rules.days_back) {
        return Err(MakeUpRefusal::TooLongAgo { days: back, most: rules.days_back });
    }
    let Some(most) = rules.per_month else { return Ok(None) };
    let same_month = |other: &&MadeUp| (other.day.year(), other.day.month()) == (day.year(), day.month());
    let used = u32::try_from(made_up.iter().filter(same_month).count()).unwrap_or(u32::MAX);
    if used >= most {
        return Err(MakeUpRefusal::QuotaUsed { used, most });
    }
    Ok(Some(most - used - 1))
}
