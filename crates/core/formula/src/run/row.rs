//! One person: what is given and what comes out.

use heng_kernel::{Fixed, Input as Source};

use super::{
    eval::{Eval, Found, Frame},
    trace::{Silent, Tracer},
};
use crate::{
    fault::{Fault, Reason},
    kind::Kind,
    program::{Item, Program, Slot},
    value::{Val, Value},
};

/// Why a value was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGiven {
    /// Nothing outside gives this: it is calculated or does not exist.
    #[error("`{0}` is no input")]
    NoInput(String),
    /// The value is of another kind than declared.
    #[error("`{0}` is of another kind")]
    WrongKind(String),
}

/// Inputs of one person. What is not set is missing, never zero.
#[derive(Clone, Debug)]
pub struct Row {
    values: Vec<Option<Value>>,
    sources: Vec<(usize, Source)>,
}

impl Row {
    pub(crate) fn new(program: &Program) -> Self {
        Self { values: vec![None; program.inputs().len()], sources: Vec::new() }
    }

    /// Gives an input its value.
    pub fn set(&mut self, program: &Program, name: &str, value: impl Into<Value>) -> Result<(), NotGiven> {
        let slot = program.slot(name).ok_or_else(|| NotGiven::NoInput(name.to_owned()))?;
        self.set_slot(program, slot, value.into())
    }

    /// Gives an input its value, by slot.
    pub fn set_slot(&mut self, program: &Program, slot: Slot, value: Value) -> Result<(), NotGiven> {
        let Some(input) = program.inputs().get(slot.0) else {
            return Err(NotGiven::NoInput(program.slot_name(slot.0).to_owned()));
        };
        if !is_of(&value, &input.kind) {
            return Err(NotGiven::WrongKind(input.name.clone()));
        }
        match self.values.get_mut(slot.0) {
            Some(place) => *place = Some(value),
            None => return Err(NotGiven::NoInput(input.name.clone())),
        }
        Ok(())
    }

    /// Says where an input was read, for the trace.
    pub fn set_source(&mut self, slot: Slot, source: Source) {
        self.sources.retain(|(known, _)| *known != slot.0);
        self.sources.push((slot.0, source));
    }

    pub(crate) fn source(&self, slot: usize) -> Option<&Source> {
        self.sources.iter().find(|(known, _)| *known == slot).map(|(_, source)| source)
    }
}

/// Whether a value is of a kind; of lists every cell.
pub(super) fn is_of(value: &Value, kind: &Kind) -> bool {
    match (value, kind) {
        (Value::Number(_), Kind::Number(_))
        | (Value::Text(_), Kind::Text)
        | (Value::Date(_), Kind::Date)
        | (Value::Bool(_), Kind::Bool) => true,
        (Value::List(list), Kind::List(kind)) => {
            list.fields().len() == kind.fields.len()
                && list
                    .fields()
                    .iter()
                    .zip(&kind.fields)
                    .all(|(cells, (_, kind))| cells.iter().all(|cell| is_of(cell, kind)))
        }
        _ => false,
    }
}

/// Inputs and the items so far.
pub(super) struct RowFrame<'v> {
    inputs: &'v [Option<Value>],
    items: Vec<Found<'v>>,
}

impl<'v> Frame<'v> for RowFrame<'v> {
    #[inline]
    fn slot(&self, slot: usize) -> Option<Found<'v>> {
        match slot.checked_sub(self.inputs.len()) {
            None => self.inputs.get(slot)?.as_ref().map(|value| Ok(value.view())),
            Some(item) => self.items.get(item).copied(),
        }
    }
}

/// Evaluates the items in order, handing each one's tracer to `each`.
pub(super) fn walk<'v, T: Tracer<'v>>(
    program: &'v Program,
    row: &'v Row,
    mut tracer: impl FnMut() -> T,
    mut done: impl FnMut(&'v Item, T, Found<'v>),
) -> Vec<Found<'v>> {
    let mut frame = RowFrame { inputs: &row.values, items: Vec::with_capacity(program.items().len()) };
    for (index, item) in program.items().iter().enumerate() {
        let mut own = tracer();
        let found = Eval::new(&frame, index).eval(&item.node, &mut own);
        done(item, own, found);
        frame.items.push(found);
    }
    frame.items
}

pub(crate) fn evaluate(program: &Program, row: &Row) -> RowResult {
    let found = walk(program, row, || Silent, |_, _, _| {});
    let items = found.into_iter().map(|found| found.map(Val::owned)).collect();
    RowResult { inputs: program.inputs().len(), items }
}

/// What came out for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    pub(super) inputs: usize,
    pub(super) items: Vec<Result<Value, Fault>>,
}

impl RowResult {
    /// The value of an item, or why it has none. `None` when the slot is no item's.
    pub fn get(&self, slot: Slot) -> Option<Result<&Value, &Fault>> {
        Some(self.items.get(slot.0.checked_sub(self.inputs)?)?.as_ref())
    }

    /// The number an item gave. An item of another kind counts as a [`Reason::WrongKind`] fault.
    pub fn number(&self, slot: Slot) -> Result<Fixed, Fault> {
        let wrong = Fault::new(Reason::WrongKind, crate::text::Span::default());
        match self.get(slot) {
            Some(Ok(value)) => value.number().ok_or(wrong),
            Some(Err(fault)) => Err(*fault),
            None => Err(wrong),
        }
    }

    /// Every item's value or fault, in the order of [`Program::items`].
    pub fn items(&self) -> &[Result<Value, Fault>] {
        &self.items
    }
}
