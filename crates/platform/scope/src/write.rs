//! Writing the projection; `people` alone does.

use heng_kernel::{CompanyId, DateRange, EmploymentId, PersonId, UnitId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::{manager, place, unit};

/// Rows per statement; SQLite stops at 32,766 bound values.
const CHUNK: usize = 3000;

/// Where an employment stands during a range of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The employment.
    pub employment: EmploymentId,
    /// Its person.
    pub person: PersonId,
    /// The days.
    pub days: DateRange,
    /// The unit.
    pub unit: UnitId,
    /// The branch that unit belongs to.
    pub branch: Option<UnitId>,
    /// The legal entity of the employment.
    pub company: CompanyId,
}

/// Who manages an employment during a range of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The employment.
    pub employment: EmploymentId,
    /// Its manager.
    pub manager: EmploymentId,
    /// The days.
    pub days: DateRange,
    /// Solid line; otherwise dotted.
    pub solid: bool,
}

/// Where a unit stands during a range of days: one row for each of its ancestors and one for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPlace {
    /// The unit.
    pub unit: UnitId,
    /// An ancestor, or the unit itself.
    pub ancestor: UnitId,
    /// The days.
    pub days: DateRange,
    /// The legal entity the unit belongs to.
    pub company: Option<CompanyId>,
    /// The branch it belongs to.
    pub branch: Option<UnitId>,
}

/// Replaces what is known of these employments.
pub async fn replace_employment(
    db: &impl ConnectionTrait,
    employments: &[EmploymentId],
    places: Vec<Place>,
    lines: Vec<Line>,
) -> Result<(), DbErr> {
    for some in employments.chunks(CHUNK) {
        let ids = || some.iter().copied();
        place::Entity::delete_many().filter(place::Column::EmploymentId.is_in(ids())).exec(db).await?;
        manager::Entity::delete_many().filter(manager::Column::EmploymentId.is_in(ids())).exec(db).await?;
    }
    for some in places.chunks(CHUNK) {
        let rows = some.iter().map(|p| place::ActiveModel {
            employment_id: Set(p.employment),
            unit_id: Set(p.unit),
            from_on: Set(p.days.from()),
            to_on: Set(p.days.to()),
            person_id: Set(p.person),
            company_id: Set(p.company),
            branch_id: Set(p.branch),
        });
        place::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    for some in lines.chunks(CHUNK) {
        let rows = some.iter().map(|l| manager::ActiveModel {
            employment_id: Set(l.employment),
            manager_id: Set(l.manager),
            from_on: Set(l.days.from()),
            to_on: Set(l.days.to()),
            solid: Set(l.solid),
        });
        manager::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Replaces what is known of these units.
pub async fn replace_units(
    db: &impl ConnectionTrait,
    units: &[UnitId],
    places: Vec<UnitPlace>,
) -> Result<(), DbErr> {
    for some in units.chunks(CHUNK) {
        unit::Entity::delete_many().filter(unit::Column::UnitId.is_in(some.iter().copied())).exec(db).await?;
    }
    for some in places.chunks(CHUNK) {
        let rows = some.iter().map(|p| unit::ActiveModel {
            unit_id: Set(p.unit),
            ancestor_id: Set(p.ancestor),
            from_on: Set(p.days.from()),
            to_on: Set(p.days.to()),
            company_id: Set(p.company),
            branch_id: Set(p.branch),
        });
        unit::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}
