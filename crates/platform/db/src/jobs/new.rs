//! Queueing.

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::JobId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};
use serde_json::Value;

use super::entity::{ActiveModel, Column, Entity, State};

/// A job to queue.
#[derive(Clone, Debug)]
pub struct NewJob {
    kind: &'static str,
    payload: Value,
    key: Option<String>,
    delay: TimeDelta,
    max_attempts: i32,
}

impl NewJob {
    /// A job of `kind`, due at once, tried up to 12 times over about a day.
    pub fn new(kind: &'static str, payload: Value) -> Self {
        Self { kind, payload, key: None, delay: TimeDelta::zero(), max_attempts: 12 }
    }

    /// At most one job of this key is queued, one that was done within the last 90 days included.
    #[must_use]
    pub fn keyed(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Not before `delay` has passed.
    #[must_use]
    pub fn after(mut self, delay: TimeDelta) -> Self {
        self.delay = delay;
        self
    }

    /// Tried at most `attempts` times.
    #[must_use]
    pub fn attempts(mut self, attempts: i32) -> Self {
        self.max_attempts = attempts;
        self
    }
}

/// Inserts; `None` when a job of that key is already known.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    id: JobId,
    now: DateTime<Utc>,
    job: NewJob,
) -> Result<Option<JobId>, DbErr> {
    let row = ActiveModel {
        id: Set(id),
        kind: Set(job.kind.to_owned()),
        payload: Set(job.payload),
        key: Set(job.key),
        state: Set(State::Ready),
        run_at: Set(now + job.delay),
        attempts: Set(0),
        max_attempts: Set(job.max_attempts),
        lease_owner: Set(None),
        lease_until: Set(None),
        last_error: Set(None),
        progress: Set(None),
        created_at: Set(now),
        finished_at: Set(None),
    };
    let written = Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Key).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok((written == 1).then_some(id))
}
