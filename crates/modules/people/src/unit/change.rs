//! Changing units: names, place in the tree, heads, cost centre, place of work.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::UnitChanged;
use heng_kernel::{EmploymentId, PositionId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::ExprTrait};
use serde_json::json;

use super::{
    UnitError,
    act::{UnitAct, UnitPatch},
    check::visible_seats,
    org::Org,
    seats,
    settle::{check_facts, close_over, settle},
};
use crate::{Patch, belief::IDS, employment::entity::employment, projection};

/// Changes a unit from a day on; planned changes that come later keep what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeUnit {
    /// The unit.
    pub unit: UnitId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// What changes.
    pub patch: UnitPatch,
}

/// Changes one unit.
pub async fn change(tx: &Tx, cmd: &ChangeUnit) -> Result<(), UnitError> {
    let today = tx.actor.today();
    let target = heng_scope::unit_target(tx.db(), cmd.unit, today).await?;
    tx.actor.require(Permission::OrgWrite, &target)?;
    let mut wanted = vec![cmd.unit];
    if let Some(parent) = cmd.patch.parent {
        let target = heng_scope::unit_target(tx.db(), parent, today).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
        wanted.push(parent);
    }
    if cmd.patch.is_empty() {
        return Err(UnitError::field("patch", "required"));
    }
    let org = Org::above(tx.db(), &wanted).await?;
    let unit = org.get(cmd.unit).ok_or(UnitError::Denied(heng_access::Denied::Hidden))?;
    let before =
        unit.versions.at(cmd.effective_on).ok_or(UnitError::OutsideLife(cmd.effective_on))?.value.clone();
    let after = cmd.patch.applied_to(&before);
    check_facts(0, &after)?;
    check_head(tx, cmd.patch.head.value().copied()).await?;
    check_seat(tx, cmd.patch.head_position.value().copied()).await?;
    let org = settle(tx, vec![(cmd.unit, cmd.effective_on, UnitAct::Change(cmd.patch.clone()))], org).await?;
    follow(tx, org, cmd).await?;
    let trail = Trail::new("unit.change", "unit", cmd.unit);
    tx.audit(trail.before(json!(before)).after(json!({ "effective_on": cmd.effective_on, "facts": after })))
        .await?;
    tx.emit(&UnitChanged { unit: cmd.unit, effective_on: cmd.effective_on }).await?;
    Ok(())
}

/// Brings what depends on the unit in line: the closure when it moved, people's places and managers.
async fn follow(tx: &Tx, org: Org, cmd: &ChangeUnit) -> Result<(), UnitError> {
    let moved = cmd.patch.parent.is_some();
    let headed = !cmd.patch.head.is_keep() || !cmd.patch.head_position.is_keep();
    let mut people: HashSet<EmploymentId> = HashSet::new();
    if moved {
        close_over(tx, org, &[cmd.unit]).await?;
        people = projection::those_within(tx.db(), &[cmd.unit]).await?;
        refuse_other_company(tx, cmd, &people.iter().copied().collect::<Vec<_>>()).await?;
    }
    if headed {
        people.extend(seats::led_through(tx.db(), &[cmd.unit]).await?);
    }
    let people: Vec<EmploymentId> = people.into_iter().collect();
    projection::of_employments(tx.db(), &people).await?;
    Ok(())
}

/// A unit moves between legal entities without the people in it: their employments are with the old one.
async fn refuse_other_company(tx: &Tx, cmd: &ChangeUnit, people: &[EmploymentId]) -> Result<(), UnitError> {
    let org = Org::above(tx.db(), &[cmd.unit]).await?;
    let company = org.company(cmd.unit, cmd.effective_on);
    let mut others = 0;
    for some in people.chunks(IDS) {
        let rows = employment::Entity::find()
            .filter(employment::Column::Id.is_in(some.iter().copied()))
            .filter(
                employment::Column::LastDay.is_null().or(employment::Column::LastDay.gte(cmd.effective_on)),
            )
            .all(tx.db())
            .await?;
        others += rows.iter().filter(|row| Some(row.company_id) != company).count();
    }
    if others > 0 { Err(UnitError::OtherCompany(others)) } else { Ok(()) }
}

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
    let mut acts = vec![];
    for (unit, head) in heads {
        // A unit younger than the day gets its head on its own first day.
        let born = org.get(*unit).and_then(|u| u.versions.spans().first()).map(|span| span.days.from());
        let day = born.map_or(effective_on, |born| Ord::max(born, effective_on));
        acts.push((
            *unit,
            day,
            UnitAct::Change(UnitPatch { head: Patch::Set(*head), ..UnitPatch::default() }),
        ));
    }
    settle(tx, acts, org).await?;
    let people: Vec<EmploymentId> = seats::led_through(tx.db(), &units).await?.into_iter().collect();
    projection::of_employments(tx.db(), &people).await?;
    let trail = Trail::new("unit.assign_heads", "unit", units.len()).bulk();
    tx.audit(trail.after(json!({ "count": units.len(), "effective_on": effective_on }))).await?;
    Ok(())
}
