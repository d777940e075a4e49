//! The one way units change.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::{EmploymentId, UnitChangeId, UnitId};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::json;

use super::{
    UnitError,
    act::{OutsideLife, UnitAct, UnitEvent, UnitKind, Versions, replay},
    entity::{change, version},
    org::{Org, Unit},
};
use crate::{
    belief::{IDS, insert_all, supersede},
    employment::entity::assignment,
    projection,
};

impl From<OutsideLife> for UnitError {
    fn from(outside: OutsideLife) -> Self {
        Self::OutsideLife(outside.effective_on)
    }
}

/// The event a row speaks of.
pub(super) fn event_of(row: change::Model) -> Result<UnitEvent, DbErr> {
    let act = serde_json::from_value(row.act).map_err(|e| DbErr::Json(e.to_string()))?;
    Ok(UnitEvent { id: row.id, effective_on: row.effective_on, recorded_at: row.recorded_at, act })
}

/// The changes that count, by unit.
pub(super) async fn ledgers(
    db: &impl ConnectionTrait,
    units: &[UnitId],
) -> Result<HashMap<UnitId, Vec<UnitEvent>>, DbErr> {
    let mut ledgers: HashMap<UnitId, Vec<UnitEvent>> = HashMap::new();
    for some in units.chunks(IDS) {
        let rows = change::Entity::find()
            .filter(change::Column::UnitId.is_in(some.iter().copied()))
            .filter(change::Column::SupersededAt.is_null())
            .all(db)
            .await?;
        for row in rows {
            let unit = row.unit_id;
            ledgers.entry(unit).or_default().push(event_of(row)?);
        }
    }
    Ok(ledgers)
}

/// Something that happens to a unit now.
pub(super) fn event(tx: &Tx, effective_on: NaiveDate, act: UnitAct) -> UnitEvent {
    UnitEvent { id: tx.new_id(), effective_on, recorded_at: tx.now, act }
}

/// Records what happens to these units, brings versions in line, and checks the tree. Answers the organisation above the
/// units, after the changes. The closure and people are left to the caller.
pub(super) async fn settle(tx: &Tx, events: Vec<(UnitId, UnitEvent)>, org: Org) -> Result<Org, UnitError> {
    let mut units: Vec<UnitId> = events.iter().map(|(unit, _)| *unit).collect();
    units.sort_unstable();
    units.dedup();
    let mut ledgers = ledgers(tx.db(), &units).await?;
    let mut changes = vec![];
    for (unit, event) in events {
        changes.push(change::Model {
            id: event.id,
            unit_id: unit,
            kind: event.act.kind().to_owned(),
            effective_on: event.effective_on,
            act: json!(event.act),
            recorded_by: tx.actor.account(),
            recorded_at: event.recorded_at,
            superseded_at: None,
        });
        ledgers.entry(unit).or_default().push(event);
    }
    insert_all::<change::Entity>(tx.db(), changes).await?;
    line_up(tx, &units, &ledgers, org).await
}

/// Lets a change of a unit count no longer, and brings versions in line, as [`settle`] does.
pub(super) async fn unsettle(tx: &Tx, change: &change::Model, org: Org) -> Result<Org, UnitError> {
    let unit = change.unit_id;
    let mut ledgers = ledgers(tx.db(), &[unit]).await?;
    ledgers.entry(unit).or_default().retain(|event| event.id != change.id);
    let ended = change::ActiveModel {
        id: Unchanged(change.id),
        superseded_at: Set(Some(tx.now)),
        ..Default::default()
    };
    change::Entity::update(ended).exec(tx.db()).await?;
    line_up(tx, &[unit], &ledgers, org).await
}

/// Brings the versions of units in line with what happened to them, and checks where they stand.
async fn line_up(
    tx: &Tx,
    units: &[UnitId],
    ledgers: &HashMap<UnitId, Vec<UnitEvent>>,
    mut org: Org,
) -> Result<Org, UnitError> {
    let db = tx.db();
    let mut live = vec![];
    for some in units.chunks(IDS) {
        let rows = version::Entity::find()
            .filter(version::Column::UnitId.is_in(some.iter().copied()))
            .filter(version::Column::SupersededAt.is_null())
            .all(db)
            .await?;
        live.extend(rows);
    }
    let mut wanted = vec![];
    for id in units {
        let versions = replay(ledgers.get(id).map(Vec::as_slice).unwrap_or_default())?;
        wanted.extend(rows(tx, *id, &versions));
        if let Some(unit) = org.get(*id).cloned() {
            org.put(Unit { versions, ..unit });
        }
    }
    for id in units {
        check(&org, *id)?;
    }
    let heads = heads_of(db, live.iter().chain(&wanted)).await?;
    supersede::<version::Entity>(db, tx.now, live, wanted).await?;
    // What one may do as the head of a unit begins and ends with this commit.
    heng_identity::employments_changed(db, &heads).await?;
    Ok(org)
}

