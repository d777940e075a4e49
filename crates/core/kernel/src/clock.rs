//! Time and identity as things that are handed in.

use std::{
    fmt::Debug,
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, SubsecRound, Utc};
use uuid::Uuid;

/// Reads the time. The only implementation that asks the machine lives in `apps/heng`; tests hand in a fixed one.
pub trait Clock: Debug + Send + Sync {
    /// The present instant, cut to microseconds (what both databases keep).
    fn now(&self) -> DateTime<Utc>;
}

/// Makes the 74 random bits of new ids. Injected for the same reason as the clock.
pub trait Ids: Debug + Send + Sync {
    /// Ten bytes, different each time.
    fn entropy(&self) -> [u8; 10];

    /// UUIDv7 stamped with the injected time: index-friendly, sortable, follows the test clock.
    fn uuid_at(&self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.entropy()).into_uuid()
    }
}

/// A clock that stands still, for tests.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        floor_to_micros(self.0)
    }
}

/// Counts upward from a seed: the same run makes the same ids.
#[derive(Debug)]
pub struct SeededIds(AtomicU64);

impl SeededIds {
    /// Ids of the run numbered `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed << 32))
    }
}

impl Ids for SeededIds {
    fn entropy(&self) -> [u8; 10] {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        let [a, b, c, d, e, f, g, h] = n.to_be_bytes();
        [0, 0, a, b, c, d, e, f, g, h]
    }
}

/// PostgreSQL keeps microseconds and SQLite whatever it is given; cut before saving so that both read back the same.
pub fn floor_to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}

/// The instant stamped into a version 7 id, if it is one.
pub(crate) fn stamped_at(id: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_injected_time_and_never_repeat() {
        let ids = SeededIds::new(1);
        let noon = "2026-03-02T04:00:00Z".parse().unwrap();
        let later = "2026-03-02T04:00:00.001Z".parse().unwrap();
        let (a, b, c) = (ids.uuid_at(noon), ids.uuid_at(noon), ids.uuid_at(later));
        assert!(a != b && a < c && b < c);
        assert_eq!(stamped_at(c), Some(later));
    }
}
