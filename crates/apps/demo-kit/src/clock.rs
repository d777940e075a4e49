//! A clock that can be put forward, so that a month's end can be seen without waiting for it.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::Clock;

/// Another clock plus what it was put forward by. Clones are the same clock.
#[derive(Clone)]
pub struct DemoClock {
    under: Arc<dyn Clock>,
    /// Seconds.
    ahead: Arc<AtomicI64>,
}

impl DemoClock {
    /// Shows what `under` shows.
    pub fn new(under: Arc<dyn Clock>) -> Self {
        Self { under, ahead: Arc::default() }
    }

    /// Goes to `at`; a moment that is past changes nothing, since a company's books do not run backwards.
    pub fn forward_to(&self, at: DateTime<Utc>) {
        let by = (at - self.now()).num_seconds();
        if by > 0 {
            self.ahead.fetch_add(by, Ordering::Relaxed);
        }
    }
}

impl Clock for DemoClock {
    fn now(&self) -> DateTime<Utc> {
        self.under.now() + TimeDelta::seconds(self.ahead.load(Ordering::Relaxed))
    }
}

impl fmt::Debug for DemoClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoClock").field("ahead_s", &self.ahead).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Still;

    impl Clock for Still {
        fn now(&self) -> DateTime<Utc> {
            DateTime::UNIX_EPOCH
        }
    }

    #[test]
    fn it_goes_forward_and_never_back() {
        let clock = DemoClock::new(Arc::new(Still));
        let later = DateTime::UNIX_EPOCH + TimeDelta::days(3);
        clock.clone().forward_to(later);
        assert_eq!(clock.now(), later);
        clock.forward_to(DateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), later);
    }
}
