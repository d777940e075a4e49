//! A value for each row of a chunk, with the faults of the few rows that have none.

use std::{borrow::Cow, collections::BTreeMap};

use heng_kernel::Fixed;

use crate::{fault::Fault, value::Val};

/// Rows without a value, rising by row. What stands in their cells means nothing.
pub(super) type Faults = Vec<(u32, Fault)>;

#[derive(Clone, Debug)]
pub(super) enum Cells<'f, 'v> {
    Same(Val<'v>),
    Numbers(Cow<'f, [Fixed]>),
    Bools(Cow<'f, [bool]>),
    Vals(Cow<'f, [Val<'v>]>),
}

#[derive(Clone, Debug)]
pub(super) struct Lane<'f, 'v> {
    pub(super) cells: Cells<'f, 'v>,
    pub(super) faults: Faults,
}

/// Numbers of a lane, one for all rows or one for each.
#[derive(Clone, Copy)]
pub(super) enum Numbers<'a> {
    Same(Fixed),
    Each(&'a [Fixed]),
}

/// Truths of a lane.
#[derive(Clone, Copy)]
pub(super) enum Truths<'a> {
    Same(bool),
    Each(&'a [bool]),
}

impl Truths<'_> {
    pub(super) fn at(self, row: usize) -> bool {
        match self {
            Self::Same(truth) => truth,
            Self::Each(truths) => truths.get(row).copied().unwrap_or(false),
        }
    }

    /// The one truth of all rows, if they agree.
    pub(super) fn agreed(self) -> Option<bool> {
        match self {
            Self::Same(truth) => Some(truth),
            Self::Each(truths) => {
                let first = *truths.first()?;
                truths.iter().all(|truth| *truth == first).then_some(first)
            }
        }
    }
}

impl Numbers<'_> {
    pub(super) fn at(self, row: usize) -> Fixed {
        match self {
            Self::Same(number) => number,
            Self::Each(numbers) => numbers.get(row).copied().unwrap_or_default(),
        }
    }
}

impl<'v> Lane<'_, 'v> {
    pub(super) const fn same(value: Val<'v>) -> Self {
        Self { cells: Cells::Same(value), faults: Vec::new() }
    }

    pub(super) const fn numbers(numbers: Vec<Fixed>, faults: Faults) -> Self {
        Self { cells: Cells::Numbers(Cow::Owned(numbers)), faults }
    }

    pub(super) const fn bools(truths: Vec<bool>, faults: Faults) -> Self {
        Self { cells: Cells::Bools(Cow::Owned(truths)), faults }
    }

    /// From whatever each row gave, in the narrowest form.
    pub(super) fn of_rows(found: Vec<Result<Val<'v>, Fault>>) -> Self {
        let mut faults = Faults::new();
        let mut vals = Vec::with_capacity(found.len());
        for (row, found) in (0_u32..).zip(found) {
            match found {
                Ok(value) => vals.push(value),
                Err(fault) => {
                    faults.push((row, fault));
                    vals.push(Val::Bool(false));
                }
            }
        }
        let is_faulty = |row: u32| faults.binary_search_by_key(&row, |(row, _)| *row).is_ok();
        let all = |fits: fn(&Val<'_>) -> bool| {
            (0_u32..).zip(&vals).all(|(row, value)| fits(value) || is_faulty(row))
        };
        let cells = if all(|value| matches!(value, Val::Number(_))) {
            let number =
                |value: &Val<'_>| if let Val::Number(number) = value { *number } else { Fixed::ZERO };
            Cells::Numbers(Cow::Owned(vals.iter().map(number).collect()))
        } else if all(|value| matches!(value, Val::Bool(_))) {
            Cells::Bools(Cow::Owned(vals.iter().map(|value| *value == Val::Bool(true)).collect()))
        } else {
            Cells::Vals(Cow::Owned(vals))
        };
        Self { cells, faults }
    }

    pub(super) fn fault(&self, row: usize) -> Option<Fault> {
        if self.faults.is_empty() {
            return None;
        }
        let row = u32::try_from(row).ok()?;
        let at = self.faults.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.faults.get(at).map(|(_, fault)| *fault)
    }

    pub(super) fn get(&self, row: usize) -> Result<Val<'v>, Fault> {
        match self.fault(row) {
            Some(fault) => Err(fault),
            None => Ok(self.cell(row)),
        }
    }

    fn cell(&self, row: usize) -> Val<'v> {
        match &self.cells {
            Cells::Same(value) => *value,
            Cells::Numbers(numbers) => Val::Number(numbers.get(row).copied().unwrap_or_default()),
            Cells::Bools(truths) => Val::Bool(truths.get(row).copied().unwrap_or_default()),
            Cells::Vals(vals) => vals.get(row).copied().unwrap_or(Val::Bool(false)),
        }
    }

    pub(super) fn as_numbers(&self) -> Option<Numbers<'_>> {
        match &self.cells {
            Cells::Same(Val::Number(number)) => Some(Numbers::Same(*number)),
            Cells::Numbers(numbers) => Some(Numbers::Each(numbers)),
            _ => None,
        }
    }

    pub(super) fn as_truths(&self) -> Option<Truths<'_>> {
        match &self.cells {
            Cells::Same(Val::Bool(truth)) => Some(Truths::Same(*truth)),
            Cells::Bools(truths) => Some(Truths::Each(truths)),
            _ => None,
        }
    }

    pub(super) fn into_owned<'o>(self) -> Lane<'o, 'v> {
        let cells = match self.cells {
            Cells::Same(value) => Cells::Same(value),
            Cells::Numbers(numbers) => Cells::Numbers(Cow::Owned(numbers.into_owned())),
            Cells::Bools(truths) => Cells::Bools(Cow::Owned(truths.into_owned())),
            Cells::Vals(vals) => Cells::Vals(Cow::Owned(vals.into_owned())),
        };
        Lane { cells, faults: self.faults }
    }

    /// The same cells, lent.
    pub(super) fn lend<'g>(&'g self) -> Lane<'g, 'v>
    where
        'v: 'g,
    {
        let cells = match &self.cells {
            Cells::Same(value) => Cells::Same(*value),
            Cells::Numbers(numbers) => Cells::Numbers(Cow::Borrowed(numbers)),
            Cells::Bools(truths) => Cells::Bools(Cow::Borrowed(truths)),
            Cells::Vals(vals) => Cells::Vals(Cow::Borrowed(vals)),
        };
        Lane { cells, faults: self.faults.clone() }
    }
}

/// Of each row the first fault, in the order in which one person's evaluation would meet them.
pub(super) fn first_of(in_order: &[&Faults]) -> Faults {
    if in_order.iter().all(|faults| faults.is_empty()) {
        return Faults::new();
    }
    let mut first = BTreeMap::new();
    for (row, fault) in in_order.iter().copied().flatten() {
        first.entry(*row).or_insert(*fault);
    }
    first.into_iter().collect()
}
