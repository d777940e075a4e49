//! Where a row stands today.

use chrono::NaiveDate;
use heng_access::Target;
use heng_kernel::{EmploymentId, UnitId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{manager, place, unit};

/// Where an employment stands on `today`. Always the same three queries: an id nobody ever gave out yields a target
/// without a place, which every scope below the whole group refuses exactly as it refuses a stranger's row.
pub async fn target(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    today: NaiveDate,
) -> Result<Target, DbErr> {
    let places = place::Entity::find()
        .filter(place::Column::EmploymentId.eq(employment))
        .filter(on(today, place::Column::FromOn, place::Column::ToOn))
        .order_by_asc(place::Column::UnitId)
        .all(db)
        .await?;
    let managers = manager::Entity::find()
        .select_only()
        .column(manager::Column::ManagerId)
        .filter(manager::Column::EmploymentId.eq(employment))
        .filter(on(today, manager::Column::FromOn, manager::Column::ToOn))
        .order_by_desc(manager::Column::Solid)
        .order_by_asc(manager::Column::ManagerId)
        .into_tuple()
        .all(db)
        .await?;
    let units = unit::Entity::find()
        .select_only()
        .column(unit::Column::AncestorId)
        .distinct()
        .filter(unit::Column::UnitId.is_in(places.iter().map(|p| p.unit_id)))
        .filter(on(today, unit::Column::FromOn, unit::Column::ToOn))
        .into_tuple()
        .all(db)
        .await?;
    // Person and company are the employment's and the same on every row; of units and branches each post has its own.
    let first = places.first();
    let mut branches: Vec<UnitId> = places.iter().filter_map(|p| p.branch_id).collect();
    branches.sort_unstable();
    branches.dedup();
    Ok(Target {
        person: first.map(|p| p.person_id),
        employment: Some(employment),
        managers,
        units,
        branches,
        company: first.map(|p| p.company_id),
        ..Target::default()
    })
}

/// Where a unit stands on `today`.
pub async fn unit_target(db: &impl ConnectionTrait, id: UnitId, today: NaiveDate) -> Result<Target, DbErr> {
    let rows = unit::Entity::find()
        .filter(unit::Column::UnitId.eq(id))
        .filter(on(today, unit::Column::FromOn, unit::Column::ToOn))
        .all(db)
        .await?;
    let own = rows.iter().find(|row| row.ancestor_id == id);
    Ok(Target {
        units: rows.iter().map(|row| row.ancestor_id).collect(),
        branches: own.and_then(|row| row.branch_id).into_iter().collect(),
        company: own.and_then(|row| row.company_id),
        ..Target::default()
    })
}

/// `day` lies in the row's half-open range.
pub(crate) fn on<C: ColumnTrait>(day: NaiveDate, from: C, to: C) -> Condition {
    Condition::all().add(from.lte(day)).add(Condition::any().add(to.is_null()).add(to.gt(day)))
}

/// Whether anybody has one of these as a manager on `today`, by solid or dotted line.
pub async fn leads(
    db: &impl ConnectionTrait,
    managers: &[EmploymentId],
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let one: Option<EmploymentId> = manager::Entity::find()
        .select_only()
        .column(manager::Column::EmploymentId)
        .filter(manager::Column::ManagerId.is_in(managers.iter().copied()))
        .filter(on(today, manager::Column::FromOn, manager::Column::ToOn))
        .into_tuple()
        .one(db)
        .await?;
    Ok(one.is_some())
}
