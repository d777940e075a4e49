//! A post names a seat of its own unit, and holds it on days on which the seat is there.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use heng_kernel::{DateRange, PersonnelEventId, PositionId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    PersonnelError,
    act::{Act, Post},
    replay::{Clash, Conflict, Event, Timelines},
};
use crate::{
    belief::IDS,
    catalogue::entity::position,
    history::{Span, Track},
    unit::entity::version,
};

/// Ids of the seats and units some events name.
#[derive(Debug, Default)]
pub(crate) struct Named {
    seats: HashSet<PositionId>,
    units: HashSet<UnitId>,
}

impl<'a> FromIterator<&'a Event> for Named {
    fn from_iter<I: IntoIterator<Item = &'a Event>>(events: I) -> Self {
        let mut named = Self::default();
        for event in events {
            let (seat, unit) = named_by(&event.act);
            named.seats.extend(seat);
            named.units.extend(unit);
        }
        named
    }
}

/// The seats some events name.
#[derive(Debug, Default)]
pub(crate) struct Seats {
    seats: HashMap<PositionId, (UnitId, DateRange)>,
    /// Those of the units they name that are not closed.
    standing: HashSet<UnitId>,
}

impl Seats {
    pub async fn load(db: &impl ConnectionTrait, named: Named) -> Result<Self, DbErr> {
        let mut known = Self::default();
        if named.seats.is_empty() {
            return Ok(known);
        }
        for some in named.seats.into_iter().collect::<Vec<_>>().chunks(IDS) {
            let rows = position::Entity::find().filter(position::Column::Id.is_in(some.iter().copied()));
            for row in rows.all(db).await? {
                if let Ok(days) = DateRange::new(row.from_on, row.to_on) {
                    known.seats.insert(row.id, (row.unit_id, days));
                }
            }
        }
        for some in named.units.into_iter().collect::<Vec<_>>().chunks(IDS) {
            let standing: Vec<UnitId> = version::Entity::find()
                .select_only()
                .column(version::Column::UnitId)
                .distinct()
                .filter(version::Column::UnitId.is_in(some.iter().copied()))
                .filter(version::Column::SupersededAt.is_null())
                .filter(version::Column::ToOn.is_null())
                .into_tuple()
                .all(db)
                .await?;
            known.standing.extend(standing);
        }
        Ok(known)
    }

    /// The first event from which a post does not fit its seat on some day from `from` on. Seats that were not found are
    /// not judged here.
    pub fn fit(&self, lines: &Timelines, from: NaiveDate) -> Result<(), Conflict> {
        let spans = lines.main.spans().iter().chain(lines.further.values().flat_map(Track::spans));
        let conflicts = spans.filter_map(|span| self.conflict(span, from));
        conflicts.min_by_key(|conflict| conflict.effective_on).map_or(Ok(()), Err)
    }

    fn conflict(&self, span: &Span<Post, PersonnelEventId>, from: NaiveDate) -> Option<Conflict> {
        let judged = span.days.intersection(&DateRange::open(from))?;
        let (unit, days) = self.seats.get(&span.value.position?)?;
        // A unit that was closed has handed its seats on: what was recorded before that day keeps them.
        let elsewhere = *unit != span.value.unit && self.standing.contains(&span.value.unit);
        let clash = if elsewhere {
            Clash::SeatOfOtherUnit
        } else if days.intersection(&judged) != Some(judged) {
            Clash::SeatNotThere
        } else {
            return None;
        };
        Some(Conflict { event: span.source, effective_on: span.days.from(), clash })
    }
}

/// Refuses the first of many whose posts do not fit their seats: the events of each, and what follows from them.
pub(crate) async fn refuse_misfits(
    db: &impl ConnectionTrait,
    many: &[(&[Event], &Timelines)],
) -> Result<(), PersonnelError> {
    let named = many.iter().flat_map(|(events, _)| events.iter()).collect();
    let seats = Seats::load(db, named).await?;
    for (row, (_, lines)) in many.iter().enumerate() {
        let Some(first_day) = lines.first_day else { continue };
        seats.fit(lines, first_day).map_err(|conflict| refused(row, conflict))?;
    }
    Ok(())
}

/// What a form is told of a conflict of the event it records: which field it is, where it is one.
pub(crate) fn refused(row: usize, conflict: Conflict) -> PersonnelError {
    match conflict.clash {
        clash @ (Clash::SeatOfOtherUnit | Clash::SeatNotThere) => {
            PersonnelError::Field { row, field: "post.position", code: clash.code() }
        }
        _ => PersonnelError::Clash(conflict),
    }
}

/// The seat and the unit an event names.
fn named_by(act: &Act) -> (Option<PositionId>, Option<UnitId>) {
    match act {
        Act::Hire(start) | Act::Rehire(start) => (start.post.position, Some(start.post.unit)),
        Act::AddPost { post, .. } => (post.position, Some(post.unit)),
        Act::Transfer { change, .. } | Act::Promote { change } => {
            (change.position.value().copied(), change.unit)
        }
        _ => (None, None),
    }
}
