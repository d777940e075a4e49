//! Which rows a permission reaches, as data that a query can be made of.

use std::collections::BTreeSet;

use heng_kernel::{CompanyId, EmploymentId, PersonId, UnitId};

use crate::{Actor, Allowance, Scope, Target};

/// The rows an actor may touch: a row is inside when any of the parts takes it in.
///
/// Whoever turns this into SQL keeps one rule: apart from `own`, `person` and `all`, a row without a company is never
/// inside. Lists are sorted and without repetition; when `all` is set every other part is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Rows of these employments: the actor's own.
    pub own: Vec<EmploymentId>,
    /// Rows of this person: the actor.
    pub person: Option<PersonId>,
    /// Rows of employments that have one of these as a manager today.
    pub reports_of: Vec<EmploymentId>,
    /// Rows of these units and everything below.
    pub subtree_units: Vec<UnitId>,
    /// Rows of these branches.
    pub branch_units: Vec<UnitId>,
    /// Rows of these legal entities.
    pub companies: Vec<CompanyId>,
    /// Every row, also those of no company.
    pub all: bool,
}

impl Reach {
    pub(crate) fn of<'a>(actor: &Actor, allowances: impl Iterator<Item = &'a Allowance>) -> Self {
        let mut reach = Self::default();
        for Allowance { scope, anchor, .. } in allowances {
            match scope {
                Scope::All => return Self { all: true, ..Self::default() },
                Scope::Own => {
                    reach.own = actor.employments().to_vec();
                    reach.person = actor.person();
                }
                Scope::Reports => reach.reports_of = actor.employments().to_vec(),
                Scope::Subtree => reach.subtree_units.extend(&anchor.units),
                Scope::Branch => reach.branch_units.extend(&anchor.units),
                Scope::Company => reach.companies.extend(anchor.company),
            }
        }
        sort_and_dedup(&mut reach.own);
        sort_and_dedup(&mut reach.reports_of);
        sort_and_dedup(&mut reach.subtree_units);
        sort_and_dedup(&mut reach.branch_units);
        sort_and_dedup(&mut reach.companies);
        reach
    }

    /// Whether no row can be inside: answer with an empty list, without a query.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether that row is inside.
    pub fn contains(&self, target: &Target) -> bool {
        let own = target.employment.is_some_and(|id| self.own.contains(&id))
            || (target.person.is_some() && target.person == self.person);
        let placed = target.company.is_some_and(|company| {
            self.companies.contains(&company)
                || target.managers.iter().any(|id| self.reports_of.contains(id))
                || target.units.iter().any(|id| self.subtree_units.contains(id))
                || target.branches.iter().any(|id| self.branch_units.contains(id))
        });
        self.all || own || placed
    }

    /// Whether every row inside is certainly inside `other` too. Decided part by part without looking at any row, so it
    /// may say no where the organisation of the day would say yes; never the other way round.
    pub fn is_within(&self, other: &Self) -> bool {
        other.all
            || !self.all
                && is_subset(&self.own, &other.own)
                && (self.person.is_none() || self.person == other.person)
                && is_subset(&self.reports_of, &other.reports_of)
                && is_subset(&self.subtree_units, &other.subtree_units)
                && is_subset(&self.branch_units, &other.branch_units)
                && is_subset(&self.companies, &other.companies)
    }
}

fn sort_and_dedup<T: Ord>(ids: &mut Vec<T>) {
    ids.sort_unstable();
    ids.dedup();
}

fn is_subset<T: Ord>(few: &[T], many: &[T]) -> bool {
    let many: BTreeSet<_> = many.iter().collect();
    few.iter().all(|id| many.contains(id))
}
