//! Keeps below the limit beyond which the platform drops messages and still says "ok".

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};

/// The platform's window.
const WINDOW: TimeDelta = TimeDelta::seconds(60);

/// At most so many messages to one member in any 60 s. A bucket that refills would let through twice its size in the
/// minute after a rest, so the moments themselves are kept.
#[derive(Debug)]
pub(crate) struct Throttle {
    per_minute: usize,
    sent: Mutex<Sent>,
}

#[derive(Debug, Default)]
struct Sent {
    by_member: HashMap<String, VecDeque<DateTime<Utc>>>,
    swept_at: Option<DateTime<Utc>>,
}

impl Throttle {
    pub(crate) fn new(per_minute: usize) -> Self {
        Self { per_minute, sent: Mutex::default() }
    }

    /// Takes one of the member's places, or says how long until one is free. A place counts from the attempt: a lost
    /// answer may have been a delivered message.
    pub(crate) fn take(&self, member: &str, now: DateTime<Utc>) -> Result<(), Duration> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.sweep(now);
        let moments = sent.by_member.entry(member.to_lowercase()).or_default();
        moments.retain(|at| recent(*at, now));
        if moments.len() < self.per_minute {
            moments.push_back(now);
            return Ok(());
        }
        let frees_at = moments.front().map_or(now, |oldest| *oldest + WINDOW);
        Err((frees_at - now).to_std().unwrap_or_default())
    }
}

impl Sent {
    /// Once per window, forgets the members nothing was sent to lately.
    fn sweep(&mut self, now: DateTime<Utc>) {
        if self.swept_at.is_some_and(|at| recent(at, now)) {
            return;
        }
        self.by_member.retain(|_, moments| moments.iter().any(|at| recent(*at, now)));
        self.swept_at = Some(now);
    }
}

/// Within the window; a moment that lies ahead was stamped before the clock was set back and counts no more.
fn recent(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at <= now && now - at < WINDOW
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-03-02T04:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_full_minute_makes_the_next_message_wait_until_the_oldest_leaves_it() {
        let throttle = Throttle::new(2);
        let at = |seconds| noon() + TimeDelta::seconds(seconds);
        assert_eq!(throttle.take("zhangsan", at(0)), Ok(()));
        assert_eq!(throttle.take("ZhangSan", at(10)), Ok(()));
        assert_eq!(throttle.take("zhangsan", at(20)), Err(Duration::from_secs(40)));
        assert_eq!(throttle.take("lisi", at(20)), Ok(()), "each member has an own limit");
        assert_eq!(throttle.take("zhangsan", at(60)), Ok(()));
    }

    #[test]
    fn members_nothing_was_sent_to_lately_are_forgotten() {
        let throttle = Throttle::new(2);
        throttle.take("zhangsan", noon()).unwrap();
        throttle.take("lisi", noon() + TimeDelta::seconds(90)).unwrap();
        assert_eq!(throttle.sent.lock().unwrap().by_member.len(), 1);
    }

    proptest! {
        #[test]
        fn no_window_of_a_minute_holds_more_than_the_limit(steps in proptest::collection::vec(0_i64..30_000, 1..200)) {
            let (throttle, mut now, mut passed) = (Throttle::new(5), noon(), Vec::new());
            for step in steps {
                now += TimeDelta::milliseconds(step);
                if throttle.take("zhangsan", now).is_ok() {
                    passed.push(now);
                }
            }
            for first in &passed {
                let within = passed.iter().filter(|at| *at >= first && **at - *first < WINDOW).count();
                prop_assert!(within <= 5);
            }
        }
    }
}
