//! Remembers every step of an evaluation.

use heng_kernel::{Fixed, Input as Source};

use super::row::{Row, RowResult, walk};
use crate::{
    fault::Fault,
    ir::Node,
    program::{Item, Program, Slot},
    table::Table,
    value::Val,
};

/// What a step has to say beside its value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Note<'p> {
    Nothing,
    /// The arm of a choice, from 0.
    Arm(usize),
    /// The row of a table, from 0.
    Row {
        table: &'p Table,
        row: usize,
    },
    Rounded {
        from: Fixed,
    },
    /// Records that met the condition, of how many.
    Records {
        taken: usize,
        all: usize,
    },
}

/// Told of every step. The silent one is nothing at all once compiled.
pub(super) trait Tracer<'p> {
    fn enter(&mut self, node: &'p Node);
    fn note(&mut self, note: Note<'p>);
    fn leave(&mut self, found: Result<Val<'p>, Fault>);
}

pub(super) struct Silent;

impl<'p> Tracer<'p> for Silent {
    #[inline]
    fn enter(&mut self, _: &'p Node) {}
    #[inline]
    fn note(&mut self, _: Note<'p>) {}
    #[inline]
    fn leave(&mut self, _: Result<Val<'p>, Fault>) {}
}

/// A step with those below it right behind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'p> {
    pub(crate) node: &'p Node,
    pub(crate) found: Result<Val<'p>, Fault>,
    pub(crate) note: Note<'p>,
    /// Itself and all below.
    pub(crate) size: usize,
}

#[derive(Default)]
struct Recorder<'p> {
    steps: Vec<Step<'p>>,
    open: Vec<usize>,
}

impl<'p> Tracer<'p> for Recorder<'p> {
    fn enter(&mut self, node: &'p Node) {
        self.open.push(self.steps.len());
        self.steps.push(Step { node, found: Ok(Val::Bool(false)), note: Note::Nothing, size: 1 });
    }

    fn note(&mut self, note: Note<'p>) {
        if let Some(step) = self.open.last().and_then(|at| self.steps.get_mut(*at)) {
            step.note = note;
        }
    }

    fn leave(&mut self, found: Result<Val<'p>, Fault>) {
        let end = self.steps.len();
        if let Some(at) = self.open.pop()
            && let Some(step) = self.steps.get_mut(at)
        {
            step.found = found;
            step.size = end - at;
        }
    }
}

/// The steps of one item.
#[derive(Clone, Debug)]
pub struct ItemTrace<'p> {
    pub(crate) program: &'p Program,
    pub(crate) row: &'p Row,
    pub(crate) item: &'p Item,
    pub(crate) steps: Vec<Step<'p>>,
}

impl<'p> ItemTrace<'p> {
    /// The item.
    pub fn item(&self) -> &'p Item {
        self.item
    }

    pub(crate) fn source(&self, slot: usize) -> Option<&'p Source> {
        self.row.source(slot)
    }
}

/// Values of one person with every step.
#[derive(Clone, Debug)]
pub struct Traced<'p> {
    /// The same values as without a trace.
    pub result: RowResult,
    /// One trace per item, in the order of [`Program::items`].
    pub items: Vec<ItemTrace<'p>>,
}

impl<'p> Traced<'p> {
    /// The trace of one item.
    pub fn item(&self, slot: Slot) -> Option<&ItemTrace<'p>> {
        self.items.iter().find(|trace| trace.item.slot() == slot)
    }
}

pub(crate) fn trace<'p>(program: &'p Program, row: &'p Row) -> Traced<'p> {
    let mut items = Vec::with_capacity(program.items().len());
    let found = walk(program, row, Recorder::default, |item, recorder, _| {
        items.push(ItemTrace { program, row, item, steps: recorder.steps });
    });
    let values = found.into_iter().map(|found| found.map(Val::owned)).collect();
    Traced { result: RowResult { inputs: program.inputs().len(), items: values }, items }
}
