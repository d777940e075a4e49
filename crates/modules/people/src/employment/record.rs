//! The one way events of an employment change.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use heng_db::Tx;
use heng_events::people::{EmploymentEnded, EmploymentResumed};
use heng_kernel::{EmploymentId, PersonnelEventId, UnitId};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::{
    PersonnelError,
    entity::{employment, event},
    replay::{Event, Timelines, replay},
    timelines::Rows,
};
use crate::{
    history::Track,
    hooks::Hooks,
    projection,
    unit::{self, Org},
};

/// An employment and the events that count.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    pub head: employment::Model,
    pub events: Vec<Event>,
}

impl Ledger {
    pub async fn load(db: &impl ConnectionTrait, id: EmploymentId) -> Result<Option<Self>, DbErr> {
        let Some(head) = super::timelines::head(db, id).await? else { return Ok(None) };
        let rows = event::Entity::find()
            .filter(event::Column::EmploymentId.eq(id))
            .filter(event::Column::SupersededAt.is_null())
            .order_by_asc(event::Column::Id)
            .all(db)
            .await?;
        let events = rows.iter().map(event_of).collect::<Result<_, _>>()?;
        Ok(Some(Self { head, events }))
    }
}

/// The event a row speaks of.
pub(crate) fn event_of(row: &event::Model) -> Result<Event, DbErr> {
    let act = serde_json::from_value(row.act.clone()).map_err(|e| DbErr::Json(e.to_string()))?;
    Ok(Event { id: row.id, effective_on: row.effective_on, recorded_at: row.recorded_at, act })
}

/// The row of a new event.
pub(crate) fn row_of(
    tx: &Tx,
    employment: EmploymentId,
    event: &Event,
    note: Option<&str>,
    replaces: Option<PersonnelEventId>,
) -> event::Model {
    event::Model {
        id: event.id,
        employment_id: employment,
        kind: event.act.kind().to_owned(),
        effective_on: event.effective_on,
        act: json!(event.act),
        note: note.map(ToOwned::to_owned),
        recorded_by: tx.actor.account(),
        replaces_id: replaces,
        ended_as: None,
        ended_note: None,
        recorded_at: event.recorded_at,
        superseded_at: None,
    }
}

/// Lets events stop counting.
pub(crate) async fn end_events(
    tx: &Tx,
    ids: &[PersonnelEventId],
    ended_as: event::EndedAs,
    note: Option<&str>,
) -> Result<(), DbErr> {
    for id in ids {
        let ended = event::ActiveModel {
            id: Unchanged(*id),
            ended_as: Set(Some(ended_as)),
            ended_note: Set(note.map(ToOwned::to_owned)),
            superseded_at: Set(Some(tx.now)),
            ..Default::default()
        };
        event::Entity::update(ended).exec(tx.db()).await?;
    }
    Ok(())
}

/// Brings timelines, the head row and the projection in line with `events`.
pub(crate) async fn settle(
    tx: &Tx,
    hooks: &Hooks,
    head: &employment::Model,
    events: &[Event],
) -> Result<Timelines, PersonnelError> {
    let id = head.id;
    // What was believed before pay was checked stays as it is.
    events.iter().filter(|event| event.recorded_at == tx.now).try_for_each(|event| event.act.check_pay(0))?;
    let lines = replay(events).map_err(PersonnelError::Clash)?;
    let live = Rows::load(tx.db(), id, None).await?;
    let mut rows = Rows::default();
    rows.add(tx, id, &lines);
    let seated = rows.name_seats() || live.name_seats();
    rows.replace(tx.db(), tx.now, live).await?;
    let moved = (lines.first_day, lines.last_day()) != (head.first_day, head.last_day);
    let changed = employment::ActiveModel {
        id: Unchanged(id),
        seniority_on: Set(seniority(head, lines.first_day)),
        first_day: Set(lines.first_day),
        last_day: Set(lines.last_day()),
        revision: Set(head.revision.saturating_add(1)),
        ..Default::default()
    };
    employment::Entity::update(changed).exec(tx.db()).await?;
    let mut touched = vec![id];
    if moved || seated {
        touched.extend(unit::led_by(tx.db(), id).await?);
    }
    touched.sort_unstable();
    touched.dedup();
    projection::of_employments(tx.db(), &touched).await?;
    if lines.last_day() != head.last_day {
        say_end(tx, head, lines.last_day()).await?;
        hooks.left(tx, id, lines.last_day()).await?;
    }
    Ok(lines)
}

/// Since when service counts: it moves with a first day that was put right, unless it was told apart from it and lies before.
fn seniority(head: &employment::Model, first_day: Option<NaiveDate>) -> NaiveDate {
    match (head.first_day, first_day) {
        (Some(old), Some(new)) if old != new && (head.seniority_on == old || head.seniority_on > new) => new,
        _ => head.seniority_on,
    }
}

async fn say_end(tx: &Tx, head: &employment::Model, last_day: Option<NaiveDate>) -> Result<(), DbErr> {
    let (employment, person) = (head.id, head.person_id);
    match last_day {
        Some(last_day) => tx.emit(&EmploymentEnded { employment, person, last_day }).await?,
        None => tx.emit(&EmploymentResumed { employment, person }).await?,
    };
    Ok(())
}

/// Refuses the first of many employments with a post that would go on, from its day or later, in a unit that is closed by then.
pub(crate) async fn refuse_closed(tx: &Tx, many: &[(&Timelines, NaiveDate)]) -> Result<(), PersonnelError> {
    let posts = many.iter().enumerate().flat_map(|(row, (lines, from))| {
        let spans = std::iter::once(&lines.main).chain(lines.further.values()).flat_map(Track::spans);
        spans.filter(move |span| span.days.to().is_none_or(|to| to > *from)).map(move |span| (row, span))
    });
    let posts: Vec<_> = posts.collect();
    let units: BTreeSet<UnitId> = posts.iter().map(|(_, span)| span.value.unit).collect();
    let org = Org::above(tx.db(), &units.into_iter().collect::<Vec<_>>()).await?;
    for (row, span) in posts {
        let last = org.get(span.value.unit).and_then(|unit| unit.versions.last());
        let Some(gone) = last.and_then(|last| last.days.to()) else { continue };
        if span.days.to().is_none_or(|to| to > gone) {
            return Err(PersonnelError::UnitClosed { row, on: Ord::max(gone, span.days.from()) });
        }
    }
    Ok(())
}
