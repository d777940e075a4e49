//! Taking changes of units back.

use std::collections::{BTreeMap, HashSet};

use heng_access::{Denied, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::UnitChanged;
use heng_kernel::{EmploymentId, PersonnelEventId, UnitChangeId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    ChangeUnit, UnitError,
    act::{UnitAct, UnitPatch, Wake},
    change::follow,
    entity::change,
    org::Org,
    settle::{event_of, ledgers, unsettle},
};
use crate::{
    belief::IDS,
    catalogue::entity::position,
    employment::{
        Cancel, Later, cancel_together,
        entity::{assignment, event},
    },
    hooks::Hooks,
};

/// Takes a change of a unit back, as if it had never been. It stays on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelChange {
    /// The unit.
    pub unit: UnitId,
    /// The change.
    pub change: UnitChangeId,
}

/// Takes a change back. With the closing of a unit, whatever it moved elsewhere comes back; what has happened to that since
/// stays, and where it stands in the way, nothing is done and the refusal names it.
pub async fn cancel(tx: &Tx, hooks: &Hooks, cmd: &CancelChange) -> Result<(), UnitError> {
    let target = heng_scope::unit_target(tx.db(), cmd.unit, tx.actor.today()).await?;
    tx.actor.require(Permission::OrgWrite, &target)?;
    let row = change::Entity::find_by_id(cmd.change)
        .filter(change::Column::UnitId.eq(cmd.unit))
        .one(tx.db())
        .await?
        .ok_or(UnitError::Denied(Denied::Hidden))?;
    if row.superseded_at.is_some() {
        return Err(UnitError::NoLongerCounts);
    }
    let effective_on = row.effective_on;
    let act = event_of(row.clone())?.act;
    match &act {
        UnitAct::Create(_) => return Err(UnitError::BeginsWithIt),
        UnitAct::Change(patch) => withdraw(tx, &row, patch.clone()).await?,
        UnitAct::Close(wake) => {
            withdraw(tx, &row, UnitPatch::default()).await?;
            come_back(tx, hooks, cmd.unit, wake).await?;
        }
    }
    let before = json!({ "effective_on": effective_on, "act": act });
    tx.audit(Trail::new("unit.cancel", "unit", cmd.unit).before(before)).await?;
    tx.emit(&UnitChanged { unit: cmd.unit, effective_on }).await?;
    Ok(())
}

/// Whoever takes a move back looks after the units it leads back to.
async fn withdraw(tx: &Tx, row: &change::Model, patch: UnitPatch) -> Result<(), UnitError> {
    // What the unit once stood below may stand in no version of it today.
    let past = ledgers(tx.db(), &[row.unit_id]).await?.remove(&row.unit_id).unwrap_or_default();
    let mut around: Vec<UnitId> = past.iter().filter_map(|event| event.act.parent()).collect();
    around.push(row.unit_id);
    let org = Org::above(tx.db(), &around).await?;
    let before = parents(&org, row);
    let org = unsettle(tx, row, org).await?;
    let goes_back = parents(&org, row);
    for parent in goes_back.difference(&before).filter(|_| patch.parent.is_some()) {
        let target = heng_scope::unit_target(tx.db(), *parent, tx.actor.today()).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
    }
    follow(tx, org, &ChangeUnit { unit: row.unit_id, effective_on: row.effective_on, patch }).await
}

/// What the unit of a change stands below on some day from the change on.
fn parents(org: &Org, row: &change::Model) -> HashSet<UnitId> {
    let versions = org.get(row.unit_id).map(|unit| unit.versions.spans()).unwrap_or_default();
    let lasting = versions.iter().filter(|span| span.days.to().is_none_or(|to| to > row.effective_on));
    lasting.filter_map(|span| span.value.parent).collect()
}

/// Seats first, because people come back to them; units and people as far as what moved them still counts.
async fn come_back(tx: &Tx, hooks: &Hooks, unit: UnitId, wake: &Wake) -> Result<(), UnitError> {
    if let Some(into) = wake.into {
        let target = heng_scope::unit_target(tx.db(), into, tx.actor.today()).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
        for some in wake.seats.chunks(IDS) {
            position::Entity::update_many()
                .col_expr(position::Column::UnitId, Expr::value(unit.0))
                .filter(position::Column::Id.is_in(some.iter().copied()))
                .filter(position::Column::UnitId.eq(into))
                .exec(tx.db())
                .await?;
        }
    }
    for (below, moved) in &wake.units {
        let row = change::Entity::find_by_id(*moved)
            .filter(change::Column::SupersededAt.is_null())
            .one(tx.db())
            .await?;
        let Some(row) = row else { continue };
        let target = heng_scope::unit_target(tx.db(), *below, tx.actor.today()).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
        let patch = UnitPatch { parent: Some(unit), ..UnitPatch::default() };
        withdraw(tx, &row, patch).await?;
        let before = json!({ "effective_on": row.effective_on, "act": row.act });
        tx.audit(Trail::new("unit.cancel", "unit", *below).before(before)).await?;
        tx.emit(&UnitChanged { unit: *below, effective_on: row.effective_on }).await?;
    }
    let mut back: BTreeMap<EmploymentId, Vec<PersonnelEventId>> = BTreeMap::new();
    for (employment, transfer) in &wake.people {
        if counts(tx, *transfer).await? {
            back.entry(*employment).or_default().push(*transfer);
        }
    }
    for (employment, transfers) in back {
        let Some((event, further)) = transfers.split_first() else { continue };
        let cmd = Cancel { employment, event: *event, later: Later::Refuse, note: None };
        cancel_together(tx, hooks, &cmd, further).await?;
    }
    refuse_left_behind(tx, wake).await
}

/// Whoever took one of the seats since the closing would be in another unit than their seat.
async fn refuse_left_behind(tx: &Tx, wake: &Wake) -> Result<(), UnitError> {
    let Some(into) = wake.into else { return Ok(()) };
    let mut people = HashSet::new();
    for some in wake.seats.chunks(IDS) {
        let posts = assignment::Entity::find()
            .filter(assignment::Column::PositionId.is_in(some.iter().copied()))
            .filter(assignment::Column::UnitId.eq(into))
            .filter(assignment::Column::SupersededAt.is_null())
            .all(tx.db())
            .await?;
        people.extend(posts.iter().map(|post| post.employment_id));
    }
    if people.is_empty() { Ok(()) } else { Err(UnitError::SeatsTaken(people.len())) }
}

async fn counts(tx: &Tx, id: PersonnelEventId) -> Result<bool, UnitError> {
    let row =
        event::Entity::find_by_id(id).filter(event::Column::SupersededAt.is_null()).one(tx.db()).await?;
    Ok(row.is_some())
}
