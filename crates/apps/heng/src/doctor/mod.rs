//! Looking at every part and saying what is wrong, in words that name the remedy.

mod database;
mod keys;
mod machine;
mod queue;
mod wecom;

use std::sync::Arc;

use heng_kernel::Clock;
use serde::Serialize;

use crate::{
    System,
    config::Config,
    system::{master_key, open_store},
};

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Good,
    /// Works, but somebody should look.
    Doubtful,
    /// Not as it should be.
    Bad,
}

impl State {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Doubtful => "look",
            Self::Bad => "BAD",
        }
    }
}

/// One part and how it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub part: &'static str,
    /// How it is.
    pub state: State,
    /// In words.
    pub says: String,
}

impl Check {
    pub(crate) fn good(part: &'static str, says: impl Into<String>) -> Self {
        Self { part, state: State::Good, says: says.into() }
    }

    pub(crate) fn doubtful(part: &'static str, says: impl Into<String>) -> Self {
        Self { part, state: State::Doubtful, says: says.into() }
    }

    pub(crate) fn bad(part: &'static str, says: impl Into<String>) -> Self {
        Self { part, state: State::Bad, says: says.into() }
    }

    /// Good, or bad with what went wrong.
    pub(crate) fn of<E: std::fmt::Display>(part: &'static str, result: Result<String, E>) -> Self {
        match result {
            Ok(says) => Self::good(part, says),
            Err(error) => Self::bad(part, error.to_string()),
        }
    }
}

/// Examines the whole installation. Changes nothing but a probe row it takes back.
pub async fn examine(config: Config, clock: Arc<dyn Clock>) -> Vec<Check> {
    let mut checks =
        vec![machine::disk(&config), machine::listening(&config), machine::certificate(&config).await];
    let rules = machine::rule_data(&config, clock.as_ref());
    let ruled = rules.state != State::Bad;
    checks.push(rules);
    checks.push(wecom::settings(&config));
    let db = match open_store(&config, clock.clone()).await {
        Ok(db) => db,
        Err(error) => {
            checks.push(Check::bad("database", format!("{error:#}")));
            return checks;
        }
    };
    checks.push(database::writable(&db).await);
    checks.push(database::durable(&db).await);
    checks.push(database::clock(&db).await);
    let migrations = database::migrations(&db).await;
    let current = migrations.state == State::Good;
    checks.push(migrations);
    if current {
        checks.push(queue::jobs(&db).await);
        checks.push(queue::worker(&db).await);
        if ruled {
            checks.extend(opened(config, clock).await);
        }
    } else {
        checks.push(keys::master(&master_key(&config, true)));
    }
    if let Err(error) = db.close().await {
        checks.push(Check::bad("database", error.to_string()));
    }
    checks
}

/// What can be seen only with the keys at hand.
async fn opened(config: Config, clock: Arc<dyn Clock>) -> Vec<Check> {
    let master = keys::master(&master_key(&config, true));
    if master.state == State::Bad {
        return vec![master];
    }
    match System::open(config, clock, false).await {
        Ok(system) => {
            let mut checks =
                vec![master, keys::sealed_columns(&system).await, keys::documents(&system).await];
            checks.push(keys::audit(&system).await);
            checks.push(keys::audit_head(&system.config));
            if let Err(error) = system.close().await {
                checks.push(Check::bad("database", error.to_string()));
            }
            checks
        }
        Err(error) => vec![Check::bad("master key", format!("{error:#}"))],
    }
}
