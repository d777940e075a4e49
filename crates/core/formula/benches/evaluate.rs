//! How fast formulas are: `cargo bench -p heng-formula`. Figures are per item where `ItemsCount` says so.

#![expect(clippy::panic, reason = "a bench that cannot be set up has nothing to measure")]

use divan::{Bencher, black_box, counter::ItemsCount};
use heng_formula::{Batch, Given, InputSpec, ItemSpec, Program, Row, SetSpec, Value, compile};
use heng_kernel::Fixed;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

const PEOPLE: usize = 1_024;

fn number(name: &str, unit: &str) -> InputSpec {
    InputSpec { name: name.to_owned(), unit: Some(unit.to_owned()), ..InputSpec::default() }
}

fn item(name: &str, formula: &str) -> ItemSpec {
    ItemSpec { name: name.to_owned(), formula: formula.to_owned(), ..ItemSpec::default() }
}

/// Inputs a to e and ten items of one shape, each of them three operations or fewer.
fn program(formula: &str) -> Program {
    let inputs = ["a", "b", "c", "d", "e"].iter().map(|name| number(name, "")).collect();
    let items = (0..10).map(|index| item(&format!("x{index}"), formula)).collect();
    let spec = SetSpec { inputs, items, ..SetSpec::default() };
    compile(&spec).into_program().unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Thirty items as a payroll has them.
fn payroll() -> Program {
    let mut items = Vec::new();
    for index in 0..6 {
        items.push(item(&format!("day{index}"), "round(a / 21.75 * b, 2)"));
        items.push(item(&format!("rate{index}"), "round(a * 8%, 2)"));
        items.push(item(&format!("sum{index}"), &format!("day{index} + rate{index} + c")));
        items.push(item(&format!("cap{index}"), &format!("min(max(sum{index}, 0), 35000)")));
        items.push(item(&format!("if{index}"), &format!("if(d >= 10, cap{index} + 500, cap{index} + 300)")));
    }
    let inputs = ["a", "b", "c", "d"].iter().map(|name| number(name, "")).collect();
    let spec = SetSpec { inputs, items, ..SetSpec::default() };
    compile(&spec).into_program().unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn amount(person: usize, input: usize) -> Fixed {
    let cents = (person * 7_919 + input * 104_729) % 3_000_000 + 1;
    Fixed::from_scaled(i128::try_from(cents).unwrap_or(1) * 10_000_000_000)
}

fn batch(program: &Program) -> Batch {
    let mut batch = program.batch(PEOPLE);
    for (index, input) in program.inputs().iter().enumerate() {
        let numbers = (0..PEOPLE).map(|person| amount(person, index)).collect();
        batch.set(program, &input.name, Given::Numbers(numbers)).unwrap_or_else(|fault| panic!("{fault}"));
    }
    batch
}

fn row(program: &Program, person: usize) -> Row {
    let mut row = program.row();
    for (index, input) in program.inputs().iter().enumerate() {
        let value = Value::Number(amount(person, index));
        row.set(program, &input.name, value).unwrap_or_else(|fault| panic!("{fault}"));
    }
    row
}

#[divan::bench(args = ["a + b", "a * b", "a / b", "a / 21.75 * b", "round(a * 8%, 2)", "if(a > b, c, d)", "min(max(a, b), c)"])]
fn simple_items_in_a_batch(bencher: Bencher<'_, '_>, formula: &str) {
    let program = program(formula);
    let batch = batch(&program);
    bencher.counter(ItemsCount::new(PEOPLE * 10)).bench(|| program.evaluate_batch(black_box(&batch)));
}

#[divan::bench]
fn payroll_items_in_a_batch(bencher: Bencher<'_, '_>) {
    let program = payroll();
    let batch = batch(&program);
    bencher.counter(ItemsCount::new(PEOPLE * 30)).bench(|| program.evaluate_batch(black_box(&batch)));
}

#[divan::bench]
fn payroll_items_one_by_one(bencher: Bencher<'_, '_>) {
    let program = payroll();
    let row = row(&program, 3);
    bencher.counter(ItemsCount::new(30_usize)).bench(|| program.evaluate(black_box(&row)));
}

#[divan::bench]
fn payroll_items_with_trace(bencher: Bencher<'_, '_>) {
    let program = payroll();
    let row = row(&program, 3);
    bencher.counter(ItemsCount::new(30_usize)).bench(|| program.trace(black_box(&row)).items.len());
}

#[divan::bench]
fn compile_a_payroll(bencher: Bencher<'_, '_>) {
    bencher.bench(payroll);
}
