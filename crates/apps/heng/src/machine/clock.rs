//! The one reader of the machine's clock.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use heng_kernel::{Clock, floor_to_micros};

/// The machine's clock, or the same clock shifted by whole days for demos.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    shift: TimeDelta,
}

impl SystemClock {
    /// A clock that runs like the machine's, but on `today`.
    pub fn on(today: NaiveDate) -> Self {
        Self { shift: today - machine_now().date_naive() }
    }

    /// How far it is from the machine's clock.
    pub fn shift(&self) -> TimeDelta {
        self.shift
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        floor_to_micros(machine_now() + self.shift)
    }
}

#[expect(clippy::disallowed_methods, reason = "here the clock that everybody else is handed is made")]
fn machine_now() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_clock_shows_that_day_and_runs() {
        let day = "2030-02-28".parse().unwrap();
        let clock = SystemClock::on(day);
        let (first, second) = (clock.now(), clock.now());
        assert!((first.date_naive() - day).num_days() <= 1, "midnight may pass during the test");
        assert!(first <= second);
    }
}
