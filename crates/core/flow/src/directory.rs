//! What a flow asks about the organisation.

use chrono::NaiveDate;
use heng_kernel::{EmploymentId, PersonId, UnitId};

/// A place in the line of managers. It may be empty: the line goes on above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// The unit it heads; `None` for a manager named personally.
    pub unit: Option<UnitId>,
    /// Who sits there.
    pub holder: Option<EmploymentId>,
}

/// The organisation as a flow needs it. Implementations read rows loaded beforehand; the answers are those of one day.
pub trait Directory {
    /// The seat directly above an employment, by its primary assignment; `None` at the very top.
    ///
    /// For whoever heads a unit this may be their own seat: the resolver steps over it.
    fn manager_of(&self, employment: EmploymentId, on: NaiveDate) -> Option<Seat>;

    /// The seat above a seat, occupied or not; `None` at the very top.
    fn above(&self, seat: Seat, on: NaiveDate) -> Option<Seat>;

    /// The seat that heads the department of an employment.
    fn department_head(&self, employment: EmploymentId, on: NaiveDate) -> Option<Seat>;

    /// Who holds the role with this code, at a reach that takes in the employment.
    fn holders(&self, role: &str, employment: EmploymentId, on: NaiveDate) -> Vec<EmploymentId>;

    /// Whose employment it is. `None` for an id nobody knows: never asked for anything.
    fn person_of(&self, employment: EmploymentId) -> Option<PersonId>;

    /// Whether the person works in that employment on the day and can be asked.
    fn works(&self, employment: EmploymentId, on: NaiveDate) -> bool;
}
