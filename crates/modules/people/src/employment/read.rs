//! Reading an employment.

use chrono::{DateTime, Utc};
use heng_kernel::{AccountId, EmploymentId, PersonnelEventId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    entity::event::{self, EndedAs},
    record::event_of,
    replay::{Event, Timelines},
    timelines::Rows,
};

/// An event as it stands on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// The event.
    pub event: Event,
    /// A word on it.
    pub note: Option<String>,
    /// Who recorded it.
    pub recorded_by: Option<AccountId>,
    /// The event it corrects.
    pub replaces: Option<PersonnelEventId>,
    /// When it stopped counting.
    pub superseded_at: Option<DateTime<Utc>>,
    /// Whether by cancellation; otherwise another event stands in its place.
    pub cancelled: bool,
    /// Why it stopped counting.
    pub ended_note: Option<String>,
}

/// What is on record of an employment at an instant.
#[derive(Clone, Debug)]
pub struct History {
    /// Every event recorded by then, in order of days.
    pub events: Vec<EventRow>,
    /// The timelines as they were believed then.
    pub lines: Timelines,
}

/// The record of an employment as it was at `known_at`; today's unless given.
pub async fn history(
    db: &impl ConnectionTrait,
    id: EmploymentId,
    known_at: Option<DateTime<Utc>>,
) -> Result<History, DbErr> {
    let mut rows = event::Entity::find()
        .filter(event::Column::EmploymentId.eq(id))
        .order_by_asc(event::Column::EffectiveOn)
        .order_by_asc(event::Column::Id)
        .all(db)
        .await?;
    rows.retain(|row| known_at.is_none_or(|at| row.recorded_at <= at));
    let events = rows.iter().map(|row| event_row(row, known_at)).collect::<Result<_, _>>()?;
    let lines = Rows::load(db, id, known_at).await?.timelines();
    Ok(History { events, lines })
}

fn event_row(row: &event::Model, known_at: Option<DateTime<Utc>>) -> Result<EventRow, DbErr> {
    let superseded_at = row.superseded_at.filter(|ended| known_at.is_none_or(|at| *ended <= at));
    Ok(EventRow {
        event: event_of(row)?,
        note: row.note.clone(),
        recorded_by: row.recorded_by,
        replaces: row.replaces_id,
        superseded_at,
        cancelled: superseded_at.is_some() && row.ended_as == Some(EndedAs::Cancelled),
        ended_note: row.ended_note.clone().filter(|_| superseded_at.is_some()),
    })
}
