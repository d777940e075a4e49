//! What a late fact changed.

use serde::{Deserialize, Serialize};

use super::{
    figures::{Figure, Figures},
    result::DayResult,
};

/// A figure that is another than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub figure: Figure,
    /// What it was.
    pub before: i64,
    /// What it is.
    pub after: i64,
}

impl Change {
    /// The figures that differ.
    pub(crate) fn between(before: &Figures, after: &Figures) -> Vec<Self> {
        let change = |figure: &Figure| Self {
            figure: *figure,
            before: before.get(*figure),
            after: after.get(*figure),
        };
        Figure::ALL.iter().map(change).filter(|change| change.before != change.after).collect()
    }

    /// By how much.
    pub const fn delta(&self) -> i64 {
        self.after - self.before
    }
}

/// The figures of a day that a recomputation changed; none when the inputs were the same.
pub fn diff(before: &DayResult, after: &DayResult) -> Vec<Change> {
    if before.fingerprint == after.fingerprint {
        return Vec::new();
    }
    Change::between(&before.figures, &after.figures)
}
