//! From rows as files bring them to a timeline without overlap: the installation's own rows over the shipped ones.

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, Severity};

use crate::dated::{Dated, Provenance, Timeline};

/// A row without its value: what `show` and `check` need.
#[derive(Clone, Copy, Debug)]
pub struct RuleRow<'a> {
    /// Key of its timeline: `cn.social.beijing.pension.base`.
    pub key: &'a str,
    /// The days it is in force.
    pub valid: DateRange,
    /// By whose word.
    pub provenance: &'a Provenance,
    /// The row as written, key by key.
    pub fields: &'a [(String, String)],
}

/// A timeline whatever its values.
pub(crate) trait Rows {
    /// Puts the rows in order, ends those that hold "until replaced", lays own rows over shipped ones. Findings are overlaps within one
    /// layer: two rows that both claim a day.
    fn settle(&mut self, findings: &mut Vec<Finding>);
    /// The rows, in order.
    fn rows<'a>(&'a self, out: &mut Vec<RuleRow<'a>>);
    /// Which row ends soon with nothing after it.
    fn ends_soon(&self, on: NaiveDate) -> Option<Finding>;
}

impl<T> Timeline<T> {
    pub(crate) fn push(&mut self, row: Dated<T>) {
        self.rows.push(row);
    }
}

impl<T: Clone> Rows for Timeline<T> {
    fn settle(&mut self, findings: &mut Vec<Finding>) {
        let (mut own, mut shipped): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.rows).into_iter().partition(|row| row.provenance.own);
        order(&mut shipped, findings);
        order(&mut own, findings);
        let mut rows: Vec<_> = shipped.into_iter().flat_map(|row| beneath(row, &own)).collect();
        rows.append(&mut own);
        rows.sort_by_key(|row| row.valid.from());
        self.rows = rows;
    }

    fn rows<'a>(&'a self, out: &mut Vec<RuleRow<'a>>) {
        out.extend(self.rows.iter().map(|row| RuleRow {
            key: &row.key,
            valid: row.valid,
            provenance: &row.provenance,
            fields: &row.fields,
        }));
    }

    fn ends_soon(&self, on: NaiveDate) -> Option<Finding> {
        self.expiry(on)
    }
}

/// Puts one layer in order and ends each row that holds until replaced on the day before the next begins.
fn order<T>(rows: &mut [Dated<T>], findings: &mut Vec<Finding>) {
    rows.sort_by_key(|row| row.valid.from());
    let starts: Vec<_> = rows.iter().map(|row| row.valid.from()).collect();
    for (row, next) in rows.iter_mut().zip(starts.iter().skip(1)) {
        if row.until_replaced
            && let Ok(valid) = DateRange::new(row.valid.from(), Some(*next))
        {
            row.valid = valid;
        }
    }
    for pair in rows.windows(2) {
        if let [earlier, later] = pair
            && earlier.valid.overlaps(&later.valid)
        {
            findings.push(
                Finding::new("pack.overlap", Severity::Error, later.provenance.place.to_string())
                    .with("line", later.provenance.place.line)
                    .with("key", later.key.clone())
                    .with("other", earlier.provenance.place.to_string())
                    .with("first_day", later.valid.from().to_string()),
            );
        }
    }
}

/// What is left of a shipped row under the own ones.
///
/// An own row ends a shipped row that holds until replaced, for good. From a shipped row with an end of its own it takes just its days.
fn beneath<T: Clone>(row: Dated<T>, own: &[Dated<T>]) -> Vec<Dated<T>> {
    let from = row.valid.from();
    let mut pieces = Vec::new();
    let mut rest = Some(row.valid);
    for above in own {
        let Some(left) = rest else { break };
        if !left.overlaps(&above.valid) {
            continue;
        }
        if let Ok(before) = DateRange::new(left.from(), Some(above.valid.from())) {
            pieces.push(before);
        }
        let after = above.valid.to().filter(|_| !row.until_replaced);
        rest = after.and_then(|after| DateRange::new(after, left.to()).ok());
    }
    pieces.extend(rest);
    debug_assert!(pieces.iter().all(|piece| piece.from() >= from));
    pieces.into_iter().map(|valid| Dated { valid, ..row.clone() }).collect()
}

/// A timeline as one of many.
pub(crate) fn each<T: Rows>(timeline: &T) -> &dyn Rows {
    timeline
}

/// The same, to settle it.
pub(crate) fn each_mut<T: Rows>(timeline: &mut T) -> &mut dyn Rows {
    timeline
}

/// Lists the timelines of a struct, once to read and once to settle: fields that are timelines, maps of timelines, structs with timelines,
/// maps of such structs.
macro_rules! timelines {
    ($name:ty { $($one:ident),* $(,)? } maps { $($map:ident),* $(,)? } parts { $($part:ident),* $(,)? } all { $($all:ident),* $(,)? }) => {
        impl $name {
            pub(crate) fn timelines(&self) -> Vec<&dyn $crate::settle::Rows> {
                std::iter::empty()
                    $(.chain([$crate::settle::each(&self.$one)]))*
                    $(.chain(self.$map.values().map($crate::settle::each)))*
                    $(.chain(self.$part.timelines()))*
                    $(.chain(self.$all.values().flat_map(|part| part.timelines())))*
                    .collect()
            }

            pub(crate) fn timelines_mut(&mut self) -> Vec<&mut dyn $crate::settle::Rows> {
                std::iter::empty()
                    $(.chain([$crate::settle::each_mut(&mut self.$one)]))*
                    $(.chain(self.$map.values_mut().map($crate::settle::each_mut)))*
                    $(.chain(self.$part.timelines_mut()))*
                    $(.chain(self.$all.values_mut().flat_map(|part| part.timelines_mut())))*
                    .collect()
            }
        }
    };
}
pub(crate) use timelines;
