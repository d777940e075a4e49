//! Finds the units of bare numbers, so that only contradictions are errors.
//!
//! A unit is a product of powers of base units and of unknowns (one per bare number). Demanding that two be equal is an
//! equation over a free abelian group, solved as Kennedy did for units of measure: take the unknown with the smallest power,
//! divide the others by it, until one power is 1.

use std::collections::BTreeMap;

use super::Measure;

/// Powers beyond this are nobody's meaning and are refused later; holding them here keeps the work bounded.
const POWER_LIMIT: i32 = 1_000;

/// A unit under search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    base: BTreeMap<String, i32>,
    unknown: BTreeMap<u32, i32>,
}

impl Term {
    pub(crate) fn of(measure: &Measure) -> Self {
        Self { base: measure.powers().clone(), unknown: BTreeMap::new() }
    }

    /// `self × other^power`.
    fn times_power(mut self, other: &Self, power: i32) -> Self {
        fn merge<K: Ord + Clone>(into: &mut BTreeMap<K, i32>, from: &BTreeMap<K, i32>, power: i32) {
            for (key, count) in from {
                let entry = into.entry(key.clone()).or_insert(0);
                *entry = entry.saturating_add(count.saturating_mul(power)).clamp(-POWER_LIMIT, POWER_LIMIT);
            }
            into.retain(|_, count| *count != 0);
        }
        merge(&mut self.base, &other.base, power);
        merge(&mut self.unknown, &other.unknown, power);
        self
    }

    pub(crate) fn times(self, other: &Self) -> Self {
        self.times_power(other, 1)
    }

    pub(crate) fn over(self, other: &Self) -> Self {
        self.times_power(other, -1)
    }
}

/// What is known of the unknowns.
#[derive(Debug, Default)]
pub(crate) struct Solver {
    found: BTreeMap<u32, Term>,
    next: u32,
}

impl Solver {
    /// The unit of one more bare number.
    pub(crate) fn fresh(&mut self) -> Term {
        let unknown = self.next;
        self.next += 1;
        Term { base: BTreeMap::new(), unknown: BTreeMap::from([(unknown, 1)]) }
    }

    /// `term` with everything found put in.
    pub(crate) fn resolve(&self, term: &Term) -> Term {
        let mut resolved = term.clone();
        while let Some((unknown, power)) = resolved
            .unknown
            .iter()
            .find(|(unknown, _)| self.found.contains_key(unknown))
            .map(|(u, p)| (*u, *p))
        {
            resolved.unknown.remove(&unknown);
            if let Some(found) = self.found.get(&unknown) {
                resolved = resolved.times_power(found, power);
            }
        }
        resolved
    }

    /// The unit, unknowns that nothing demands taken as pure numbers.
    pub(crate) fn measure(&self, term: &Term) -> Measure {
        Measure::composed(self.resolve(term).base)
    }

    /// Demands that two units be the same; `false` when they cannot.
    pub(crate) fn equate(&mut self, left: &Term, right: &Term) -> bool {
        let mut rest = self.resolve(left).over(&self.resolve(right));
        loop {
            let Some((unknown, power)) =
                // The newest of equals, so that chains of unknowns stay short.
                rest.unknown.iter().rev().min_by_key(|(_, power)| power.unsigned_abs()).map(|(u, p)| (*u, *p))
            else {
                return rest.base.is_empty();
            };
            let divides_all = rest.base.values().all(|count| count % power == 0)
                && rest.unknown.values().all(|count| count % power == 0);
            if divides_all {
                let scale = |count: &i32| -(count / power);
                let base = rest.base.iter().map(|(name, count)| (name.clone(), scale(count))).collect();
                let others = rest.unknown.iter().filter(|(other, _)| **other != unknown);
                let term =
                    Term { base, unknown: others.map(|(other, count)| (*other, scale(count))).collect() };
                self.found.insert(unknown, term);
                return true;
            }
            if rest.unknown.len() == 1 {
                return false;
            }
            // unknown = fresh × Π other^-(count div power): every other power becomes smaller than this one's.
            let fresh = self.fresh();
            let shrink = |count: &i32| -count.div_euclid(power);
            let others = rest.unknown.iter().filter(|(other, _)| **other != unknown);
            let term = Term {
                base: rest.base.iter().map(|(name, count)| (name.clone(), shrink(count))).collect(),
                unknown: others
                    .map(|(other, count)| (*other, shrink(count)))
                    .filter(|(_, count)| *count != 0)
                    .collect(),
            };
            let term = fresh.times(&term);
            self.found.insert(unknown, term);
            rest = self.resolve(&rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Term {
        Term::of(&Measure::parse(text).unwrap())
    }

    #[test]
    fn a_bare_divisor_takes_the_unit_that_makes_the_result_fit() {
        let mut solver = Solver::default();
        let divisor = solver.fresh();
        let product = unit("元").over(&divisor).times(&unit("天"));
        assert!(solver.equate(&product, &unit("元")));
        assert_eq!(solver.measure(&divisor), Measure::parse("天").unwrap());
    }

    #[test]
    fn only_contradictions_fail() {
        let mut solver = Solver::default();
        assert!(!solver.equate(&unit("元"), &unit("天")));
        let literal = solver.fresh();
        assert!(solver.equate(&literal, &unit("元")));
        assert!(!solver.equate(&literal, &unit("天")), "a number has one unit only");
        let free = solver.fresh();
        assert_eq!(solver.measure(&free), Measure::pure());
    }

    #[test]
    fn powers_are_solved_in_whole_numbers() {
        let mut solver = Solver::default();
        let x = solver.fresh();
        assert!(!solver.equate(&x.clone().times(&x), &unit("元")), "no unit squared is yuan");
        let y = solver.fresh();
        assert!(solver.equate(&y.clone().times(&y), &unit("元·元")));
        assert_eq!(solver.measure(&y), Measure::unit("元"));
        // a² · b³ = 元: a = 元⁻¹·t⁻³…, whatever the split, the product fits.
        let (a, b) = (solver.fresh(), solver.fresh());
        let product = a.clone().times(&a).times(&b).times(&b).times(&b);
        assert!(solver.equate(&product, &unit("元")));
        assert_eq!(solver.resolve(&product), unit("元"));
    }
}
