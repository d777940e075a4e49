//! The items of a structure as formulas: compiled once, evaluated by columns of people.

use heng_kernel::{Finding, Fixed, Money};

use super::{facts::PersonMonth, structure::PayStructure};

/// What is wrong with a structure: every fault of every formula.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the pay structure has {} faults", .0.len())]
pub struct StructureFault(pub Vec<Finding>);

#[derive(Debug)]
pub(super) struct Items {
    count: usize,
}

/// Amounts of a chunk of people, row by row.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    count: usize,
    amounts: Vec<Money>,
}

impl Sheet {
    pub(super) fn row(&self, row: usize) -> &[Money] {
        self.amounts.get(row * self.count..(row + 1) * self.count).unwrap_or_default()
    }

    pub(super) fn faults(&self, _row: usize) -> impl Iterator<Item = Finding> + use<'_> {
        std::iter::empty()
    }
}

impl Items {
    pub(super) fn compile(structure: &PayStructure) -> Result<(Self, Vec<Finding>), StructureFault> {
        Ok((Self { count: structure.items.len() }, Vec::new()))
    }

    pub(super) fn sheet(&self) -> Sheet {
        Sheet { count: self.count, amounts: Vec::new() }
    }

    pub(super) fn evaluate(&self, people: &[PersonMonth], sheet: &mut Sheet) {
        sheet.amounts.clear();
        for person in people {
            for place in 0..self.count {
                let value = person.values.get(place).copied().unwrap_or(Fixed::ZERO);
                sheet.amounts.push(value.to_money(heng_kernel::Rounding::HalfUp).unwrap_or_default());
            }
        }
    }
}
