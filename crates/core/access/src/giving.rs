//! Nobody gives more than they hold.

use crate::{Actor, Allowance, ClassSet, Scope, Target};

impl Actor {
    /// Those of the allowances in a planned grant or an edited role that go beyond what the actor holds: give nothing
    /// unless the list is empty, or `role.write` becomes every other permission.
    ///
    /// `places` are the rows the grant speaks of: the employment of whoever receives it and the anchors (units as targets
    /// of their own, the company). The actor must hold the permission with those classes on each of them, at a scope no
    /// narrower. Rights to see one's own rows and to act in one's own name need not be held, everybody has them.
    pub fn beyond_own_rights<'a>(&self, wanted: &'a [Allowance], places: &[Target]) -> Vec<&'a Allowance> {
        let everybodys = |allowance: &Allowance| {
            allowance.scope == Scope::Own
                && (allowance.permission.personal() || allowance.permission.only_reads())
        };
        let may_give = |allowance: &Allowance| {
            everybodys(allowance)
                || !places.is_empty() && places.iter().all(|place| self.holds_as_wide(allowance, place))
        };
        wanted.iter().filter(|allowance| !may_give(allowance)).collect()
    }

    fn holds_as_wide(&self, wanted: &Allowance, place: &Target) -> bool {
        // What one may do as a manager or to oneself says nothing about others: it cannot be passed on.
        let least = wanted.scope.max(Scope::Subtree);
        self.holding(wanted.permission)
            .filter(|held| held.scope >= least && self.coverage(held, place).covers())
            .map(|held| held.classes)
            .reduce(ClassSet::union)
            .is_some_and(|open| wanted.classes.is_subset(open))
    }
}
