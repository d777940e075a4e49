//! Reading improvement items.

use chrono::NaiveDate;
use heng_access::Reach;
use heng_db::{Cursor, Page, PageSize};
use heng_kernel::{EmploymentId, ImprovementId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{Column, Entity, Model};
use crate::month::Month;

/// The item with this id.
pub(crate) async fn by_id(db: &impl ConnectionTrait, id: ImprovementId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The item of a person that shows its effect in a month.
pub(crate) async fn of_month(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    month: Month,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::EmploymentId.eq(employment))
        .filter(Column::MonthOn.eq(month.first_day()))
        .all(db)
        .await
}

/// A page of the items within reach, newest first.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    (reach, today): (&Reach, NaiveDate),
    (employment, month): (Option<EmploymentId>, Option<Month>),
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<Model>, DbErr> {
    let within = heng_scope::condition(reach, (Entity, Column::EmploymentId), today);
    let mut query = Entity::find().filter(within);
    if let Some(employment) = employment {
        query = query.filter(Column::EmploymentId.eq(employment));
    }
    if let Some(month) = month {
        query = query.filter(Column::MonthOn.eq(month.first_day()));
    }
    if let Some(id) = ImprovementId::after(after)? {
        query = query.filter(Column::Id.lt(id));
    }
    let rows = query.order_by_desc(Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}
