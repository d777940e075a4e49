//! The organisation in memory, on every day.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{CompanyId, DateRange, UnitId};
use heng_scope::UnitPlace;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{
    act::{UnitFacts, UnitKind, Versions},
    entity::{unit, version},
};
use crate::{
    belief::{IDS, believed},
    history::{Span, Track, sampled},
};

/// Most units one below the other. Real organisations have a dozen levels; what each of them costs grows with all above it.
pub(super) const DEEPEST: usize = 64;

/// A unit over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Its code.
    pub code: String,
    /// What it was like when.
    pub versions: Versions,
}

/// Units with everything above them. Questions about a day before a unit was made or after it was closed are answered by
/// its nearest version, so that whatever refers to it keeps its place.
#[derive(Clone, Debug, Default)]
pub struct Org {
    units: HashMap<UnitId, Unit>,
}

impl Org {
    /// Every unit.
    pub async fn all(db: &impl ConnectionTrait, known_at: Option<DateTime<Utc>>) -> Result<Self, DbErr> {
        let units = unit::Entity::find().all(db).await?;
        let versions = version::Entity::find()
            .filter(believed(known_at, version::Column::RecordedAt, version::Column::SupersededAt))
            .all(db)
            .await?;
        Ok(Self::of(units, versions))
    }

    /// These units and whatever stands above them on any day.
    pub async fn above(db: &impl ConnectionTrait, ids: &[UnitId]) -> Result<Self, DbErr> {
        if ids.len() > IDS {
            return Self::all(db, None).await;
        }
        let ancestors = Query::select()
            .column("ancestor_id")
            .distinct()
            .from("visibility_unit")
            .and_where(Expr::col("unit_id").is_in(ids.iter().copied()))
            .to_owned();
        let rows = db.query_all(&ancestors).await?;
        let mut wanted: HashSet<UnitId> = ids.iter().copied().collect();
        for row in rows {
            wanted.insert(row.try_get("", "ancestor_id")?);
        }
        Self::exactly(db, &wanted).await
    }

    /// These units and whatever stands below them on any day.
    pub async fn below(db: &impl ConnectionTrait, ids: &[UnitId]) -> Result<Vec<UnitId>, DbErr> {
        let below = Query::select()
            .column("unit_id")
            .distinct()
            .from("visibility_unit")
            .and_where(Expr::col("ancestor_id").is_in(ids.iter().copied()))
            .to_owned();
        let mut found: HashSet<UnitId> = ids.iter().copied().collect();
        for row in db.query_all(&below).await? {
            found.insert(row.try_get("", "unit_id")?);
        }
        Ok(found.into_iter().collect())
    }