/// Whoever sits at the head by these versions, by name or by seat.
async fn heads_of(
    db: &impl ConnectionTrait,
    versions: impl Iterator<Item = &version::Model>,
) -> Result<Vec<EmploymentId>, DbErr> {
    let (mut heads, mut seats) = (HashSet::new(), HashSet::new());
    for row in versions {
        heads.extend(row.head_id);
        seats.extend(row.head_position_id);
    }
    if !seats.is_empty() {
        let holders: Vec<EmploymentId> = assignment::Entity::find()
            .select_only()
            .column(assignment::Column::EmploymentId)
            .distinct()
            .filter(assignment::Column::PositionId.is_in(seats))
            .filter(assignment::Column::SupersededAt.is_null())
            .into_tuple()
            .all(db)
            .await?;
        heads.extend(holders);
    }
    Ok(heads.into_iter().collect())
}

/// The heads of these units as they are believed now, on any day.
pub(crate) async fn heads_ever(
    db: &impl ConnectionTrait,
    units: &[UnitId],
) -> Result<Vec<EmploymentId>, DbErr> {
    let mut rows = vec![];
    for some in units.chunks(IDS) {
        let found = version::Entity::find()
            .filter(version::Column::UnitId.is_in(some.iter().copied()))
            .filter(version::Column::SupersededAt.is_null())
            .all(db)
            .await?;
        rows.extend(found);
    }
    heads_of(db, rows.iter()).await
}

/// Writes the closure of these units and of everything below them again.
pub(super) async fn close_over(tx: &Tx, org: Org, units: &[UnitId]) -> Result<(), UnitError> {
    let below = Org::below(tx.db(), units).await?;
    let whole = if below.iter().all(|id| org.get(*id).is_some()) {
        org
    } else {
        let mut every: HashSet<UnitId> = below.iter().copied().collect();
        every.extend(org.units().map(|unit| unit.id));
        let mut loaded = Org::above(tx.db(), &every.into_iter().collect::<Vec<_>>()).await?;
        // The closure on file is that of before; what stands above now is known to `org`.
        for unit in org.units() {
            loaded.put(unit.clone());
        }
        loaded
    };
    if below.iter().any(|id| whole.too_deep(*id)) {
        return Err(UnitError::TooDeep);
    }
    Ok(projection::of_units(tx.db(), &whole, &below).await?)
}

fn rows(tx: &Tx, unit: UnitId, versions: &Versions) -> Vec<version::Model> {
    let row = |span: &crate::history::Span<super::UnitFacts, UnitChangeId>| version::Model {
        id: tx.new_id(),
        unit_id: unit,
        change_id: span.source,
        from_on: span.days.from(),
        to_on: span.days.to(),
        recorded_at: tx.now,
        superseded_at: None,
        parent_id: span.value.parent,
        name: span.value.name.clone(),
        name_en: span.value.name_en.clone(),
        head_id: span.value.head,
        head_position_id: span.value.head_position,
        cost_centre: span.value.cost_centre.clone(),
        zone: span.value.zone.clone(),
        place: span.value.place.clone(),
        calendar_id: span.value.calendar,
    };
    versions.spans().iter().map(row).collect()
}

/// On every day of its life a unit stands below one that is there, that may hold it, and that is not below it.
fn check(org: &Org, id: UnitId) -> Result<(), UnitError> {
    let Some(unit) = org.get(id) else { return Ok(()) };
    if org.too_deep(id) {
        return Err(UnitError::TooDeep);
    }
    for day in org.turns(id) {
        let Some(span) = unit.versions.at(day) else { continue };
        let Some(parent) = span.value.parent else {
            if !unit.kind.may_stand_below(None) {
                return Err(UnitError::WrongPlace);
            }
            continue;
        };
        if parent == id || org.path(parent, day).iter().any(|above| above.id == id) {
            return Err(UnitError::Circle);
        }
        let Some(above) = org.get(parent) else { return Err(UnitError::field("parent", "not_found")) };
        if !unit.kind.may_stand_below(Some(above.kind)) {
            return Err(UnitError::WrongPlace);
        }
        if above.versions.at(day).is_none() {
            return Err(UnitError::ParentClosed(day));
        }
    }
    Ok(())
}

/// Most characters of a unit's name.
const LONGEST_NAME: usize = 100;

/// Whether a zone name is one the system knows.
pub(super) fn check_facts(row: usize, facts: &super::UnitFacts) -> Result<(), UnitError> {
    let wrong = |field, code| Err(UnitError::Field { row, field, code });
    if facts.name.trim().is_empty() {
        return wrong("name", "required");
    }
    if facts.name.chars().count() > LONGEST_NAME {
        return Err(UnitError::TooLong { row, field: "name", most: LONGEST_NAME });
    }
    if facts.zone.as_deref().is_some_and(|zone| heng_calendar::zone::parse(zone).is_none()) {
        return wrong("zone", "unknown_zone");
    }
    Ok(())
}

/// A unit that is about to be made.
pub(super) fn unborn(id: UnitId, kind: UnitKind, code: &str) -> Unit {
    Unit { id, kind, code: code.to_owned(), versions: Versions::default() }
}
