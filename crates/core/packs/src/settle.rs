//! From rows as files bring them to a timeline without overlap: the installation's own rows over the shipped ones.

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, Severity};

use crate::{
    confirm::{Confirmation, Confirmed, Outcome},
    dated::{Dated, Provenance, Timeline, version},
};

/// Most overlaps that are told.
const MOST_OVERLAPS: usize = 100;

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
    /// Who stands for it, where a person must.
    pub confirmation: Option<&'a Confirmation>,
    /// Nothing is missing after it.
    pub(crate) final_row: bool,
}

impl RuleRow<'_> {
    /// Key and first day: `cn.social.beijing.pension.base@2026-07-01`.
    pub fn version(&self) -> String {
        version(self.key, self.valid)
    }
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
    /// Which rows a person must still confirm.
    fn unconfirmed(&self, out: &mut Vec<Finding>);
    /// Marks the row a confirmation speaks of.
    fn confirm(&mut self, confirmed: &Confirmed) -> Outcome;
}

impl<T> Timeline<T> {
    pub(crate) fn push(&mut self, row: Dated<T>) {
        self.rows.push(row);
        self.settled = false;
    }
}

impl<T: Clone> Rows for Timeline<T> {
    fn settle(&mut self, findings: &mut Vec<Finding>) {
        if std::mem::replace(&mut self.settled, true) {
            return;
        }
        let (mut own, mut shipped): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.rows).into_iter().partition(|row| row.provenance.own);
        order(&mut shipped, findings);
        order(&mut own, findings);
        end_at_later_shipped_rows(&mut own, &shipped);
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
            confirmation: row.confirmed.as_ref(),
            final_row: row.final_row,
        }));
    }

    fn ends_soon(&self, on: NaiveDate) -> Option<Finding> {
        self.expiry(on)
    }

    fn unconfirmed(&self, out: &mut Vec<Finding>) {
        out.extend(self.rows.iter().filter_map(Dated::unconfirmed));
    }

    fn confirm(&mut self, confirmed: &Confirmed) -> Outcome {
        let outcomes = self.rows.iter_mut().map(|row| row.confirm(confirmed));
        outcomes.max_by_key(|outcome| *outcome != Outcome::NoSuchRow).unwrap_or(Outcome::NoSuchRow)
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
            && findings.len() < MOST_OVERLAPS
        {
            findings.push(
                Finding::new("pack.overlap", Severity::Error, later.provenance.place.to_string())
                    .with("line", later.provenance.place.line)
                    .with("key", later.key.as_ref())
                    .with("other", earlier.provenance.place.to_string())
                    .with("first_day", later.valid.from().to_string()),
            );
        }
    }
}

/// An own row that holds until replaced ends where a later shipped row begins: the notice that followed the one the installation added.
fn end_at_later_shipped_rows<T>(own: &mut [Dated<T>], shipped: &[Dated<T>]) {
    for row in own.iter_mut().filter(|row| row.until_replaced) {
        let from = row.valid.from();
        let later = shipped.iter().map(|row| row.valid.from()).find(|start| *start > from);
        let to = [row.valid.to(), later].into_iter().flatten().min();
        if let Ok(valid) = DateRange::new(from, to) {
            row.valid = valid;
        }
    }
}

/// What is left of a shipped row under the own ones.
///
/// An own row ends a shipped row that holds until replaced, for good. From a shipped row with an end of its own it takes just its days.
fn beneath<T: Clone>(row: Dated<T>, own: &[Dated<T>]) -> Vec<Dated<T>> {
    if !own.iter().any(|above| above.valid.overlaps(&row.valid)) {
        return vec![row];
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dated::{Confidence, Place};

    fn day(n: u16) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(u64::from(n))
    }

    fn row(own: bool, (from, length): (u16, Option<u16>), value: usize) -> Dated<usize> {
        let valid = DateRange::new(day(from), length.map(|length| day(from + length))).unwrap();
        let place = Place { file: "x.toml".to_owned(), table: String::new(), line: 1 };
        let provenance =
            Provenance { source: "x".to_owned(), confidence: Confidence::Two, note: None, place, own };
        Dated {
            valid,
            provenance: provenance.into(),
            value,
            key: "x".into(),
            fields: [].into(),
            until_replaced: length.is_none(),
            final_row: false,
            confirmed: None,
        }
    }

    /// A layer without overlap: gaps and lengths in turn; a row without length holds until replaced.
    fn layer() -> impl Strategy<Value = Vec<(u16, Option<u16>)>> {
        let part = (0_u16..20, 1_u16..30, any::<bool>());
        proptest::collection::vec(part, 0..6).prop_map(|parts| {
            let mut next = 0;
            let mut rows = Vec::new();
            for (gap, length, open) in parts {
                rows.push((next + gap, (!open).then_some(length)));
                next += gap + length;
            }
            rows
        })
    }

    /// The same question, answered day by day.
    fn expected(shipped: &[(u16, Option<u16>)], own: &[(u16, Option<u16>)], on: u16) -> Option<usize> {
        let next = |rows: &[(u16, Option<u16>)], from: u16| {
            rows.iter().map(|row| row.0).filter(|start| *start > from).min()
        };
        let end = |(from, length): (u16, Option<u16>), layers: &[&[(u16, Option<u16>)]]| {
            let replaced = layers.iter().filter_map(|rows| next(rows, from)).min();
            length.map(|length| from + length).or(replaced).unwrap_or(u16::MAX)
        };
        let own_end = |row| end(row, &[own, shipped]);
        if let Some(index) = own.iter().position(|row| row.0 <= on && on < own_end(*row)) {
            return Some(100 + index);
        }
        let index = shipped.iter().position(|row| row.0 <= on && on < end(*row, &[shipped]))?;
        let (from, length) = shipped[index];
        let replaced = own.iter().any(|above| above.0 <= on && own_end(*above) > from);
        (length.is_some() || !replaced).then_some(index)
    }

    proptest! {
        #[test]
        fn a_timeline_answers_as_its_layers_do_day_by_day(shipped in layer(), own in layer()) {
            let mut timeline = Timeline::default();
            for (index, part) in shipped.iter().enumerate() {
                timeline.push(row(false, *part, index));
            }
            let mut findings = Vec::new();
            timeline.settle(&mut findings);
            for (index, part) in own.iter().enumerate().rev() {
                timeline.push(row(true, *part, 100 + index));
            }
            timeline.settle(&mut findings);
            prop_assert_eq!(findings, []);
            for on in 0..400 {
                let found = timeline.as_of(day(on)).map(|row| row.value);
                prop_assert_eq!(found, expected(&shipped, &own, on), "day {}", on);
            }
            let again = { let mut copy = Timeline { settled: false, ..timeline.clone() }; copy.settle(&mut Vec::new()); copy };
            prop_assert_eq!(&again.rows, &timeline.rows, "settling twice changes nothing");
        }
    }
}
