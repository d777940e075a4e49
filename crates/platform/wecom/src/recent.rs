//! Remembers what was taken lately, so that a queue that hands out a message twice does not send it twice.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};

/// Messages taken by the platform within the window, by member and dedupe key. Another process knows nothing of it:
/// there the platform's own duplicate check has to do.
#[derive(Debug)]
pub(crate) struct Recent {
    window: TimeDelta,
    taken: Mutex<HashMap<(String, String), Taken>>,
}

#[derive(Debug)]
struct Taken {
    at: DateTime<Utc>,
    message_id: String,
}

impl Recent {
    pub(crate) fn new(window: Duration) -> Self {
        Self { window: TimeDelta::from_std(window).unwrap_or(TimeDelta::zero()), taken: Mutex::default() }
    }

    /// The platform's id of the message, if it took it within the window.
    pub(crate) fn message_id(&self, member: &str, dedupe_key: &str, now: DateTime<Utc>) -> Option<String> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let earlier = taken.get(&key(member, dedupe_key))?;
        (now - earlier.at < self.window).then(|| earlier.message_id.clone())
    }

    /// The platform took the message.
    pub(crate) fn remember(&self, member: &str, dedupe_key: &str, now: DateTime<Utc>, message_id: &str) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= taken.capacity() {
            taken.retain(|_, earlier| now - earlier.at < self.window);
        }
        taken.insert(key(member, dedupe_key), Taken { at: now, message_id: message_id.to_owned() });
    }
}

fn key(member: &str, dedupe_key: &str) -> (String, String) {
    (member.to_lowercase(), dedupe_key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_remembered_for_the_window_by_member_and_key() {
        let recent = Recent::new(Duration::from_mins(1));
        let noon: DateTime<Utc> = "2026-03-02T04:00:00Z".parse().unwrap();
        recent.remember("ZhangSan", "a", noon, "m1");
        let at = |seconds| noon + TimeDelta::seconds(seconds);
        assert_eq!(recent.message_id("zhangsan", "a", at(59)).as_deref(), Some("m1"));
        assert_eq!(recent.message_id("zhangsan", "b", at(1)), None);
        assert_eq!(recent.message_id("lisi", "a", at(1)), None);
        assert_eq!(recent.message_id("zhangsan", "a", at(60)), None);
    }
}
