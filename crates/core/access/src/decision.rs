//! May they? The question every use case asks first.

use crate::{Actor, Allowance, ClassSet, Coverage, FieldClass, Permission, Reach, Target};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// For this actor the row does not exist: answer as for an id nobody ever gave out (404).
    #[error("not found")]
    Hidden,
    /// The row may be seen, but not this (403).
    #[error("{permission} is not allowed here")]
    Forbidden {
        /// What was asked.
        permission: Permission,
        /// The asked field classes that stay closed; empty when the verb itself is missing.
        missing: ClassSet,
    },
}

impl Actor {
    /// Whether the actor may do this on that row.
    pub fn require(&self, permission: Permission, target: &Target) -> Result<(), Denied> {
        self.require_classes(permission, ClassSet::EMPTY, target)
    }

    /// Whether the actor may do this on that row to fields of all these classes.
    pub fn require_classes(
        &self,
        permission: Permission,
        classes: ClassSet,
        target: &Target,
    ) -> Result<(), Denied> {
        let Some(open) = self.opened(permission, target) else {
            return Err(if self.sees(target) {
                Denied::Forbidden { permission, missing: ClassSet::EMPTY }
            } else {
                Denied::Hidden
            });
        };
        let missing = classes.difference(open);
        if missing.is_empty() { Ok(()) } else { Err(Denied::Forbidden { permission, missing }) }
    }

    /// Whether the actor may do this somewhere, for lists and for one's own account: rows are then cut by
    /// [`Actor::reach`].
    pub fn require_anywhere(&self, permission: Permission) -> Result<(), Denied> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(Denied::Forbidden { permission, missing: ClassSet::EMPTY })
        }
    }

    /// The field classes the permission opens on that row, from all allowances that cover it.
    pub fn classes(&self, permission: Permission, target: &Target) -> ClassSet {
        self.opened(permission, target).unwrap_or_default()
    }

    /// Whether the permission is held anywhere at all, for menus.
    pub fn may(&self, permission: Permission) -> bool {
        self.holding(permission).next().is_some()
    }

    /// Whether a list under this permission may be sorted, filtered, searched or grouped by a field of the class.
    ///
    /// Only when the class is open on every row of the list: the order of rows tells a hidden value as well as the value
    /// itself would. Otherwise narrow the list to [`Actor::reach_with_class`] first, or refuse.
    pub fn may_sort_by(&self, permission: Permission, class: FieldClass) -> bool {
        self.reach(permission).is_within(&self.reach_with_class(permission, class))
    }

    /// The rows the permission reaches, as data for a query.
    pub fn reach(&self, permission: Permission) -> Reach {
        Reach::of(self, self.holding(permission))
    }

    /// The rows on which the permission opens fields of the class.
    pub fn reach_with_class(&self, permission: Permission, class: FieldClass) -> Reach {
        Reach::of(self, self.holding(permission).filter(|allowance| allowance.classes.contains(class)))
    }

    /// Whether the row exists for the actor at all: a record for those who hold its reading permission on it, a person for
    /// those whose `people.read` covers them, the organisation for anybody with any hold on that part of it.
    pub(crate) fn sees(&self, target: &Target) -> bool {
        let shows = |allowance: &&Allowance| match target.shown_by() {
            Some(read) => allowance.permission == read,
            None => true,
        };
        self.allowances().iter().filter(shows).any(|allowance| self.coverage(allowance, target).covers())
    }

    pub(crate) fn holding(&self, permission: Permission) -> impl Iterator<Item = &Allowance> {
        self.allowances().iter().filter(move |allowance| allowance.permission == permission)
    }

    pub(crate) fn coverage(&self, allowance: &Allowance, target: &Target) -> Coverage {
        Coverage::of(self, allowance.scope, &allowance.anchor, target)
    }

    /// The classes open on the row, or `None` when no allowance covers it.
    fn opened(&self, permission: Permission, target: &Target) -> Option<ClassSet> {
        self.holding(permission)
            .filter(|allowance| self.coverage(allowance, target).covers())
            .map(|allowance| allowance.classes)
            .reduce(ClassSet::union)
    }
}
