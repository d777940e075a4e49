//! What happened to people and the organisation.

use chrono::NaiveDate;
use heng_db::Event;
use heng_kernel::{CompanyId, EmploymentId, PersonId, PersonnelEventId, UnitId};
use serde::{Deserialize, Serialize};

/// A hire or rehire was recorded; the first day may lie ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentStarted {
    /// The new employment.
    pub employment: EmploymentId,
    /// Its person.
    pub person: PersonId,
    /// The employing legal entity.
    pub company: CompanyId,
    /// First day of work.
    pub first_day: NaiveDate,
}

/// A leave was recorded, or its day moved; the last day may lie ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentEnded {
    /// The employment.
    pub employment: EmploymentId,
    /// Its person.
    pub person: PersonId,
    /// Last day of work.
    pub last_day: NaiveDate,
}

/// A recorded leave was cancelled: the employment goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentResumed {
    /// The employment.
    pub employment: EmploymentId,
    /// Its person.
    pub person: PersonId,
}

/// A personnel event was recorded, corrected or cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonnelChanged {
    /// The employment.
    pub employment: EmploymentId,
    /// The event.
    pub event: PersonnelEventId,
    /// `transfer`, `promote` …
    pub kind: String,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// Whether the event no longer counts.
    pub cancelled: bool,
}

/// A unit was made, changed or closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChanged {
    /// The unit.
    pub unit: UnitId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
}

impl Event for EmploymentStarted {
    const NAME: &'static str = "people.employment_started.v1";
}

impl Event for EmploymentEnded {
    const NAME: &'static str = "people.employment_ended.v1";
}

impl Event for EmploymentResumed {
    const NAME: &'static str = "people.employment_resumed.v1";
}

impl Event for PersonnelChanged {
    const NAME: &'static str = "people.personnel_changed.v1";
}

impl Event for UnitChanged {
    const NAME: &'static str = "people.unit_changed.v1";
}
