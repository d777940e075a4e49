//! The worker: claims, runs, renews, puts back, gives up.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use heng_access::Actor;
use sea_orm::DbErr;
use tokio::{sync::watch, task::JoinSet};

use super::{
    ClaimedJob, NewJob,
    claim::{self, claim},
    entity::State,
};
use crate::{Db, Relay, live};

/// Why a job did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Try again later; after the last attempt the job is dead.
    #[error("{0}")]
    Retry(String),
    /// Try again no earlier than this, whatever the back-off says.
    #[error("{1}")]
    RetryAfter(Duration, String),
    /// Trying again cannot help.
    #[error("{0}")]
    GiveUp(String),
    /// The database failed; try again.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// The payload is not what the handler expects: trying again cannot help.
    #[error("payload: {0}")]
    Payload(#[from] serde_json::Error),
}

/// Handles every job of one kind.
#[async_trait]
pub trait JobHandler: Send + Sync {
    /// The kind: `area.verb`.
    fn kind(&self) -> &'static str;

    /// Does the work. May be called again for the same job.
    async fn run(&self, db: &Db, job: &ClaimedJob) -> Result<(), JobError>;
}

/// Work that comes round by itself: a job of `kind` is queued once per slot of `every`.
#[derive(Clone, Copy, Debug)]
pub struct Recurring {
    /// The kind of job.
    pub kind: &'static str,
    /// Length of a slot.
    pub every: TimeDelta,
}

/// How a worker behaves.
#[derive(Clone, Debug)]
pub struct WorkerSettings {
    /// One word per process, for leases.
    pub owner: String,
    /// Jobs in hand at once.
    pub at_once: usize,
    /// How long a claim holds without renewal; renewed at a third of it.
    pub lease: TimeDelta,
    /// How often to look when nothing stirs.
    pub look_every: Duration,
}

impl WorkerSettings {
    /// Defaults for the process named `owner`.
    pub fn new(owner: impl Into<String>) -> Self {
        Self {
            owner: owner.into(),
            at_once: 4,
            lease: TimeDelta::seconds(60),
            look_every: Duration::from_millis(500),
        }
    }
}

