//! Claiming, renewing and closing a job.

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::{EventId, JobId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query},
};
use serde::de::DeserializeOwned;

use super::entity::{Column, Entity, Model, State};
use crate::{Tx, word};

/// A job this process holds the lease of.
#[derive(Clone, Debug)]
pub struct ClaimedJob {
    pub(crate) id: JobId,
    pub(crate) kind: String,
    pub(crate) payload: serde_json::Value,
    pub(crate) attempt: i32,
    pub(crate) last_attempt: bool,
    pub(crate) owner: String,
}

impl ClaimedJob {
    /// Its id.
    pub fn id(&self) -> JobId {
        self.id
    }

    /// Which attempt this is, from 1.
    pub fn attempt(&self) -> i32 {
        self.attempt
    }

    /// The payload in its own type.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_value(self.payload.clone())
    }

    /// For a job made from an event: the event's id and its payload in its own type.
    pub fn event<T: DeserializeOwned>(&self) -> Result<(EventId, T), serde_json::Error> {
        #[derive(serde::Deserialize)]
        struct Envelope<T> {
            event: EventId,
            payload: T,
        }
        self.payload::<Envelope<T>>().map(|e| (e.event, e.payload))
    }

    /// Marks the job done in the unit of work of its effect. Fails when the lease was lost meanwhile, which undoes the
    /// effect: another process has it now.
    pub async fn finish(&self, tx: &Tx) -> Result<(), DbErr> {
        let held = close(tx.db(), self, State::Done, None, tx.now).await?;
        if held { Ok(()) } else { Err(DbErr::RecordNotUpdated) }
    }
}

/// Takes up to `most` due jobs of the given kinds.
pub(crate) async fn claim(
    db: &impl ConnectionTrait,
    kinds: &[&'static str],
    owner: &str,
    now: DateTime<Utc>,
    lease: TimeDelta,
    most: u64,
) -> Result<Vec<ClaimedJob>, DbErr> {
    let due = Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Expr::col(Column::State).eq(word(State::Ready)))
        .and_where(Expr::col(Column::RunAt).lte(now))
        .and_where(Expr::col(Column::Kind).is_in(kinds.iter().copied()))
        .cond_where(
            Condition::any()
                .add(Expr::col(Column::LeaseUntil).is_null())
                .add(Expr::col(Column::LeaseUntil).lt(now)),
        )
        .order_by(Column::RunAt, Order::Asc)
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned();
    let rows: Vec<Model> = Entity::update_many()
        .col_expr(Column::LeaseOwner, Expr::value(owner))
        .col_expr(Column::LeaseUntil, Expr::value(now + lease))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.in_subquery(due))
        .exec_with_returning(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ClaimedJob {
            id: row.id,
            kind: row.kind,
            payload: row.payload,
            attempt: row.attempts,
            last_attempt: row.attempts >= row.max_attempts,
            owner: owner.to_owned(),
        })
        .collect())
}

/// Prolongs the lease; `false` when it was lost.
pub(crate) async fn renew(
    db: &impl ConnectionTrait,
    job: &ClaimedJob,
    until: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::LeaseUntil, Expr::value(until))
        .filter(held(job))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Puts the job back for another attempt at `run_at`.
pub(crate) async fn put_back(
    db: &impl ConnectionTrait,
    job: &ClaimedJob,
    run_at: DateTime<Utc>,
    why: &str,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::LeaseOwner, Expr::value(Option::<String>::None))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(Column::RunAt, Expr::value(run_at))
        .col_expr(Column::LastError, Expr::value(why))
        .filter(held(job))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ends the job; `false` when the lease was lost.
pub(crate) async fn close(
    db: &impl ConnectionTrait,
    job: &ClaimedJob,
    state: State,
    why: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::LastError, Expr::value(why.map(ToOwned::to_owned)))
        .col_expr(Column::FinishedAt, Expr::value(now))
        .col_expr(Column::LeaseOwner, Expr::value(Option::<String>::None))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(held(job))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The job is still this attempt's. The owner alone would not tell: the process that lost a lease may have claimed it anew.
fn held(job: &ClaimedJob) -> Condition {
    Condition::all()
        .add(Column::Id.eq(job.id))
        .add(Column::State.eq(State::Ready))
        .add(Column::LeaseOwner.eq(job.owner.clone()))
        .add(Column::Attempts.eq(job.attempt))
}

/// Whether any job is due: a cheap look on the readers' side before the writer is asked.
pub(crate) async fn any_due(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let one: Option<JobId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Expr::col(Column::State).eq(word(State::Ready)))
        .filter(Column::RunAt.lte(now))
        .filter(Condition::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lt(now)))
        .into_tuple()
        .one(db)
        .await?;
    Ok(one.is_some())
}

/// Whether a job of this key is queued, or was within 90 days ([`crate::Sweep`]).
pub(crate) async fn known(db: &impl ConnectionTrait, key: &str) -> Result<bool, DbErr> {
    let one: Option<JobId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Key.eq(key))
        .into_tuple()
        .one(db)
        .await?;
    Ok(one.is_some())
}
