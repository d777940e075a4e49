//! What people who look after the system see of the queue.

use chrono::{DateTime, Utc};
use heng_kernel::JobId;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::entity::{Column, Entity, Model, State};
use crate::{Cursor, Page, PageSize, word};

/// Which jobs to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JobFilter {
    /// Given up.
    #[default]
    Dead,
    /// Failed at least once and waiting for another attempt.
    Retrying,
}

/// A job as people see it. Payloads may hold personal data and are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Attempts made.
    pub attempts: i32,
    /// Attempts allowed.
    pub max_attempts: i32,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it is tried next, or was given up.
    pub run_at: DateTime<Utc>,
}

/// Jobs that failed, newest first.
pub async fn failed(
    db: &impl ConnectionTrait,
    filter: JobFilter,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<JobRow>, DbErr> {
    let wanted = match filter {
        JobFilter::Dead => Condition::all().add(Column::State.eq(State::Dead)),
        JobFilter::Retrying => Condition::all()
            .add(Expr::col(Column::State).eq(word(State::Ready)))
            .add(Column::LastError.is_not_null()),
    };
    let mut query = Entity::find().filter(wanted);
    if let Some(id) = JobId::after(after)? {
        query = query.filter(Column::Id.lt(id));
    }
    let rows = query.order_by_desc(Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id).map(
        |Model { id, kind, attempts, max_attempts, last_error, created_at, run_at, .. }| JobRow {
            id,
            kind,
            attempts,
            max_attempts,
            last_error,
            created_at,
            run_at,
        },
    ))
}

/// Gives a dead job its attempts back; `false` when it is not dead (any more).
pub async fn retry(db: &impl ConnectionTrait, id: JobId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Ready))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::RunAt, Expr::value(now))
        .col_expr(Column::FinishedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Dead))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}
