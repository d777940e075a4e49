//! Access tokens: one stream per (corp, secret), fetched once for however many are waiting.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;

use crate::{Action, CallError, WeComSettings, settings::TokenSettings};

/// Whose token: every application has its own stream, and tokens are not interchangeable.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokenKey {
    pub(crate) corp_id: String,
    pub(crate) secret_id: String,
}

impl TokenKey {
    pub(crate) fn of(settings: &WeComSettings) -> Self {
        let secret_id = settings.secret_id.clone().unwrap_or_else(|| format!("agent:{}", settings.agent_id));
        Self { corp_id: settings.corp_id.clone(), secret_id }
    }
}

/// What the platform handed out.
pub(crate) struct Issued {
    pub(crate) token: SecretString,
    /// How long it lives, counted from before it was asked for.
    pub(crate) lifetime: Duration,
}

/// The tokens of one process; hand the same cache to all clients of one application.
#[derive(Clone, Default)]
pub struct TokenCache {
    slots: Arc<std::sync::Mutex<HashMap<TokenKey, Arc<Slot>>>>,
}

#[derive(Default)]
struct Slot {
    /// Counts the fetches that came back, so that a caller can tell whether one ended while it waited.
    finished: AtomicU64,
    /// Locked during a fetch: this is what makes it a single flight.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// What the last fetch failed with.
    failed: Option<CallError>,
    /// Until then a refused secret is not tried again.
    stopped_until: Option<DateTime<Utc>>,
}

struct Held {
    token: SecretString,
    renew_at: DateTime<Utc>,
}

impl TokenCache {
    /// The token in use, or the one `fetch` brings. Of many callers one fetches and the others share what it got, a
    /// failure too: fifty waiting callers must not become fifty calls with a wrong secret.
    pub(crate) async fn token(
        &self,
        key: &TokenKey,
        now: DateTime<Utc>,
        settings: &TokenSettings,
        fetch: impl Future<Output = Result<Issued, CallError>> + Send,
    ) -> Result<SecretString, CallError> {
        let slot = self.slot(key);
        let finished_before = slot.finished.load(Ordering::Acquire);
        let mut state = slot.state.lock().await;
        if let Some(held) = state.held.as_ref().filter(|held| now < held.renew_at) {
            return Ok(held.token.clone());
        }
        let tried_meanwhile = slot.finished.load(Ordering::Acquire) != finished_before;
        let stopped = state.stopped_until.is_some_and(|until| now < until);
        if let Some(failure) = state.failed.as_ref().filter(|_| tried_meanwhile || stopped) {
            return Err(failure.clone());
        }
        let outcome = fetch.await;
        slot.finished.fetch_add(1, Ordering::AcqRel);
        match outcome {
            Ok(issued) => {
                let held =
                    Held { token: issued.token, renew_at: now + span_of_use(issued.lifetime, settings) };
                let token = held.token.clone();
                *state = State { held: Some(held), ..State::default() };
                Ok(token)
            }
            Err(failure) => {
                let stop = failure.action() == Some(Action::StopAlert);
                if stop {
                    tracing::error!(corp = key.corp_id, app = key.secret_id, %failure, "WeCom refuses the credentials");
                }
                let stopped_until = stop.then(|| now + delta(settings.stop));
                *state = State { held: None, failed: Some(failure.clone()), stopped_until };
                Err(failure)
            }
        }
    }

    /// Drops the token in use if it still is the one that failed: somebody else may have renewed it meanwhile.
    pub(crate) async fn forget(&self, key: &TokenKey, failing: &SecretString) {
        let slot = self.slot(key);
        let mut state = slot.state.lock().await;
        if state.held.as_ref().is_some_and(|held| held.token.expose_secret() == failing.expose_secret()) {
            state.held = None;
        }
    }

    fn slot(&self, key: &TokenKey) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(slots.entry(key.clone()).or_default())
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenCache(…)")
    }
}

/// The lifetime less the margin, but no less than the shortest use, and never beyond the lifetime.
fn span_of_use(lifetime: Duration, settings: &TokenSettings) -> TimeDelta {
    delta(lifetime.saturating_sub(settings.margin).max(settings.shortest_use).min(lifetime))
}

fn delta(span: Duration) -> TimeDelta {
    TimeDelta::from_std(span).unwrap_or(TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_five_minutes_early_but_not_on_every_call_of_its_last_minutes() {
        let settings = TokenSettings::default();
        let used = |seconds| span_of_use(Duration::from_secs(seconds), &settings).num_seconds();
        assert_eq!(used(7200), 6900);
        assert_eq!(used(200), 30, "the platform repeats the same token until it ends");
        assert_eq!(used(10), 10);
    }
}