/// Runs jobs. Several workers, in one or many processes, share a queue without running a job twice at a time.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    relay: Relay,
    handlers: Arc<BTreeMap<&'static str, Arc<dyn JobHandler>>>,
    recurring: Arc<[Recurring]>,
    settings: WorkerSettings,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker")
            .field("kinds", &self.handlers.keys())
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl Worker {
    /// A worker for these handlers.
    pub fn new(
        db: Db,
        relay: Relay,
        handlers: Vec<Arc<dyn JobHandler>>,
        recurring: Vec<Recurring>,
        settings: WorkerSettings,
    ) -> Self {
        let handlers = handlers.into_iter().map(|h| (h.kind(), h)).collect();
        Self { db, relay, handlers: Arc::new(handlers), recurring: recurring.into(), settings }
    }

    /// Works until `stop` turns true, then finishes what is in hand.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut in_hand = JoinSet::new();
        while !*stop.borrow() {
            let stirred = self.db.work().notified_owned();
            let free = self.settings.at_once.saturating_sub(in_hand.len());
            let found = match self.round(free).await {
                Ok(jobs) => jobs,
                Err(error) => {
                    tracing::warn!(%error, "the queue cannot be read");
                    vec![]
                }
            };
            let idle = found.is_empty();
            for job in found {
                let worker = self.clone();
                in_hand.spawn(async move { worker.run_one(job).await });
            }
            if idle || in_hand.len() >= self.settings.at_once {
                tokio::select! {
                    () = stirred => {}
                    Some(_) = in_hand.join_next() => {}
                    () = tokio::time::sleep(self.settings.look_every) => {}
                    _ = stop.changed() => {}
                }
            }
            while in_hand.try_join_next().is_some() {}
        }
        while in_hand.join_next().await.is_some() {}
    }

    /// Delivers events and runs due jobs until nothing is left that is due now. For tests and the command line.
    pub async fn drain(&self) -> Result<usize, DbErr> {
        let mut count = 0;
        loop {
            let jobs = self.round(self.settings.at_once).await?;
            if jobs.is_empty() {
                return Ok(count);
            }
            for job in jobs {
                self.run_one(job).await;
                count += 1;
            }
        }
    }

    async fn round(&self, most: usize) -> Result<Vec<ClaimedJob>, DbErr> {
        self.queue_recurring().await?;
        while self.relay.deliver(&self.db).await? > 0 {}
        if most == 0 {
            return Ok(vec![]);
        }
        let kinds: Vec<&'static str> = self.handlers.keys().copied().collect();
        let most = u64::try_from(most).unwrap_or(1);
        let (db, now) = (self.db.maintenance(), self.db.now());
        if !claim::any_due(self.db.read(), now).await? {
            return Ok(vec![]);
        }
        claim(db, &kinds, &self.settings.owner, now, self.settings.lease, most).await
    }

    async fn queue_recurring(&self) -> Result<(), DbErr> {
        let now = self.db.now();
        for recurring in self.recurring.iter() {
            let slot = now.timestamp() / recurring.every.num_seconds().max(1);
            let key = format!("{}:{slot}", recurring.kind);
            if claim::known(self.db.read(), &key).await? {
                continue;
            }
            let job = NewJob::new(recurring.kind, serde_json::json!({})).keyed(key).attempts(3);
            super::insert(self.db.maintenance(), self.db.new_id(), now, job).await?;
            live::sweep(self.db.maintenance(), now).await?;
        }
        Ok(())
    }

    async fn run_one(&self, job: ClaimedJob) {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else { return };
        let Some(outcome) = self.under_lease(handler.as_ref(), &job).await else {
            tracing::warn!(job = %job.id, kind = job.kind, "the lease was lost: the work was stopped");
            return;
        };
        if let Err(error) = self.note(&job, outcome).await {
            // The lease runs out and the job is tried again.
            tracing::warn!(job = %job.id, kind = job.kind, %error, "the outcome could not be noted");
        }
    }

    /// Works and keeps the lease; nothing when it was lost. Then the work is dropped where it waits, and what it had not
    /// committed is undone: somebody else has the job.
    async fn under_lease(&self, handler: &dyn JobHandler, job: &ClaimedJob) -> Option<Result<(), JobError>> {
        // Both go on at once: on SQLite the renewal waits for the one writer, which the work may be holding.
        tokio::select! {
            outcome = handler.run(&self.db, job) => Some(outcome),
            () = self.keep_lease(job) => None,
        }
    }

    /// Renews the lease three times in its length; ends when it was lost.
    async fn keep_lease(&self, job: &ClaimedJob) {
        let third = (self.settings.lease / 3).to_std().unwrap_or(Duration::from_secs(1));
        loop {
            tokio::time::sleep(third).await;
            let until = self.db.now() + self.settings.lease;
            match claim::renew(self.db.maintenance(), job, until).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => {
                    tracing::warn!(job = %job.id, kind = job.kind, %error, "the lease could not be renewed");
                }
            }
        }
    }

    async fn note(&self, job: &ClaimedJob, outcome: Result<(), JobError>) -> Result<(), DbErr> {
        let (db, now) = (self.db.maintenance(), self.db.now());
        let error = match outcome {
            Ok(()) => {
                // Already closed when the handler finished it in its own unit of work.
                claim::close(db, job, State::Done, None, now).await?;
                return Ok(());
            }
            Err(error) => error,
        };
        let why = error.to_string();
        let run_at = match &error {
            JobError::GiveUp(_) | JobError::Payload(_) => None,
            _ if job.last_attempt => None,
            JobError::RetryAfter(wait, _) => {
                Some(now + TimeDelta::from_std(*wait).unwrap_or(TimeDelta::hours(1)))
            }
            JobError::Retry(_) | JobError::Db(_) => Some(back_off(now, job.attempt)),
        };
        if let Some(at) = run_at {
            tracing::info!(job = %job.id, kind = job.kind, attempt = job.attempt, why, "job put back");
            claim::put_back(db, job, at, &why).await?;
        } else {
            tracing::error!(job = %job.id, kind = job.kind, attempt = job.attempt, why, "job given up");
            claim::close(db, job, State::Dead, Some(&why), now).await?;
            let actor = Actor::job("jobs.runner", now.date_naive());
            self.db.write(&actor, async |tx| tx.tell("ops", "failed_job").await).await?;
        }
        Ok(())
    }
}

/// 2, 4, 8 … seconds, at most four hours.
fn back_off(now: DateTime<Utc>, attempt: i32) -> DateTime<Utc> {
    let exponent = u32::try_from(attempt.clamp(1, 13)).unwrap_or(1);
    now + TimeDelta::seconds(2_i64.saturating_pow(exponent).min(4 * 3600))
}
