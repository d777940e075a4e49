//! Taking changes of units back.

use std::collections::HashSet;

use heng_access::{Denied, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::UnitChanged;
use heng_kernel::{PersonnelEventId, UnitChangeId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    ChangeUnit, UnitError,
    act::{UnitAct, UnitPatch, Wake},
    change::follow,
    entity::change,
    org::Org,
    settle::{event_of, unsettle},
};
use crate::{
    belief::IDS,
    catalogue::entity::position,
    employment::{
        Cancel, Later, cancel as cancel_event,
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

async fn withdraw(tx: &Tx, row: &change::Model, patch: UnitPatch) -> Result<(), UnitError> {
    let org = Org::above(tx.db(), &[row.unit_id]).await?;
    let org = unsettle(tx, row, org).await?;
    follow(tx, org, &ChangeUnit { unit: row.unit_id, effective_on: row.effective_on, patch }).await
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
    }
    for (employment, transfer) in &wake.people {
        if counts(tx, *transfer).await? {
            let back = Cancel { employment: *employment, event: *transfer, later: Later::Refuse, note: None };
            cancel_event(tx, hooks, &back).await?;
        }
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
