//! Many people: inputs by column, results by column.

use std::borrow::Cow;

use heng_kernel::Fixed;

use super::{
    column::{ColumnEval, Slots},
    eval::{Found, Frame},
    lane::{Cells, Faults, Lane},
    row::{NotGiven, is_of},
};
use crate::{
    fault::{Fault, Reason},
    kind::Kind,
    program::{Program, Slot},
    text::Span,
    value::{Val, Value},
};

/// Rows that are calculated together: their columns stay in the processor's cache.
const CHUNK: usize = 256;

/// An input of every row.
#[derive(Clone, Debug, Default)]
pub enum Given {
    /// Not given to anybody.
    #[default]
    Nothing,
    /// The same for everybody.
    Same(Value),
    /// A number for everybody.
    Numbers(Vec<Fixed>),
    /// A value for some.
    Values(Vec<Option<Value>>),
}

/// Inputs of many people.
#[derive(Clone, Debug)]
pub struct Batch {
    rows: usize,
    given: Vec<Given>,
}

impl Batch {
    pub(crate) fn new(program: &Program, rows: usize) -> Self {
        Self { rows, given: vec![Given::Nothing; program.inputs().len()] }
    }

    /// How many people.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Gives an input to everybody. A column must be as long as the batch and of the declared kind.
    pub fn set(&mut self, program: &Program, name: &str, given: Given) -> Result<(), NotGiven> {
        let slot = program.slot(name).ok_or_else(|| NotGiven::NoInput(name.to_owned()))?;
        self.set_slot(program, slot, given)
    }

    /// The same, by slot.
    pub fn set_slot(&mut self, program: &Program, slot: Slot, given: Given) -> Result<(), NotGiven> {
        let name = || program.slot_name(slot.0).to_owned();
        let (Some(input), Some(place)) = (program.inputs().get(slot.0), self.given.get_mut(slot.0)) else {
            return Err(NotGiven::NoInput(name()));
        };
        let fits = match &given {
            Given::Nothing => true,
            Given::Same(value) => is_of(value, &input.kind),
            Given::Numbers(numbers) => matches!(input.kind, Kind::Number(_)) && numbers.len() == self.rows,
            Given::Values(values) => {
                values.len() == self.rows && values.iter().flatten().all(|value| is_of(value, &input.kind))
            }
        };
        if !fits {
            return Err(NotGiven::WrongKind(name()));
        }
        *place = given;
        Ok(())
    }
}

/// A chunk of a batch with the lanes of the items so far.
struct Chunk<'v> {
    batch: &'v Batch,
    program: &'v Program,
    start: usize,
    rows: usize,
    items: Vec<Lane<'v, 'v>>,
}

impl<'v> Chunk<'v> {
    fn given(&self, slot: usize) -> Option<&'v Given> {
        self.batch.given.get(slot)
    }

    fn value(&self, slot: usize, row: usize) -> Option<Val<'v>> {
        match self.given(slot)? {
            Given::Nothing => None,
            Given::Same(value) => Some(value.view()),
            Given::Numbers(numbers) => numbers.get(self.start + row).copied().map(Val::Number),
            Given::Values(values) => values.get(self.start + row)?.as_ref().map(Value::view),
        }
    }

    /// What stands where nothing was given, so that a lane keeps its kind.
    fn blank(&self, slot: usize) -> Val<'v> {
        match self.program.inputs().get(slot).map(|input| &input.kind) {
            Some(Kind::Number(_)) => Val::Number(Fixed::ZERO),
            _ => Val::Bool(false),
        }
    }

    fn input<'f>(&self, slot: usize, missing: Fault) -> Lane<'f, 'v>
    where
        'v: 'f,
    {
        match self.given(slot) {
            Some(Given::Same(value)) => Lane::same(value.view()),
            Some(Given::Numbers(numbers)) => {
                let numbers = numbers.get(self.start..self.start + self.rows).unwrap_or_default();
                Lane { cells: Cells::Numbers(Cow::Borrowed(numbers)), faults: Faults::new() }
            }
            Some(Given::Values(_)) => {
                Lane::of_rows((0..self.rows).map(|row| self.value(slot, row).ok_or(missing)).collect())
            }
            Some(Given::Nothing) | None => {
                let rows = u32::try_from(self.rows).unwrap_or(u32::MAX);
                let faults = (0..rows).map(|row| (row, missing)).collect();
                Lane { cells: Cells::Same(self.blank(slot)), faults }
            }
        }
    }
}

