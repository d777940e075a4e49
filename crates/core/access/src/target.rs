//! What a permission is asked for.

use heng_kernel::{CompanyId, EmploymentId, PersonId, UnitId};

use crate::Permission;

/// Where a row stands in the organisation today. Loaded by `platform/scope`, never built from a request body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The person it is about, if any.
    pub person: Option<PersonId>,
    /// The employment it is about, if any.
    pub employment: Option<EmploymentId>,
    /// Today's managers of that employment, solid line first.
    pub managers: Vec<EmploymentId>,
    /// The units it belongs to, one for each post, and every unit above them.
    pub units: Vec<UnitId>,
    /// The branches it belongs to: that of each post.
    pub branches: Vec<UnitId>,
    /// The legal entity it belongs to; `None` is group-wide and visible to group scope only.
    pub company: Option<CompanyId>,
    /// Set for a record kept about a person (a request, a case, a document): the permission one must hold on that person
    /// to know that the record exists. See [`Target::record`].
    pub seen_with: Option<Permission>,
}

impl Target {
    /// The group itself: settings, roles, everything that belongs to no company. Only group scope covers it.
    pub fn group() -> Self {
        Self::default()
    }

    /// A legal entity itself: its calendar, its settings.
    pub fn company(company: CompanyId) -> Self {
        Self { company: Some(company), ..Self::default() }
    }

    /// The same place, for a record about that person whose very existence is told only to those who hold `read` on them.
    ///
    /// Colleagues may see that a person exists (`people.read`, public class) without learning whether a leave request with
    /// a certain id does.
    #[must_use]
    pub fn record(mut self, read: Permission) -> Self {
        self.seen_with = Some(read);
        self
    }

    /// The permission that makes the row exist for an actor; `None` when any hold on it does.
    pub(crate) fn shown_by(&self) -> Option<Permission> {
        self.seen_with.or(self.is_about_a_person().then_some(Permission::PeopleRead))
    }

    /// Whether it is about somebody, not about the organisation.
    pub fn is_about_a_person(&self) -> bool {
        self.person.is_some() || self.employment.is_some()
    }
}
