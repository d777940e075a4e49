//! Rate limits, per process: a net against floods. Lock-outs that must hold across processes are rows of `identity`.

use std::{collections::HashMap, sync::Mutex};

use chrono::{DateTime, Utc};

use crate::Problem;

/// How many requests in how long.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    /// What is counted, for separate buckets per purpose.
    pub purpose: &'static str,
    /// Requests of a full bucket.
    pub burst: u32,
    /// Seconds in which an empty bucket fills up.
    pub seconds: u32,
}

/// Most callers remembered; beyond that, full buckets are forgotten first.
const MOST_CALLERS: usize = 100_000;

#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// Thousandths of a request left.
    left_milli: i64,
    at: DateTime<Utc>,
}

/// Token buckets per purpose and caller.
#[derive(Debug, Default)]
pub struct RateLimiter(Mutex<HashMap<(&'static str, String), Bucket>>);

impl RateLimiter {
    /// Takes one request from the caller's bucket, or says how long to wait.
    pub fn take(&self, limit: RateLimit, caller: &str, now: DateTime<Utc>) -> Result<(), Problem> {
        let mut buckets = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let full = i64::from(limit.burst) * 1000;
        let per_second = full / i64::from(limit.seconds.max(1));
        if buckets.len() >= MOST_CALLERS {
            buckets.retain(|_, bucket| (now - bucket.at).num_seconds() < i64::from(limit.seconds));
        }
        let key = (limit.purpose, caller.to_owned());
        let bucket = buckets.entry(key).or_insert(Bucket { left_milli: full, at: now });
        let passed_milli = (now - bucket.at).num_milliseconds().max(0);
        bucket.left_milli =
            full.min(bucket.left_milli.saturating_add(passed_milli.saturating_mul(per_second) / 1000));
        bucket.at = now;
        if bucket.left_milli < 1000 {
            let missing = 1000 - bucket.left_milli;
            return Err(Problem::too_many(u64::try_from(missing / per_second.max(1) + 1).unwrap_or(1)));
        }
        bucket.left_milli -= 1000;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_bucket_empties_fills_up_and_is_the_callers_own() {
        let (limiter, now) = (RateLimiter::default(), DateTime::<Utc>::default());
        let limit = RateLimit { purpose: "sign_in", burst: 3, seconds: 30 };
        for _ in 0..3 {
            limiter.take(limit, "a", now).unwrap();
        }
        assert_eq!(limiter.take(limit, "a", now).unwrap_err().status, 429);
        limiter.take(limit, "b", now).unwrap();
        limiter.take(limit, "a", now + TimeDelta::seconds(11)).unwrap();
    }
}