    async fn exactly(db: &impl ConnectionTrait, ids: &HashSet<UnitId>) -> Result<Self, DbErr> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let units = unit::Entity::find().filter(unit::Column::Id.is_in(ids.iter().copied())).all(db).await?;
        let versions = version::Entity::find()
            .filter(version::Column::UnitId.is_in(ids.iter().copied()))
            .filter(version::Column::SupersededAt.is_null())
            .all(db)
            .await?;
        Ok(Self::of(units, versions))
    }

    fn of(units: Vec<unit::Model>, versions: Vec<version::Model>) -> Self {
        let mut spans: HashMap<UnitId, Vec<Span<UnitFacts, _>>> = HashMap::new();
        for row in versions {
            if let Ok(days) = DateRange::new(row.from_on, row.to_on) {
                let (unit, source) = (row.unit_id, row.change_id);
                spans.entry(unit).or_default().push(Span { days, value: facts(row), source });
            }
        }
        let units = units.into_iter().map(|row| {
            let versions = Track::from_stored(spans.remove(&row.id).unwrap_or_default());
            (row.id, Unit { id: row.id, kind: row.kind, code: row.code, versions })
        });
        Self { units: units.collect() }
    }

    /// Puts a unit in, or in place of what was known of it.
    pub fn put(&mut self, unit: Unit) {
        self.units.insert(unit.id, unit);
    }

    /// A unit.
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }

    /// Every unit, in no order.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// What a unit is like on a day, or nearest to it.
    pub fn facts(&self, id: UnitId, on: NaiveDate) -> Option<&UnitFacts> {
        self.units.get(&id)?.versions.nearest(on).map(|span| &span.value)
    }

    /// The unit and everything above it on a day, from the inside outwards. A unit met twice ends the walk, and so does one
    /// beyond [`DEEPEST`].
    pub fn path(&self, id: UnitId, on: NaiveDate) -> Vec<&Unit> {
        let mut path: Vec<&Unit> = vec![];
        let mut next = Some(id);
        while let Some(unit) = next.and_then(|id| self.units.get(&id)) {
            if path.len() > DEEPEST || path.iter().any(|seen| seen.id == unit.id) {
                break;
            }
            path.push(unit);
            next = self.facts(unit.id, on).and_then(|facts| facts.parent);
        }
        path
    }

    /// Whether on some day more than [`DEEPEST`] units stand one below the other down to this one.
    pub fn too_deep(&self, id: UnitId) -> bool {
        self.turns(id).into_iter().any(|day| self.path(id, day).len() > DEEPEST)
    }

    /// The legal entity a unit belongs to on a day.
    pub fn company(&self, id: UnitId, on: NaiveDate) -> Option<CompanyId> {
        self.nearest_of(UnitKind::Company, id, on).map(|unit| CompanyId(unit.0))
    }

    /// The branch a unit belongs to on a day.
    pub fn branch(&self, id: UnitId, on: NaiveDate) -> Option<UnitId> {
        self.nearest_of(UnitKind::Branch, id, on)
    }

    fn nearest_of(&self, kind: UnitKind, id: UnitId, on: NaiveDate) -> Option<UnitId> {
        self.path(id, on).into_iter().find(|unit| unit.kind == kind).map(|unit| unit.id)
    }

    /// What a unit says itself or the nearest unit above it that says anything.
    pub fn inherited<T>(
        &self,
        id: UnitId,
        on: NaiveDate,
        say: impl Fn(&UnitFacts) -> Option<T>,
    ) -> Option<T> {
        self.path(id, on).into_iter().find_map(|unit| self.facts(unit.id, on).and_then(&say))
    }

    /// The days on which anything about the unit or whatever stands above it changes.
    pub fn turns(&self, id: UnitId) -> BTreeSet<NaiveDate> {
        self.ever_above(id)
            .iter()
            .filter_map(|id| self.units.get(id))
            .flat_map(|u| u.versions.turns())
            .collect()
    }

    /// The unit and whatever stands above it on any day.
    pub fn ever_above(&self, id: UnitId) -> HashSet<UnitId> {
        let mut seen = HashSet::from([id]);
        let mut waiting = vec![id];
        while let Some(unit) = waiting.pop().and_then(|id| self.units.get(&id)) {
            let parents = unit.versions.spans().iter().filter_map(|span| span.value.parent);
            waiting.extend(parents.filter(|parent| seen.insert(*parent)));
        }
        seen
    }

    /// The rows of the closure for one unit: itself and everything above it, over all time.
    pub fn closure(&self, id: UnitId) -> Vec<UnitPlace> {
        let ranges = sampled(self.turns(id), |day| {
            self.path(id, day).into_iter().map(|unit| (unit.id, unit.kind)).collect::<Vec<_>>()
        });
        let mut rows = vec![];
        for (days, path) in ranges {
            let first = |kind| path.iter().find(|(_, k)| *k == kind).map(|(id, _)| *id);
            let company = first(UnitKind::Company).map(|unit| CompanyId(unit.0));
            let branch = first(UnitKind::Branch);
            rows.extend(path.iter().map(|(ancestor, _)| UnitPlace {
                unit: id,
                ancestor: *ancestor,
                days,
                company,
                branch,
            }));
        }
        rows
    }
}

fn facts(row: version::Model) -> UnitFacts {
    UnitFacts {
        parent: row.parent_id,
        name: row.name,
        name_en: row.name_en,
        head: row.head_id,
        head_position: row.head_position_id,
        cost_centre: row.cost_centre,
        zone: row.zone,
        place: row.place,
        calendar: row.calendar_id,
    }
}
