//! Whose manager may change when a seat does.

use std::collections::{HashMap, HashSet};

use heng_kernel::{EmploymentId, UnitId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::ExprTrait,
};

use super::{
    entity::version,
    org::{Org, Unit},
};
use crate::{
    belief::IDS,
    employment::entity::{assignment, employment},
    projection::{self, Stint},
};

/// Employments whose manager may be whoever sits at the head of one of these units: those in it, the heads of the units
/// right below, and, below units whose own seat is empty at some time, further down.
pub(super) async fn led_through(
    db: &impl ConnectionTrait,
    units: &[UnitId],
) -> Result<HashSet<EmploymentId>, DbErr> {
    let org = Org::all(db, None).await?;
    let mut below: HashMap<UnitId, HashSet<UnitId>> = HashMap::new();
    for unit in org.units() {
        for parent in unit.versions.spans().iter().filter_map(|span| span.value.parent) {
            below.entry(parent).or_default().insert(unit.id);
        }
    }
    let all_heads: HashSet<EmploymentId> = org.units().flat_map(heads).collect();
    let stints = stints(db, all_heads.into_iter().collect()).await?;
    let mut seen: HashSet<UnitId> = units.iter().copied().collect();
    let mut open: Vec<UnitId> = units.to_vec();
    let mut people = HashSet::new();
    while let Some(unit) = open.pop() {
        for child in below.get(&unit).into_iter().flatten() {
            let Some(child) = org.get(*child) else { continue };
            people.extend(heads(child));
            if !always_headed(child, &stints) && seen.insert(child.id) {
                open.push(child.id);
            }
        }
    }
    let open: Vec<UnitId> = seen.into_iter().collect();
    for some in open.chunks(IDS) {
        let ids: Vec<EmploymentId> = assignment::Entity::find()
            .select_only()
            .column(assignment::Column::EmploymentId)
            .distinct()
            .filter(assignment::Column::UnitId.is_in(some.iter().copied()))
            .filter(assignment::Column::SupersededAt.is_null())
            .into_tuple()
            .all(db)
            .await?;
        people.extend(ids);
    }
    Ok(people)
}

/// Employments whose manager changes when this one comes, goes or takes another seat.
pub(crate) async fn led_by(
    db: &impl ConnectionTrait,
    head: EmploymentId,
) -> Result<HashSet<EmploymentId>, DbErr> {
    let mut people = projection::those_led_by(db, &[head]).await?;
    let seats: Vec<_> = assignment::Entity::find()
        .filter(assignment::Column::EmploymentId.eq(head))
        .filter(assignment::Column::PositionId.is_not_null())
        .all(db)
        .await?
        .into_iter()
        .filter_map(|row| row.position_id)
        .collect();
    let headed = version::Column::HeadId.eq(head).or(version::Column::HeadPositionId.is_in(seats));
    let units: Vec<UnitId> = version::Entity::find()
        .select_only()
        .column(version::Column::UnitId)
        .distinct()
        .filter(version::Column::SupersededAt.is_null())
        .filter(headed)
        .into_tuple()
        .all(db)
        .await?;
    let named: Vec<EmploymentId> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::EmploymentId)
        .distinct()
        .filter(assignment::Column::ManagerId.eq(head))
        .filter(assignment::Column::SupersededAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    people.extend(named);
    if !units.is_empty() {
        people.extend(led_through(db, &units).await?);
    }
    Ok(people)
}

fn heads(unit: &Unit) -> impl Iterator<Item = EmploymentId> + '_ {
    unit.versions.spans().iter().filter_map(|span| span.value.head)
}

/// Whether somebody sits at the head on every day of the unit's life. Seats held by position may be empty at any time.
fn always_headed(unit: &Unit, stints: &HashMap<EmploymentId, Stint>) -> bool {
    unit.versions.spans().iter().all(|span| {
        let days = span.value.head.and_then(|head| stints.get(&head)).and_then(Stint::days);
        span.value.head_position.is_none()
            && days.is_some_and(|days| days.from() <= span.days.from() && days.to().is_none())
    })
}

async fn stints(
    db: &impl ConnectionTrait,
    ids: Vec<EmploymentId>,
) -> Result<HashMap<EmploymentId, Stint>, DbErr> {
    let mut found = HashMap::new();
    for some in ids.chunks(IDS) {
        let rows = employment::Entity::find()
            .filter(employment::Column::Id.is_in(some.iter().copied()))
            .all(db)
            .await?;
        found.extend(rows.iter().map(|row| (row.id, Stint::of(row))));
    }
    Ok(found)
}
