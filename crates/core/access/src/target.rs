//! What a permission is asked for.

use heng_kernel::{CompanyId, EmploymentId, PersonId, UnitId};

/// Where a row stands in the organisation today. Loaded by `platform/scope`, never built from a request body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The person it is about, if any.
    pub person: Option<PersonId>,
    /// The employment it is about, if any.
    pub employment: Option<EmploymentId>,
    /// Today's managers of that employment, solid line first.
    pub managers: Vec<EmploymentId>,
    /// The unit it belongs to and every unit above it.
    pub units: Vec<UnitId>,
    /// The branch it belongs to.
    pub branch: Option<UnitId>,
    /// The legal entity it belongs to; `None` is group-wide and visible to group scope only.
    pub company: Option<CompanyId>,
}
