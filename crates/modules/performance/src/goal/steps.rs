//! Writing what was done to a goal.

use heng_db::Tx;
use heng_kernel::GoalId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    GoalError,
    entity::{GoalState, StepKind, goal, step},
    queries,
};
use crate::{employee, ledger, month::Month, result};

/// A goal about to change: its newest state and where its person works.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) row: goal::Model,
    pub(crate) month: Month,
    pub(crate) today: chrono::NaiveDate,
}

/// The goal, if `allowed` lets the actor at it, nobody changed it since `seen`, and its month is still open.
pub(crate) async fn open(
    tx: &Tx,
    id: GoalId,
    seen: Option<i32>,
    allowed: fn(&heng_access::Actor, &heng_access::Target) -> Result<(), employee::Refused>,
) -> Result<Open, GoalError> {
    let row = queries::by_id(tx.db(), id).await?;
    let target = employee::target(tx.db(), &tx.actor, row.as_ref().map(|row| row.employment_id)).await?;
    allowed(&tx.actor, &target)?;
    let row = row.ok_or(heng_access::Denied::Hidden)?;
    let month = Month::of(row.month_on);
    if row.state == GoalState::Cancelled {
        return Err(GoalError::Cancelled);
    }
    if result::is_issued(tx.db(), row.employment_id, month).await? {
        return Err(GoalError::MonthIssued);
    }
    if seen.is_some_and(|seen| seen != row.version) {
        return Err(GoalError::ChangedMeanwhile { version: row.version });
    }
    let place = employee::workplace(tx.db(), row.employment_id, tx.now).await?;
    Ok(Open { row, month, today: place.today })
}

/// Adds a step, numbered after the last.
pub(crate) async fn add(
    tx: &Tx,
    goal: GoalId,
    kind: StepKind,
    version: i32,
    words: Option<String>,
) -> Result<(), DbErr> {
    let last: Option<Option<i32>> = step::Entity::find()
        .select_only()
        .column_as(step::Column::Number.max(), "last")
        .filter(step::Column::GoalId.eq(goal))
        .into_tuple()
        .one(tx.db())
        .await?;
    let row = step::ActiveModel {
        goal_id: Set(goal),
        number: Set(last.flatten().unwrap_or(0) + 1),
        kind: Set(kind),
        version: Set(version),
        words: Set(words),
        made_by: Set(employee::acting(&tx.actor)),
        at: Set(tx.now),
    };
    step::Entity::insert(row).exec_without_returning(tx.db()).await.map(|_| ())
}

/// Moves a goal to another state.
pub(crate) async fn turn(tx: &Tx, change: goal::ActiveModel) -> Result<goal::Model, DbErr> {
    goal::Entity::update(change).exec(tx.db()).await
}

/// The newest version of a goal.
pub(crate) async fn newest(
    db: &impl ConnectionTrait,
    row: &goal::Model,
) -> Result<super::entity::version::Model, GoalError> {
    let versions = ledger::versions(db, &[row.id]).await?;
    let newest = versions.into_iter().find(|version| version.number == row.version);
    newest.ok_or_else(|| DbErr::RecordNotFound(format!("version {} of goal {}", row.version, row.id)).into())
}
