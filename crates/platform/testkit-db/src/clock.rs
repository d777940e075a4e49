//! A clock tests can move.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::Clock;

/// Where tests begin: Monday 2026-03-02, noon in Shanghai (04:00 UTC), in microseconds.
pub const NOON: i64 = 1_772_424_000_000_000;

/// Stands still until a test moves it. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    /// At [`NOON`].
    pub fn at_noon() -> Self {
        Self(Arc::new(AtomicI64::new(NOON)))
    }

    /// Moves on.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_microseconds().unwrap_or_default(), Ordering::SeqCst);
    }

    /// Jumps to an instant.
    pub fn set(&self, at: DateTime<Utc>) {
        self.0.store(at.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}
