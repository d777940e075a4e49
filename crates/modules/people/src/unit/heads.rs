//! Who heads units: by name, or by the seat they hold.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::{Tx, audit::Change as Trail};
use heng_kernel::{EmploymentId, PositionId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    UnitError,
    act::{UnitAct, UnitPatch},
    check::visible_seats,
    org::Org,
    seats,
    settle::{event, settle},
};
use crate::{
    Patch, api,
    belief::IDS,
    employment::entity::{assignment, employment},
    projection::{self, Scene},
};

pub(super) async fn check_seat(tx: &Tx, seat: Option<PositionId>) -> Result<(), UnitError> {
    let found = visible_seats(tx, seat).await?;
    let there = seat.is_none_or(|seat| found.contains(&seat));
    if there { Ok(()) } else { Err(UnitError::field("head_position", "not_found")) }
}

pub(super) async fn check_head(tx: &Tx, head: Option<EmploymentId>) -> Result<(), UnitError> {
    let Some(head) = head else { return Ok(()) };
    let target = heng_scope::target(tx.db(), head, tx.actor.today()).await?;
    tx.actor.require(Permission::OrgRead, &target).map_err(|_| UnitError::field("head", "not_found"))?;
    if employment::Entity::find_by_id(head).one(tx.db()).await?.is_none() {
        return Err(UnitError::field("head", "not_found"));
    }
    Ok(())
}

/// Whoever heads one of these units, or a unit above it, is from that day on never led by somebody they lead: a manager
/// named for them may work below them. `field` is what was asked for and would close the circle.
pub(super) async fn refuse_circles(
    tx: &Tx,
    units: &[UnitId],
    from: NaiveDate,
    field: &'static str,
) -> Result<(), UnitError> {
    let scene = Scene::around(tx.db(), units).await?;
    let mut asked: HashSet<(EmploymentId, NaiveDate)> = HashSet::new();
    for unit in units {
        let later = scene.head_turns(*unit).into_iter().filter(|day| *day > from);
        for day in later.chain([from]) {
            let heads = scene.org.path(*unit, day).into_iter().filter_map(|above| scene.head(above.id, day));
            asked.extend(heads.map(|head| (head, day)));
        }
    }
    // Whoever is to manage one of them later is in their own posts.
    let heads: HashSet<EmploymentId> = asked.iter().map(|(head, _)| *head).collect();
    for some in heads.into_iter().collect::<Vec<_>>().chunks(IDS) {
        let posts = assignment::Entity::find()
            .filter(assignment::Column::EmploymentId.is_in(some.iter().copied()))
            .filter(assignment::Column::SupersededAt.is_null())
            .filter(assignment::Column::FromOn.gt(from))
            .all(tx.db())
            .await?;
        asked.extend(posts.iter().map(|post| (post.employment_id, post.from_on)));
    }
    for (head, day) in asked {
        if api::managed_in_circle(tx.db(), head, day).await? {
            return Err(UnitError::HeadCircle { field });
        }
    }
    Ok(())
}

/// Gives many units their heads at once, for bulk imports.
pub async fn assign_heads(
    tx: &Tx,
    effective_on: NaiveDate,
    heads: &[(UnitId, EmploymentId)],
) -> Result<(), UnitError> {
    let units: Vec<UnitId> = heads.iter().map(|(unit, _)| *unit).collect();
    for unit in &units {
        let target = heng_scope::unit_target(tx.db(), *unit, tx.actor.today()).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
    }
    let org = Org::above(tx.db(), &units).await?;
    let mut events = vec![];
    for (unit, head) in heads {
        // A unit younger than the day gets its head on its own first day.
        let born = org.get(*unit).and_then(|u| u.versions.spans().first()).map(|span| span.days.from());
        let day = born.map_or(effective_on, |born| Ord::max(born, effective_on));
        let patch = UnitPatch { head: Patch::Set(*head), ..UnitPatch::default() };
        events.push((*unit, event(tx, day, UnitAct::Change(patch))));
    }
    settle(tx, events, org).await?;
    let people: Vec<EmploymentId> = seats::led_through(tx.db(), &units).await?.into_iter().collect();
    projection::of_employments(tx.db(), &people).await?;
    refuse_circles(tx, &units, effective_on, "head").await?;
    let trail = Trail::new("unit.assign_heads", "unit", units.len()).bulk();
    tx.audit(trail.after(json!({ "count": units.len(), "effective_on": effective_on }))).await?;
    Ok(())
}
