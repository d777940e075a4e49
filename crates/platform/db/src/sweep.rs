//! Deleting what is over and would otherwise stay for ever: answers kept for an `Idempotency-Key` (whole bodies, personal
//! data included), events long delivered, jobs long done.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{
    Db,
    jobs::{
        ClaimedJob, JobError, JobHandler, Recurring,
        entity::{self as job, State},
    },
    outbox::entity as outbox,
};

const KIND: &str = "platform.sweep";

/// How long an answer is kept for its `Idempotency-Key`: a request repeated later is a new one.
const KEEP_ANSWERS: TimeDelta = TimeDelta::days(7);
/// How long an event is kept after it was delivered.
const KEEP_EVENTS: TimeDelta = TimeDelta::days(30);
/// How long a job is kept after it was done, and with it the memory of its key.
const KEEP_JOBS: TimeDelta = TimeDelta::days(90);

/// Handles `platform.sweep`. Dead jobs and events nobody was told of yet stay.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sweep;

impl Sweep {
    /// When it comes round.
    pub const fn every() -> Recurring {
        Recurring { kind: KIND, every: TimeDelta::hours(1) }
    }
}

#[async_trait]
impl JobHandler for Sweep {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let removed = sweep(db.maintenance(), db.now()).await?;
        tracing::debug!(removed, "old answers, events and jobs cleared away");
        Ok(())
    }
}

/// Answers how many rows went.
async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let answers = Query::delete()
        .from_table("idempotency")
        .and_where(Expr::col("at").lt(now - KEEP_ANSWERS))
        .to_owned();
    let answers = db.execute(&answers).await?.rows_affected();
    let events = outbox::Entity::delete_many()
        .filter(outbox::Column::DeliveredAt.lt(now - KEEP_EVENTS))
        .exec(db)
        .await?
        .rows_affected;
    let before = now - KEEP_JOBS;
    let jobs = job::Entity::delete_many()
        .filter(job::Column::State.eq(State::Done))
        .filter(job::Column::CreatedAt.lt(before))
        .filter(job::Column::FinishedAt.lt(before))
        .exec(db)
        .await?
        .rows_affected;
    Ok(answers + events + jobs)
}
