//! Reading results.

use chrono::NaiveDate;
use heng_access::Reach;
use heng_db::{Cursor, Page, PageSize};
use heng_kernel::{EmploymentId, ResultReportId};
use heng_score::Observation;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr},
};

use super::{
    entity::{Column, Entity, Model},
    frozen::Frozen,
};
use crate::{goal, improvement, ledger, month::Month};

/// Whether the month's result is issued.
pub(crate) async fn is_issued(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    month: Month,
) -> Result<bool, DbErr> {
    let found = Entity::find()
        .filter(Column::EmploymentId.eq(employment))
        .filter(Column::MonthOn.eq(month.first_day()))
        .count(db)
        .await?;
    Ok(found > 0)
}

/// Every version of a month's result, the newest first.
pub(crate) async fn versions(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    month: Month,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::EmploymentId.eq(employment))
        .filter(Column::MonthOn.eq(month.first_day()))
        .order_by_desc(Column::Version)
        .all(db)
        .await
}

/// No newer version of the row exists.
fn newest() -> SimpleExpr {
    let newer = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, "newer")
        .and_where(Expr::col(("newer", Column::EmploymentId)).equals((Entity, Column::EmploymentId)))
        .and_where(Expr::col(("newer", Column::MonthOn)).equals((Entity, Column::MonthOn)))
        .and_where(Expr::col(("newer", Column::Version)).gt(Expr::col((Entity, Column::Version))))
        .to_owned();
    Expr::exists(newer).not()
}

/// The newest results of these people for a month.
pub(crate) async fn newest_of_month(
    db: &impl ConnectionTrait,
    employments: &[EmploymentId],
    month: Month,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::EmploymentId.is_in(employments.iter().copied()))
        .filter(Column::MonthOn.eq(month.first_day()))
        .filter(newest())
        .all(db)
        .await
}

/// The newest results of these people that they have not acknowledged, oldest month first.
pub(crate) async fn to_acknowledge(
    db: &impl ConnectionTrait,
    employments: &[EmploymentId],
    most: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::EmploymentId.is_in(employments.iter().copied()))
        .filter(Column::AcknowledgedAt.is_null())
        .filter(newest())
        .order_by_asc(Column::MonthOn)
        .limit(most)
        .all(db)
        .await
}

/// A page of the newest results within reach, newest first.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    (reach, today): (&Reach, NaiveDate),
    (employment, month): (Option<EmploymentId>, Option<Month>),
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<Model>, DbErr> {
    let within = heng_scope::condition(reach, (Entity, Column::EmploymentId), today);
    let mut query = Entity::find().filter(within).filter(newest());
    if let Some(employment) = employment {
        query = query.filter(Column::EmploymentId.eq(employment));
    }
    if let Some(month) = month {
        query = query.filter(Column::MonthOn.eq(month.first_day()));
    }
    if let Some(id) = ResultReportId::after(after)? {
        query = query.filter(Column::Id.lt(id));
    }
    let rows = query.order_by_desc(Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}

/// A person's month as it stands now.
pub(crate) async fn gather(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    (month, scored_on): (Month, NaiveDate),
) -> Result<Frozen, DbErr> {
    let records = ledger::load(db, goal::queries::of_month(db, &[employment], month).await?).await?;
    let items = improvement::queries::of_month(db, employment, month).await?;
    let ids: Vec<_> = items.iter().map(|row| row.id).collect();
    let measured = ledger::measured(db, &ids).await?;
    let reported = |row: &improvement::entity::Model| -> Vec<Observation> {
        measured.get(&row.id).map(|rows| rows.iter().map(Observation::from).collect()).unwrap_or_default()
    };
    let items = items.iter().map(|row| (row, reported(row)));
    Ok(Frozen::gather((month, scored_on), &records, items))
}
