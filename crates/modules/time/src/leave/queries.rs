//! Reading leave.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use heng_access::{Actor, FieldClass, Permission, Reach};
use heng_db::{Cursor, Page, PageSize};
use heng_kernel::{EmploymentId, LeaveMovementId, LeaveRequestId, LeaveTypeId, UnitId};
use heng_timecalc::leave::Book;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    books,
    entity::{day, leave_type, lot, movement, request},
};

/// Every type by id.
pub(crate) async fn types(
    db: &impl ConnectionTrait,
) -> Result<BTreeMap<LeaveTypeId, leave_type::Model>, DbErr> {
    let rows = leave_type::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The type of this code, while it can be asked for and granted.
pub(crate) async fn type_by_code(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<leave_type::Model>, DbErr> {
    leave_type::Entity::find()
        .filter(leave_type::Column::Code.eq(code))
        .filter(leave_type::Column::Retired.eq(false))
        .one(db)
        .await
}

/// The days of live requests of an employment in a span.
pub(crate) async fn live_days(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<day::Model>, DbErr> {
    day::Entity::find()
        .filter(day::Column::EmploymentId.eq(employment))
        .filter(day::Column::OnDay.between(first, last))
        .filter(day::Column::Live.eq(true))
        .all(db)
        .await
}

/// How many others of a unit, and of the units below it, are away on some day of a span.
pub(crate) async fn others_away(
    db: &impl ConnectionTrait,
    unit: UnitId,
    without: EmploymentId,
    (first, last): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Result<BTreeMap<NaiveDate, u64>, DbErr> {
    let reach = Reach { subtree_units: vec![unit], ..Reach::default() };
    let rows: Vec<(NaiveDate, i64)> = day::Entity::find()
        .select_only()
        .column(day::Column::OnDay)
        .column_as(day::Column::EmploymentId.count(), "away")
        .filter(day::Column::OnDay.between(first, last))
        .filter(day::Column::Live.eq(true))
        .filter(day::Column::Quantity.gt(0))
        .filter(day::Column::EmploymentId.ne(without))
        .filter(heng_scope::condition(&reach, (day::Entity, day::Column::EmploymentId), today))
        .group_by(day::Column::OnDay)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(on, away)| (on, u64::try_from(away).unwrap_or_default())).collect())
}

/// Which requests to list.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestFilter {
    pub employments: Option<Vec<EmploymentId>>,
    pub status: Option<request::Status>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
}

/// Requests the actor may see, newest first.
pub(crate) async fn requests(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: &RequestFilter,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<request::Model>, DbErr> {
    let reach = actor.reach(Permission::LeaveRead);
    let mut query = request::Entity::find().filter(heng_scope::condition(
        &reach,
        (request::Entity, request::Column::EmploymentId),
        actor.today(),
    ));
    if let Some(employments) = &filter.employments {
        query = query.filter(request::Column::EmploymentId.is_in(employments.iter().copied()));
    }
    if let Some(status) = filter.status {
        query = query.filter(request::Column::Status.eq(status));
    }
    if let Some(first) = filter.first_day {
        query = query.filter(request::Column::LastDay.gte(first));
    }
    if let Some(last) = filter.last_day {
        query = query.filter(request::Column::FirstDay.lte(last));
    }
    if let Some(id) = LeaveRequestId::after(after)? {
        query = query.filter(request::Column::Id.lt(id));
    }
    let rows = query.order_by_desc(request::Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}

/// Of these requests, those whose kind the actor may see even when it betrays an illness.
pub(crate) async fn with_open_health(
    db: &impl ConnectionTrait,
    actor: &Actor,
    ids: impl IntoIterator<Item = LeaveRequestId>,
) -> Result<HashSet<LeaveRequestId>, DbErr> {
    let reach = actor.reach_with_class(Permission::LeaveRead, FieldClass::Health);
    let rows: Vec<LeaveRequestId> = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::Id.is_in(ids))
        .filter(heng_scope::condition(
            &reach,
            (request::Entity, request::Column::EmploymentId),
            actor.today(),
        ))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The days of a request in order.
pub(crate) async fn days_of(db: &impl ConnectionTrait, id: LeaveRequestId) -> Result<Vec<day::Model>, DbErr> {
    day::Entity::find().filter(day::Column::RequestId.eq(id)).order_by_asc(day::Column::OnDay).all(db).await
}

/// The lots of an employment, and the book of all its types at once: what is asked of it is asked lot by lot.
pub(crate) async fn lots_of(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
) -> Result<(Vec<lot::Model>, Book), DbErr> {
    let lots = lot::Entity::find()
        .filter(lot::Column::EmploymentId.eq(employment))
        .order_by_desc(lot::Column::FromOn)
        .order_by_desc(lot::Column::Id)
        .all(db)
        .await?;
    let lines =
        movement::Entity::find().filter(movement::Column::EmploymentId.eq(employment)).all(db).await?;
    let book = books::read(&lots, &lines);
    Ok((lots, book))
}

/// The ledger of an employment, newest line first.
pub(crate) async fn movements(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    kind: Option<LeaveTypeId>,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<movement::Model>, DbErr> {
    let mut query = movement::Entity::find().filter(movement::Column::EmploymentId.eq(employment));
    if let Some(kind) = kind {
        query = query.filter(movement::Column::LeaveTypeId.eq(kind));
    }
    if let Some(id) = LeaveMovementId::after(after)? {
        query = query.filter(movement::Column::Id.lt(id));
    }
    let rows = query.order_by_desc(movement::Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}

/// Live days in a span of everybody the actor may see leave of, with the request's status. Never the kind of leave.
pub(crate) async fn team(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (first, last): (NaiveDate, NaiveDate),
    most: u64,
) -> Result<Vec<(day::Model, Option<request::Model>)>, DbErr> {
    let reach = actor.reach(Permission::LeaveRead);
    let rows = day::Entity::find()
        .filter(day::Column::OnDay.between(first, last))
        .filter(day::Column::Live.eq(true))
        .filter(day::Column::Quantity.gt(0))
        .filter(heng_scope::condition(&reach, (day::Entity, day::Column::EmploymentId), actor.today()))
        .order_by_asc(day::Column::OnDay)
        .order_by_asc(day::Column::EmploymentId)
        .limit(most)
        .all(db)
        .await?;
    let ids: HashSet<LeaveRequestId> = rows.iter().map(|row| row.request_id).collect();
    let requests = request::Entity::find().filter(request::Column::Id.is_in(ids)).all(db).await?;
    let of = |id| requests.iter().find(|request| request.id == id).cloned();
    Ok(rows.into_iter().map(|row| (row.clone(), of(row.request_id))).collect())
}

/// Live requests that touch a span, of employments the reach takes in.
pub(crate) async fn live_requests(
    db: &impl ConnectionTrait,
    reach: &Reach,
    (first, last): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Result<Vec<request::Model>, DbErr> {
    let live = Condition::any()
        .add(request::Column::Status.eq(request::Status::Pending))
        .add(request::Column::Status.eq(request::Status::Approved));
    request::Entity::find()
        .filter(live)
        .filter(request::Column::FirstDay.lte(last))
        .filter(request::Column::LastDay.gte(first))
        .filter(heng_scope::condition(reach, (request::Entity, request::Column::EmploymentId), today))
        .order_by_asc(request::Column::Id)
        .all(db)
        .await
}
