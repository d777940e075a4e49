//! The calendar somebody works by.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use heng_calendar::{CalendarLayer, LayerDay, LayerEffect, NationalCalendar, WorkCalendar};
use heng_kernel::{CalendarId, CompanyId};
use heng_packs::Packs;
use heng_people::api::PlaceOfWork;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::entity::{calendar, day};

/// The national calendar in force. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Calendars {
    national: Arc<NationalCalendar>,
}

impl Calendars {
    /// From the packs in force.
    pub fn new(packs: &Packs) -> Self {
        Self { national: Arc::new(NationalCalendar::new(packs)) }
    }

    /// The national calendar.
    pub(crate) fn national(&self) -> &NationalCalendar {
        &self.national
    }

    /// The calendar of a place of work: the nation's, under the company's, under those of the units above the place,
    /// nearest last, under the one assigned by name.
    pub(crate) async fn at(
        &self,
        db: &impl ConnectionTrait,
        company: CompanyId,
        place: &PlaceOfWork,
        on: NaiveDate,
    ) -> Result<WorkCalendar, DbErr> {
        let above = heng_scope::unit_target(db, place.unit, on).await?.units;
        let here = Condition::any()
            .add(calendar::Column::UnitId.is_in(above))
            .add(calendar::Column::UnitId.is_null())
            .add_option(place.calendar.map(|id| calendar::Column::Id.eq(id)));
        // Whatever a place was given, or wherever its unit stood once: nobody works by another company's days.
        let rows = calendar::Entity::find()
            .filter(calendar::Column::CompanyId.eq(company))
            .filter(here)
            .all(db)
            .await?;
        let mut ranked = vec![];
        for row in rows {
            let depth = match row.unit_id {
                _ if place.calendar == Some(row.id) => usize::MAX,
                Some(unit) => heng_scope::unit_target(db, unit, on).await?.units.len(),
                None => 0,
            };
            ranked.push((depth, row));
        }
        ranked.sort_by_key(|(depth, row)| (*depth, row.id));
        let mut days = days_of(db, ranked.iter().map(|(_, row)| row.id)).await?;
        let layers = ranked.into_iter().map(|(_, row)| CalendarLayer {
            id: Some(row.id),
            name: row.name,
            days: days.remove(&row.id).unwrap_or_default(),
        });
        Ok(WorkCalendar::new(self.national.clone(), layers.collect()))
    }
}

async fn days_of(
    db: &impl ConnectionTrait,
    calendars: impl Iterator<Item = CalendarId>,
) -> Result<BTreeMap<CalendarId, BTreeMap<NaiveDate, LayerDay>>, DbErr> {
    let ids: Vec<CalendarId> = calendars.collect();
    let mut days: BTreeMap<CalendarId, BTreeMap<NaiveDate, LayerDay>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(days);
    }
    for row in day::Entity::find().filter(day::Column::CalendarId.is_in(ids)).all(db).await? {
        let effect = match row.effect {
            day::Effect::Off => LayerEffect::Off,
            day::Effect::Work => LayerEffect::Work,
        };
        days.entry(row.calendar_id).or_default().insert(row.on_day, LayerDay { effect, name: row.name });
    }
    Ok(days)
}
