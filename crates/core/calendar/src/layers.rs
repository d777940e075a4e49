//! Company and branch calendars over the national one.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use heng_kernel::{CalendarId, Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::{
    day::{Day, DayKind, DayOrigin},
    national::NationalCalendar,
};

/// What an own day does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LayerEffect {
    /// An extra day off.
    Off,
    /// An extra working day, usually in exchange for a day off.
    Work,
}

/// A dated, named day of a company or branch calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct LayerDay {
    /// Off or worked.
    pub effect: LayerEffect,
    /// Shown in explanations: 公司周年庆.
    pub name: String,
}

/// One calendar of a company or a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarLayer {
    /// Its id, when it is stored.
    pub id: Option<CalendarId>,
    /// Its name.
    pub name: String,
    /// Its own days.
    pub days: BTreeMap<NaiveDate, LayerDay>,
}

/// The calendar people work by: the nearest layer that names a day decides, else the nation.
#[derive(Clone, Debug)]
pub struct WorkCalendar {
    national: Arc<NationalCalendar>,
    /// Widest first: company, then branch.
    layers: Vec<CalendarLayer>,
}

impl WorkCalendar {
    /// The national calendar under these layers, the widest (company) first and the nearest (branch) last.
    pub const fn new(national: Arc<NationalCalendar>, layers: Vec<CalendarLayer>) -> Self {
        Self { national, layers }
    }

    /// The national calendar alone.
    pub const fn national_only(national: Arc<NationalCalendar>) -> Self {
        Self::new(national, Vec::new())
    }

    /// The national calendar underneath.
    pub fn national(&self) -> &NationalCalendar {
        &self.national
    }

    /// What a day is for the people of this calendar.
    ///
    /// A statutory holiday stays one whatever a layer says: a company can roster work on it, but neither its 300 % nor the
    /// employee's claim to the day can be planned away.
    pub fn day(&self, date: NaiveDate) -> Day {
        let national = self.national.day(date);
        if national.kind == DayKind::Statutory {
            return national;
        }
        let Some((layer, own)) = self.own_day(date) else { return national };
        let (calendar, name) = (layer.name.clone(), own.name.clone());
        let (kind, origin) = match (own.effect, national.kind) {
            // A layer that repeats the nation leaves the nation's reason standing.
            (LayerEffect::Off, DayKind::Rest) | (LayerEffect::Work, DayKind::Work) => return national,
            (LayerEffect::Off, _) => (DayKind::Rest, DayOrigin::OwnDayOff { calendar, name }),
            (LayerEffect::Work, _) => (DayKind::Work, DayOrigin::OwnWorkday { calendar, name }),
        };
        Day { date, kind, origin }
    }

    /// What cannot be honoured in the layers: a working day on a statutory holiday.
    pub fn conflicts(&self) -> Vec<Finding> {
        let worked_holidays = self.layers.iter().flat_map(|layer| {
            layer.days.iter().filter_map(|(date, own)| {
                let statutory = self.national.day(*date).kind == DayKind::Statutory;
                (own.effect == LayerEffect::Work && statutory).then(|| {
                    Finding::new("calendar.statutory_day_stays", Severity::Warning, date.to_string())
                        .with("calendar", layer.name.clone())
                        .with("name", own.name.clone())
                })
            })
        });
        worked_holidays.collect()
    }

    fn own_day(&self, date: NaiveDate) -> Option<(&CalendarLayer, &LayerDay)> {
        self.layers.iter().rev().find_map(|layer| layer.days.get(&date).map(|own| (layer, own)))
    }
}
