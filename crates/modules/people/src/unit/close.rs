//! Closing and merging units. What is still in them is never dropped silently: the caller says where it goes, or is told
//! what there is to decide.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::UnitChanged;
use heng_kernel::{AssignmentId, EmploymentId, PositionId, UnitId};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, EntityTrait, QueryFilter,
};
use serde_json::json;

use super::{
    ChangeUnit, UnitError,
    act::{UnitAct, UnitPatch, Wake},
    change,
    entity::version,
    error::InTheWay,
    org::Org,
    settle::{event, settle},
};
use crate::{
    Patch,
    catalogue::entity::position,
    employment::{Act, Change, PostPatch, entity::assignment, record},
    hooks::Hooks,
};

/// Closes a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseUnit {
    /// The unit.
    pub unit: UnitId,
    /// The first day on which it is gone.
    pub effective_on: NaiveDate,
    /// Where people, units below and seats go. Without it, closing a unit that is not empty is refused.
    pub everything_to: Option<UnitId>,
    /// A word on it.
    pub note: Option<String>,
}

/// Merges units into another: each is closed and everything in it goes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeUnits {
    /// The units that cease to be.
    pub from: Vec<UnitId>,
    /// The unit that goes on.
    pub into: UnitId,
    /// The first day of the new state.
    pub effective_on: NaiveDate,
    /// A word on it.
    pub note: Option<String>,
}

/// Closes one unit.
pub async fn close(tx: &Tx, hooks: &Hooks, cmd: &CloseUnit) -> Result<(), UnitError> {
    let target = heng_scope::unit_target(tx.db(), cmd.unit, tx.actor.today()).await?;
    tx.actor.require(Permission::OrgWrite, &target)?;
    let org = Org::above(tx.db(), &[cmd.unit]).await?;
    if org.get(cmd.unit).is_none() {
        return Err(UnitError::Denied(heng_access::Denied::Hidden));
    }
    if cmd.everything_to == Some(cmd.unit) {
        return Err(UnitError::field("everything_to", "same_unit"));
    }
    let inside = Inside::of(tx, cmd.unit, cmd.effective_on).await?;
    let wake = match cmd.everything_to {
        Some(to) => inside.go_to(tx, hooks, cmd, to).await?,
        None if inside.is_empty() => Wake::default(),
        None => return Err(UnitError::NotEmpty(inside.counts())),
    };
    let org = Org::above(tx.db(), &[cmd.unit]).await?;
    settle(tx, vec![(cmd.unit, event(tx, cmd.effective_on, UnitAct::Close(wake)))], org).await?;
    let after = json!({ "gone_on": cmd.effective_on, "everything_to": cmd.everything_to, "moved": inside.shown(), "note": cmd.note });
    tx.audit(Trail::new("unit.close", "unit", cmd.unit).after(after)).await?;
    tx.emit(&UnitChanged { unit: cmd.unit, effective_on: cmd.effective_on }).await?;
    Ok(())
}

/// Merges units.
pub async fn merge(tx: &Tx, hooks: &Hooks, cmd: &MergeUnits) -> Result<(), UnitError> {
    if cmd.from.is_empty() {
        return Err(UnitError::field("from", "required"));
    }
    for unit in &cmd.from {
        let close_one = CloseUnit {
            unit: *unit,
            effective_on: cmd.effective_on,
            everything_to: Some(cmd.into),
            note: cmd.note.clone(),
        };
        close(tx, hooks, &close_one).await?;
    }
    Ok(())
}

/// What is in a unit from a day on.
struct Inside {
    posts: Vec<assignment::Model>,
    /// Units below, each with the days on which it comes to stand there.
    units: BTreeSet<(UnitId, NaiveDate)>,
    seats: Vec<position::Model>,
}

impl Inside {
    async fn of(tx: &Tx, unit: UnitId, on: NaiveDate) -> Result<Self, UnitError> {
        let posts = assignment::Entity::find()
            .filter(assignment::Column::UnitId.eq(unit))
            .filter(assignment::Column::SupersededAt.is_null())
            .filter(lasts(assignment::Column::ToOn, on))
            .all(tx.db())
            .await?;
        let children = version::Entity::find()
            .filter(version::Column::ParentId.eq(unit))
            .filter(version::Column::SupersededAt.is_null())
            .filter(lasts(version::Column::ToOn, on))
            .all(tx.db())
            .await?;
        let seats = position::Entity::find()
            .filter(position::Column::UnitId.eq(unit))
            .filter(lasts(position::Column::ToOn, on))
            .all(tx.db())
            .await?;
        Ok(Self { posts, units: arrivals(&children, on), seats })
    }