impl<'v> Slots<'v> for Chunk<'v> {
    fn lane<'f>(&'f self, slot: usize, span: Span, item: u32) -> Lane<'f, 'v>
    where
        'v: 'f,
    {
        let missing = Fault { item, ..Fault::new(Reason::Missing, span) };
        match slot.checked_sub(self.batch.given.len()) {
            None => self.input(slot, missing),
            Some(index) => match self.items.get(index) {
                Some(lane) => lane.lend(),
                None => self.input(usize::MAX, missing),
            },
        }
    }

    fn row(&self, row: usize) -> impl Frame<'v> {
        RowOfChunk { chunk: self, row }
    }
}

struct RowOfChunk<'c, 'v> {
    chunk: &'c Chunk<'v>,
    row: usize,
}

impl<'v> Frame<'v> for RowOfChunk<'_, 'v> {
    fn slot(&self, slot: usize) -> Option<Found<'v>> {
        match slot.checked_sub(self.chunk.batch.given.len()) {
            None => self.chunk.value(slot, self.row).map(Ok),
            Some(index) => self.chunk.items.get(index).map(|lane| lane.get(self.row)),
        }
    }
}

/// The results of one item. Rows with a fault hold nothing of meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemColumn {
    cells: ItemCells,
    faults: Vec<(usize, Fault)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ItemCells {
    Numbers(Vec<Fixed>),
    Values(Vec<Value>),
}

impl ItemColumn {
    fn new(kind: &Kind, rows: usize) -> Self {
        let cells = match kind {
            Kind::Number(_) => ItemCells::Numbers(Vec::with_capacity(rows)),
            _ => ItemCells::Values(Vec::with_capacity(rows)),
        };
        Self { cells, faults: Vec::new() }
    }

    /// The numbers, 0 where there is a fault. `None` when the item is no number.
    pub fn numbers(&self) -> Option<&[Fixed]> {
        match &self.cells {
            ItemCells::Numbers(numbers) => Some(numbers),
            ItemCells::Values(_) => None,
        }
    }

    /// Rows without a value, rising.
    pub fn faults(&self) -> &[(usize, Fault)] {
        &self.faults
    }

    /// One person's value or fault. `None` past the last row.
    pub fn get(&self, row: usize) -> Option<Result<Value, Fault>> {
        if let Ok(at) = self.faults.binary_search_by_key(&row, |(row, _)| *row) {
            return self.faults.get(at).map(|(_, fault)| Err(*fault));
        }
        match &self.cells {
            ItemCells::Numbers(numbers) => numbers.get(row).copied().map(|number| Ok(Value::Number(number))),
            ItemCells::Values(values) => values.get(row).cloned().map(Ok),
        }
    }

    fn take(&mut self, start: usize, rows: usize, lane: &Lane<'_, '_>) {
        match (&mut self.cells, lane.as_numbers()) {
            (ItemCells::Numbers(all), Some(super::lane::Numbers::Each(numbers))) => {
                all.extend_from_slice(numbers);
            }
            (ItemCells::Numbers(all), Some(super::lane::Numbers::Same(number))) => {
                all.extend(std::iter::repeat_n(number, rows));
            }
            // Only where every row has a fault.
            (ItemCells::Numbers(all), None) => all.extend(std::iter::repeat_n(Fixed::ZERO, rows)),
            (ItemCells::Values(all), _) => {
                all.extend((0..rows).map(|row| lane.get(row).map_or(Value::Bool(false), Val::owned)));
            }
        }
        let in_batch = |row: u32| start + usize::try_from(row).unwrap_or(0);
        self.faults.extend(lane.faults.iter().map(|(row, fault)| (in_batch(*row), *fault)));
    }
}

/// The results of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    inputs: usize,
    items: Vec<ItemColumn>,
}

impl Columns {
    /// The results of an item. `None` when the slot is no item's.
    pub fn item(&self, slot: Slot) -> Option<&ItemColumn> {
        self.items.get(slot.0.checked_sub(self.inputs)?)
    }

    /// Every item's results, in the order of [`Program::items`].
    pub fn items(&self) -> &[ItemColumn] {
        &self.items
    }
}

pub(crate) fn evaluate_batch(program: &Program, batch: &Batch) -> Columns {
    let mut items: Vec<ItemColumn> =
        program.items().iter().map(|item| ItemColumn::new(&item.kind, batch.rows)).collect();
    let mut start = 0;
    while start < batch.rows {
        let rows = CHUNK.min(batch.rows - start);
        let mut chunk = Chunk { batch, program, start, rows, items: Vec::with_capacity(items.len()) };
        for (index, (item, column)) in program.items().iter().zip(&mut items).enumerate() {
            let lane = ColumnEval::new(&chunk, index, rows).lane(&item.node).into_owned();
            column.take(start, rows, &lane);
            chunk.items.push(lane);
        }
        start += rows;
    }
    Columns { inputs: program.inputs().len(), items }
}
