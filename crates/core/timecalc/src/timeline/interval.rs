//! Sets of minutes.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::Minute;

/// Minutes from `from` up to, but not including, `to`. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    from: Minute,
    to: Minute,
}

/// Intervals in order that neither overlap nor touch: a set of minutes.
pub type Intervals = SmallVec<[Interval; 4]>;

impl Interval {
    /// `[from, to)`; `None` when nothing lies between.
    pub fn new(from: Minute, to: Minute) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// First minute inside.
    pub const fn from(&self) -> Minute {
        self.from
    }

    /// First minute after it.
    pub const fn to(&self) -> Minute {
        self.to
    }

    /// How many minutes it has.
    pub const fn minutes(&self) -> i64 {
        self.to.since(self.from)
    }

    /// Whether a minute lies inside.
    pub fn contains(&self, minute: Minute) -> bool {
        self.from <= minute && minute < self.to
    }

    /// The minutes in both.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }
}

/// The set of the minutes in any of the intervals, whatever their order.
pub fn joined(parts: impl IntoIterator<Item = Interval>) -> Intervals {
    let mut all: Intervals = parts.into_iter().collect();
    if all.len() < 2 {
        return all;
    }
    all.sort_unstable();
    let mut set = Intervals::new();
    for part in all {
        match set.last_mut() {
            Some(last) if part.from <= last.to => last.to = last.to.max(part.to),
            _ => set.push(part),
        }
    }
    set
}

/// The minutes in both sets.
pub fn common(a: &[Interval], b: &[Interval]) -> Intervals {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut set = Intervals::new();
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        set.extend(x.overlap(y));
        if x.to <= y.to {
            left.next();
        } else {
            right.next();
        }
    }
    set
}

/// The minutes of `a` that are not in `b`.
pub fn without(a: &[Interval], b: &[Interval]) -> Intervals {
    let mut set = Intervals::new();
    let mut cuts = b;
    for part in a {
        while let Some((first, rest)) = cuts.split_first()
            && first.to <= part.from
        {
            cuts = rest;
        }
        let mut from = part.from;
        for cut in cuts {
            if cut.from >= part.to {
                break;
            }
            set.extend(Interval::new(from, cut.from));
            from = from.max(cut.to);
        }
        set.extend(Interval::new(from, part.to));
    }
    set
}

/// The intervals of a set that have minutes in `reach`.
pub fn near(set: &[Interval], reach: Interval) -> &[Interval] {
    let from = set.partition_point(|part| part.to <= reach.from);
    let to = set.partition_point(|part| part.from < reach.to);
    set.get(from..to).unwrap_or_default()
}

/// How many minutes a set has.
pub fn minutes(set: &[Interval]) -> i64 {
    set.iter().map(Interval::minutes).sum()
}

/// From the first minute of a set to its last.
pub fn hull(set: &[Interval]) -> Option<Interval> {
    Interval::new(set.first()?.from, set.last()?.to)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn set() -> impl Strategy<Value = Intervals> {
        proptest::collection::vec((0i64..60, 1i64..12), 0..6).prop_map(|parts| {
            let parts = parts.into_iter();
            joined(
                parts.filter_map(|(from, long)| Interval::new(Minute::new(from), Minute::new(from + long))),
            )
        })
    }

    fn listed(set: &[Interval]) -> BTreeSet<i64> {
        set.iter().flat_map(|part| part.from.since_1970()..part.to.since_1970()).collect()
    }

    proptest! {
        #[test]
        fn sets_of_minutes_behave_as_sets(a in set(), b in set()) {
            let (x, y) = (listed(&a), listed(&b));
            prop_assert_eq!(listed(&common(&a, &b)), &x & &y);
            prop_assert_eq!(listed(&without(&a, &b)), &x - &y);
            prop_assert_eq!(listed(&joined(a.iter().chain(&b).copied())), &x | &y);
            prop_assert_eq!(minutes(&a), i64::try_from(x.len()).unwrap());
        }
    }
}