    fn is_empty(&self) -> bool {
        self.posts.is_empty() && self.units.is_empty() && self.seats.is_empty()
    }

    fn counts(&self) -> Vec<InTheWay> {
        let people: HashSet<EmploymentId> = self.posts.iter().map(|post| post.employment_id).collect();
        let units: HashSet<UnitId> = self.units.iter().map(|(unit, _)| *unit).collect();
        [("people", people.len()), ("units", units.len()), ("positions", self.seats.len())]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| InTheWay { kind, count })
            .collect()
    }

    fn shown(&self) -> serde_json::Value {
        let pairs = self.counts().into_iter().map(|i| (i.kind.to_owned(), json!(i.count)));
        serde_json::Value::Object(pairs.collect())
    }

    async fn go_to(&self, tx: &Tx, hooks: &Hooks, cmd: &CloseUnit, to: UnitId) -> Result<Wake, UnitError> {
        let target = heng_scope::unit_target(tx.db(), to, tx.actor.today()).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
        let seats = self.seats.iter().map(|seat| seat.id).collect();
        let mut wake = Wake { into: Some(to), seats, ..Wake::default() };
        for (unit, day) in &self.units {
            let patch = UnitPatch { parent: Some(to), ..UnitPatch::default() };
            let moved = change(tx, &ChangeUnit { unit: *unit, effective_on: *day, patch }).await?;
            wake.units.push((*unit, moved));
        }
        for seat in &self.seats {
            let moved =
                position::ActiveModel { id: Unchanged(seat.id), unit_id: Set(to), ..Default::default() };
            position::Entity::update(moved).exec(tx.db()).await?;
        }
        for (employment, post, day, seat) in self.moves(cmd.effective_on) {
            let position = seat.map_or(Patch::Keep, Patch::Set);
            let change = PostPatch { unit: Some(to), position, ..PostPatch::default() };
            let act = Act::Transfer { post_id: Some(post), change };
            let move_one = Change { note: cmd.note.clone(), ..Change::of(employment, day, act) };
            wake.people.push((employment, record(tx, hooks, &move_one).await?));
        }
        Ok(wake)
    }

    /// Each post moves on the day the unit is gone, a planned one on its own first day: never before it is held. The last
    /// goes first, so that no later post is left behind its seat. Seats of the unit are kept.
    fn moves(&self, gone_on: NaiveDate) -> Vec<(EmploymentId, AssignmentId, NaiveDate, Option<PositionId>)> {
        let own = |id: &PositionId| self.seats.iter().any(|seat| seat.id == *id);
        let mut moves: Vec<_> = self
            .posts
            .iter()
            .map(|row| {
                let seat = row.position_id.filter(own);
                (row.employment_id, row.post_id, Ord::max(row.from_on, gone_on), seat)
            })
            .collect();
        moves.sort_unstable_by(|a, b| (a.0, a.1, b.2).cmp(&(b.0, b.1, a.2)));
        moves
    }
}

/// Each unit moves on the day the one above is gone, a planned one on the day it was to come. A version that goes on from
/// one in the same place comes from nowhere.
fn arrivals(versions: &[version::Model], gone_on: NaiveDate) -> BTreeSet<(UnitId, NaiveDate)> {
    let ends: HashSet<_> = versions.iter().filter_map(|row| Some((row.unit_id, row.to_on?))).collect();
    let comes =
        versions.iter().filter(|row| row.from_on <= gone_on || !ends.contains(&(row.unit_id, row.from_on)));
    comes.map(|row| (row.unit_id, Ord::max(row.from_on, gone_on))).collect()
}

/// Rows that still hold on a day or later.
fn lasts(to: impl ColumnTrait, on: NaiveDate) -> Condition {
    Condition::any().add(to.is_null()).add(to.gt(on))
}
