//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use heng_db::Db;

use crate::{Authenticator, RateLimiter};

/// The state behind every route. Services of single modules (vault, files, messengers) travel as axum `Extension`s.
#[derive(Clone)]
pub struct AppState {
    /// The store.
    pub db: Db,
    /// Turns credentials into an actor.
    pub auth: Arc<dyn Authenticator>,
    /// Counts requests per caller and purpose.
    pub rates: Arc<RateLimiter>,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState").field("db", &self.db).finish_non_exhaustive()
    }
}

impl FromRef<AppState> for Db {
    fn from_ref(state: &AppState) -> Self {
        state.db.clone()
    }
}

impl FromRef<AppState> for Arc<dyn Authenticator> {
    fn from_ref(state: &AppState) -> Self {
        state.auth.clone()
    }
}

impl FromRef<AppState> for Arc<RateLimiter> {
    fn from_ref(state: &AppState) -> Self {
        state.rates.clone()
    }
}
