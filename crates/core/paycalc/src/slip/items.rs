//! The items of a structure as formulas: compiled once, evaluated by columns of people.

use heng_formula::{Batch, Diagnostic, Given, ItemSpec, Program, SetSpec, Slot, Value, compile};
use heng_kernel::{Finding, Fixed, Money, Rounding};

use super::{facts::PersonMonth, structure::PayStructure};

/// What is wrong with a structure: everything at once, errors and warnings.
#[derive(Debug, thiserror::Error)]
#[error("the pay structure has {} faults", .0.iter().filter(|diagnostic| diagnostic.is_error()).count())]
pub struct StructureFault(pub Vec<Diagnostic>);

/// A compiled set with the places of inputs and items in it.
#[derive(Debug)]
pub(super) struct Items {
    pub(super) program: Program,
    pub(super) inputs: Vec<(Slot, Option<Value>)>,
    pub(super) items: Vec<Slot>,
}

/// Amounts of a chunk of people, row by row.
#[derive(Debug)]
pub(super) struct Sheet {
    items: usize,
    amounts: Vec<Money>,
    faults: Vec<(usize, Finding)>,
}

impl Sheet {
    /// One person's amounts, in the order of the structure's items.
    pub(super) fn row(&self, row: usize) -> &[Money] {
        self.amounts.get(row * self.items..(row + 1) * self.items).unwrap_or_default()
    }

    /// Why items of a person have no amount.
    pub(super) fn faults(&self, row: usize) -> impl Iterator<Item = Finding> + use<'_> {
        self.faults.iter().filter(move |(of, _)| *of == row).map(|(_, finding)| finding.clone())
    }
}

impl Items {
    /// Compiles a structure's formulas; the diagnostics beside them are warnings and notes.
    pub(super) fn compile(structure: &PayStructure) -> Result<(Self, Vec<Diagnostic>), StructureFault> {
        let compiled = compile(&set(structure));
        let Some(program) = compiled.program else { return Err(StructureFault(compiled.diagnostics)) };
        let slot = |name: &str| program.slot(name);
        let inputs = structure
            .inputs
            .iter()
            .filter_map(|input| Some((slot(&input.name)?, input.default.map(Value::Number))));
        let inputs: Vec<_> = inputs.collect();
        let items: Vec<_> = structure.items.iter().filter_map(|item| slot(&item.name)).collect();
        // Names that the language writes otherwise (full-width letters, say) would lose their place here.
        if inputs.len() != structure.inputs.len() || items.len() != structure.items.len() {
            return Err(StructureFault(compiled.diagnostics));
        }
        Ok((Self { program, inputs, items }, compiled.diagnostics))
    }

    pub(super) fn sheet(&self) -> Sheet {
        Sheet { items: self.items.len(), amounts: Vec::new(), faults: Vec::new() }
    }

    /// The amounts of people, into a sheet that is used again.
    pub(super) fn evaluate(&self, people: &[PersonMonth], sheet: &mut Sheet) {
        sheet.amounts.clear();
        sheet.amounts.resize(people.len() * self.items.len(), Money::ZERO);
        sheet.faults.clear();
        let columns = self.program.evaluate_batch(&self.batch(people));
        for (place, slot) in self.items.iter().enumerate() {
            let Some(column) = columns.item(*slot) else { continue };
            let numbers = column.numbers().unwrap_or_default();
            let cells = sheet.amounts.iter_mut().skip(place).step_by(self.items.len().max(1));
            for (row, (cell, number)) in cells.zip(numbers).enumerate() {
                match money(*number) {
                    Some(amount) => *cell = amount,
                    None => sheet.faults.push((row, self.too_large(*slot))),
                }
            }
            let faults = column.faults().iter().map(|(row, fault)| (*row, fault.finding(&self.program)));
            sheet.faults.extend(faults);
        }
    }

    /// The finding on an item whose amount does not fit.
    pub(super) fn too_large(&self, slot: Slot) -> Finding {
        let item = self.program.items().iter().find(|item| item.slot() == slot);
        let name = item.map_or("", |item| item.name.as_str());
        Finding::new("pay.too_large", heng_kernel::Severity::Error, name)
    }

    fn batch(&self, people: &[PersonMonth]) -> Batch {
        let mut batch = self.program.batch(people.len());
        for (place, (slot, default)) in self.inputs.iter().enumerate() {
            // A value of another kind than declared is not taken: it is then missing, and the items say so.
            let _ = batch.set_slot(&self.program, *slot, given(people, place, default.as_ref()));
        }
        batch
    }

    /// One person's inputs.
    pub(super) fn row(&self, person: &PersonMonth) -> heng_formula::Row {
        let mut row = self.program.row();
        for (place, (slot, default)) in self.inputs.iter().enumerate() {
            if let Some(value) = value(person, place).or(default.as_ref()) {
                let _ = row.set_slot(&self.program, *slot, value.clone());
            }
        }
        for source in &person.sources {
            if let Some((slot, _)) = self.inputs.get(source.input) {
                row.set_source(*slot, source.from.clone());
            }
        }
        row
    }
}

/// An input of everybody: by numbers alone where it can be.
fn given(people: &[PersonMonth], place: usize, default: Option<&Value>) -> Given {
    let values = || people.iter().map(|person| value(person, place).or(default));
    let numbers: Option<Vec<Fixed>> = values().map(|value| value.and_then(Value::number)).collect();
    match numbers {
        Some(numbers) => Given::Numbers(numbers),
        None => Given::Values(values().map(Option::<&Value>::cloned).collect()),
    }
}

fn value(person: &PersonMonth, place: usize) -> Option<&Value> {
    person.values.get(place)?.as_ref()
}

/// The set of formulas a structure stands for.
fn set(structure: &PayStructure) -> SetSpec {
    let steps = structure.steps.iter().cloned().map(|step| ItemSpec { step: true, ..step });
    let items = structure.items.iter().map(|item| item.spec(&structure.money));
    SetSpec {
        units: Vec::new(),
        inputs: structure.inputs.iter().map(super::structure::PayInput::spec).collect(),
        tables: structure.tables.clone(),
        items: steps.chain(items).collect(),
    }
}

/// A number of major units as money. Items are rounded by their formula, so this is exact for all but those rounded to more
/// than two digits.
#[inline]
pub(super) fn money(number: Fixed) -> Option<Money> {
    const PER_MINOR: i64 = 10_000_000_000;
    match i64::try_from(number.scaled()) {
        Ok(scaled) if scaled % PER_MINOR == 0 => Some(Money::from_minor(scaled / PER_MINOR)),
        _ => number.to_money(Rounding::HalfUp),
    }
}
