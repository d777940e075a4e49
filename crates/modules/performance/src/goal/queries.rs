//! Reading goals.

use chrono::NaiveDate;
use heng_access::Reach;
use heng_db::{Cursor, Page, PageSize};
use heng_kernel::{EmploymentId, GoalId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{GoalState, goal, step};
use crate::month::Month;

/// The goal with this id.
pub(crate) async fn by_id(db: &impl ConnectionTrait, id: GoalId) -> Result<Option<goal::Model>, DbErr> {
    goal::Entity::find_by_id(id).one(db).await
}

/// The goals of these people for a month, cancelled ones included, in the order they were given.
pub(crate) async fn of_month(
    db: &impl ConnectionTrait,
    employments: &[EmploymentId],
    month: Month,
) -> Result<Vec<goal::Model>, DbErr> {
    goal::Entity::find()
        .filter(goal::Column::EmploymentId.is_in(employments.iter().copied()))
        .filter(goal::Column::MonthOn.eq(month.first_day()))
        .order_by_asc(goal::Column::Id)
        .all(db)
        .await
}

/// What was done to a goal, first things first.
pub(crate) async fn steps(db: &impl ConnectionTrait, id: GoalId) -> Result<Vec<step::Model>, DbErr> {
    step::Entity::find().filter(step::Column::GoalId.eq(id)).order_by_asc(step::Column::Number).all(db).await
}

/// Which goals a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GoalFilter {
    pub(crate) employment: Option<EmploymentId>,
    pub(crate) month: Option<Month>,
    pub(crate) state: Option<GoalState>,
}

/// A page of the goals within reach, newest first.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    (reach, today): (&Reach, NaiveDate),
    filter: GoalFilter,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<goal::Model>, DbErr> {
    let within = heng_scope::condition(reach, (goal::Entity, goal::Column::EmploymentId), today);
    let mut query = goal::Entity::find().filter(within);
    if let Some(employment) = filter.employment {
        query = query.filter(goal::Column::EmploymentId.eq(employment));
    }
    if let Some(month) = filter.month {
        query = query.filter(goal::Column::MonthOn.eq(month.first_day()));
    }
    if let Some(state) = filter.state {
        query = query.filter(goal::Column::State.eq(state));
    }
    if let Some(id) = GoalId::after(after)? {
        query = query.filter(goal::Column::Id.lt(id));
    }
    let rows = query.order_by_desc(goal::Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}
