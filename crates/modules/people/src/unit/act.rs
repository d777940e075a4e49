//! What can happen to a unit.

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{CalendarId, DateRange, EmploymentId, PersonnelEventId, PositionId, UnitChangeId, UnitId};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Patch, history::Track};

/// What a unit is, widest first.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum UnitKind {
    /// The whole installation.
    Group,
    /// A legal entity: it employs people.
    Company,
    /// Several branches.
    Region,
    /// A shop, a plant, a site.
    Branch,
    /// A department.
    Department,
    /// A team.
    Team,
}

impl UnitKind {
    /// Whether a unit of this kind may stand directly below one of `parent`. Companies and the group hold everything;
    /// below a company a unit never holds a wider one, and only the group has nothing above it.
    pub const fn may_stand_below(self, parent: Option<Self>) -> bool {
        let Some(parent) = parent else { return matches!(self, Self::Group | Self::Company) };
        match self {
            Self::Group => false,
            Self::Company => matches!(parent, Self::Group | Self::Company),
            Self::Region => matches!(parent, Self::Company | Self::Region),
            Self::Branch => matches!(parent, Self::Company | Self::Region | Self::Branch),
            Self::Department => !matches!(parent, Self::Team),
            Self::Team => true,
        }
    }
}

/// What a unit is like during some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitFacts {
    /// The unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
    /// Name in Chinese.
    pub name: String,
    /// Name in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Who heads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<EmploymentId>,
    /// The seat that heads it; its holder comes before `head`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_position: Option<PositionId>,
    /// Cost centre; the parent's unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_centre: Option<String>,
    /// Time zone of the place of work (`Asia/Shanghai`); the parent's unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Address of the place of work; the parent's unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Calendar; the parent's unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
}

impl UnitFacts {
    /// A unit with a name, everything else by default.
    pub fn named(name: impl Into<String>, parent: Option<UnitId>) -> Self {
        Self {
            parent,
            name: name.into(),
            name_en: None,
            head: None,
            head_position: None,
            cost_centre: None,
            zone: None,
            place: None,
            calendar: None,
        }
    }
}

/// What changes about a unit; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitPatch {
    /// Another unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another English name, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub name_en: Patch<String>,
    /// Another head, or a vacant seat.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<EmploymentId>)]
    pub head: Patch<EmploymentId>,
    /// Another seat at the head, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<PositionId>)]
    pub head_position: Patch<PositionId>,
    /// Another cost centre, or the parent's.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub cost_centre: Patch<String>,
    /// Another time zone, or the parent's.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub zone: Patch<String>,
    /// Another address, or the parent's.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub place: Patch<String>,
    /// Another calendar, or the parent's.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<CalendarId>)]
    pub calendar: Patch<CalendarId>,
}

impl UnitPatch {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The facts after the change.
    pub fn applied_to(&self, facts: &UnitFacts) -> UnitFacts {
        let mut facts = facts.clone();
        if self.parent.is_some() {
            facts.parent = self.parent;
        }
        if let Some(name) = &self.name {
            facts.name.clone_from(name);
        }
        self.name_en.apply(&mut facts.name_en);
        self.head.apply(&mut facts.head);
        self.head_position.apply(&mut facts.head_position);
        self.cost_centre.apply(&mut facts.cost_centre);
        self.zone.apply(&mut facts.zone);
        self.place.apply(&mut facts.place);
        self.calendar.apply(&mut facts.calendar);
        facts
    }
}

/// What happened to a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UnitAct {
    /// It was made.
    Create(UnitFacts),
    /// Something changed.
    Change(UnitPatch),
    /// It was closed; the day is the first on which it is gone.
    Close(Wake),
}

impl UnitAct {
    /// The stable word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Create(_) => "create",
            Self::Change(_) => "change",
            Self::Close(_) => "close",
        }
    }

    /// The unit it put this one below.
    pub const fn parent(&self) -> Option<UnitId> {
        match self {
            Self::Create(facts) => facts.parent,
            Self::Change(patch) => patch.parent,
            Self::Close(_) => None,
        }
    }
}

/// What the closing of a unit moved elsewhere, so that it can come back with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wake {
    /// Where everything went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<UnitId>,
    /// The units that stood below it, each with the change that moved it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<(UnitId, UnitChangeId)>,
    /// The people in it, each with the transfer, in the order of recording.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<(EmploymentId, PersonnelEventId)>,
    /// Its seats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<PositionId>,
}

/// A change that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEvent {
    /// Its id.
    pub id: UnitChangeId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// What happened.
    pub act: UnitAct,
}

/// A unit's versions.
pub type Versions = Track<UnitFacts, UnitChangeId>;

/// Why changes do not fit together: one lies outside the unit's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the change lies outside the unit's life")]
pub struct OutsideLife {
    /// The first day of the change that does not fit.
    pub effective_on: NaiveDate,
}

/// The versions that follow from these changes, whatever order they were recorded in.
pub fn replay(events: &[UnitEvent]) -> Result<Versions, OutsideLife> {
    let mut ordered: Vec<&UnitEvent> = events.iter().collect();
    // Within a day as it was recorded: a unit renamed in the morning can be merged in the afternoon, and whatever is recorded
    // after its closing lies outside its life.
    let begins = |act: &UnitAct| matches!(act, UnitAct::Create(_));
    ordered.sort_by_key(|e| (e.effective_on, !begins(&e.act), e.recorded_at, e.id));
    let mut versions = Versions::default();
    for event in ordered {
        let outside = OutsideLife { effective_on: event.effective_on };
        let open = DateRange::open(event.effective_on);
        match &event.act {
            UnitAct::Create(facts) if versions.spans().is_empty() => {
                versions.set(open, facts.clone(), event.id);
            }
            UnitAct::Create(_) => return Err(outside),
            UnitAct::Change(patch) => {
                let facts = versions.at(event.effective_on).ok_or(outside)?.value.clone();
                versions.set(open, patch.applied_to(&facts), event.id);
            }
            UnitAct::Close(_) => {
                let held = versions.at(event.effective_on).ok_or(outside)?;
                if held.days.from() == event.effective_on && versions.spans().len() == 1 {
                    return Err(outside);
                }
                versions.end(event.effective_on);
            }
        }
    }
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use super::UnitKind::{self, *};

    #[test]
    fn each_kind_of_unit_stands_where_it_may() {
        let above = |kind: UnitKind| {
            let all = [Group, Company, Region, Branch, Department, Team].into_iter();
            all.filter(|parent| kind.may_stand_below(Some(*parent))).collect::<Vec<_>>()
        };
        assert_eq!(above(Group), []);
        assert_eq!(above(Company), [Group, Company]);
        assert_eq!(above(Region), [Company, Region]);
        assert_eq!(above(Branch), [Company, Region, Branch]);
        assert_eq!(above(Department), [Group, Company, Region, Branch, Department]);
        assert_eq!(above(Team), [Group, Company, Region, Branch, Department, Team]);
        let tops = [Group, Company, Region, Branch, Department, Team];
        assert_eq!(
            tops.into_iter().filter(|kind| kind.may_stand_below(None)).collect::<Vec<_>>(),
            [Group, Company]
        );
    }
}
