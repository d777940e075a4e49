//! A minute.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A minute on the time line: whole minutes since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minute(i64);

impl Minute {
    /// The minute `since_1970` minutes after the epoch.
    pub const fn new(since_1970: i64) -> Self {
        Self(since_1970)
    }

    /// The minute an instant lies in: seconds are cut, so 09:00:59 is not yet a minute late for 09:00.
    pub fn of(at: DateTime<Utc>) -> Self {
        Self(at.timestamp().div_euclid(60))
    }

    /// Minutes since the epoch.
    pub const fn since_1970(self) -> i64 {
        self.0
    }

    /// `minutes` later; earlier when negative.
    pub const fn plus(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes))
    }

    /// Minutes from `earlier` to here; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The instant it begins, unless it lies past the end of the calendar.
    pub fn utc(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.0.checked_mul(60)?, 0)
    }
}
