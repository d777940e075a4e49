//! A compiled set: items in the order they are calculated.

mod compile;
mod declare;
mod graph;

use std::collections::BTreeMap;

pub use compile::{Compiled, compile};

use crate::{
    diagnostic::Place,
    fault::Fault,
    ir::Node,
    kind::Kind,
    run::{Batch, Columns, Row, RowResult, Traced},
    text::Span,
};

/// The most inputs, tables and items of one set.
pub(crate) const MAX_INPUTS: usize = 2_000;
pub(crate) const MAX_TABLES: usize = 200;
pub(crate) const MAX_ITEMS: usize = 500;

/// Where an input or item keeps its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub(crate) usize);

/// An input of a program.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name formulas use.
    pub name: String,
    /// What must be given.
    pub kind: Kind,
}

/// An item of a program.
#[derive(Debug)]
pub struct Item {
    /// The name other formulas use.
    pub name: String,
    /// The formula in standard form.
    pub formula: String,
    /// What it gives.
    pub kind: Kind,
    /// Whether it is only a step for others.
    pub step: bool,
    pub(crate) text: String,
    pub(crate) node: Node,
    pub(crate) slot: usize,
}

/// A set that was checked, ready to be evaluated any number of times.
#[derive(Debug)]
pub struct Program {
    pub(crate) inputs: Vec<Input>,
    /// In the order they are calculated.
    pub(crate) items: Vec<Item>,
    pub(crate) slots: BTreeMap<String, usize>,
}

impl Program {
    /// The inputs, in the order of their declaration.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The items in the order they are calculated: an item stands behind all it needs.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The slot of an input or item; full-width and half-width names are the same.
    pub fn slot(&self, name: &str) -> Option<Slot> {
        let slot = self.slots.get(name).or_else(|| self.slots.get(&declare::plain_name(name)));
        slot.copied().map(Slot)
    }

    /// Nothing given yet, for one person.
    pub fn row(&self) -> Row {
        Row::new(self)
    }

    /// Calculates every item for one person.
    pub fn evaluate(&self, row: &Row) -> RowResult {
        crate::run::evaluate(self, row)
    }

    /// The same, remembering every step.
    pub fn trace<'p>(&'p self, row: &'p Row) -> Traced<'p> {
        crate::run::trace(self, row)
    }

    /// Nothing given yet, for `rows` people.
    pub fn batch(&self, rows: usize) -> Batch {
        Batch::new(self, rows)
    }

    /// Calculates every item for every row of a batch.
    pub fn evaluate_batch(&self, batch: &Batch) -> Columns {
        crate::run::evaluate_batch(self, batch)
    }

    /// The item and the place in its formula where a fault began.
    pub fn place(&self, fault: &Fault) -> Option<(&str, Place)> {
        let item = usize::try_from(fault.item).ok().and_then(|index| self.items.get(index))?;
        Some((&item.name, Place::of(&item.text, fault.span)))
    }

    /// The name of whatever is kept in a slot.
    pub(crate) fn slot_name(&self, slot: usize) -> &str {
        let input = self.inputs.get(slot).map(|input| input.name.as_str());
        let item = || self.items.iter().find(|item| item.slot == slot).map(|item| item.name.as_str());
        input.or_else(item).unwrap_or_default()
    }
}

impl Item {
    /// Where its value is kept.
    pub fn slot(&self) -> Slot {
        Slot(self.slot)
    }

    pub(crate) fn piece(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
