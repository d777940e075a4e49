//! Sets built in a line or two.

use heng_formula::{
    Code, Compiled, GivenSpec, InputSpec, ItemSpec, KindSpec, Program, Row, SetSpec, compile,
};
use heng_kernel::Locale;

/// A number input.
pub fn number(name: &str, unit: &str) -> InputSpec {
    let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
    InputSpec { name: name.to_owned(), unit, ..InputSpec::default() }
}

/// An input of another kind.
pub fn input(name: &str, kind: KindSpec) -> InputSpec {
    InputSpec { name: name.to_owned(), kind, ..InputSpec::default() }
}

/// A list of records.
pub fn list(name: &str, counted: &str, fields: Vec<InputSpec>) -> InputSpec {
    let unit = Some(counted.to_owned()).filter(|unit| !unit.is_empty());
    InputSpec { name: name.to_owned(), kind: KindSpec::List, unit, fields }
}

/// An item without a declared unit.
pub fn item(name: &str, formula: &str) -> ItemSpec {
    ItemSpec { name: name.to_owned(), formula: formula.to_owned(), ..ItemSpec::default() }
}

/// An item with a declared unit.
pub fn in_unit(name: &str, unit: &str, formula: &str) -> ItemSpec {
    ItemSpec { unit: Some(unit.to_owned()), ..item(name, formula) }
}

pub fn set(inputs: Vec<InputSpec>, items: Vec<ItemSpec>) -> SetSpec {
    SetSpec { inputs, items, ..SetSpec::default() }
}

/// Inputs most tests are content with.
pub fn office() -> Vec<InputSpec> {
    vec![
        number("base", "元"),
        number("days", "天"),
        number("hours", "小时"),
        number("工龄", "年"),
        number("系数", ""),
        number("权重", "%"),
        input("入职日", KindSpec::Date),
        input("岗位", KindSpec::Text),
        input("全勤", KindSpec::Bool),
    ]
}

/// One formula over the office's inputs.
pub fn office_formula(unit: Option<&str>, formula: &str) -> Compiled {
    let result = match unit {
        Some(unit) => in_unit("结果", unit, formula),
        None => item("结果", formula),
    };
    compile(&set(office(), vec![result]))
}

pub fn program(set: &SetSpec) -> Program {
    compile(set).into_program().unwrap_or_else(|faults| {
        let all: Vec<String> = faults.iter().map(|fault| fault.render(Locale::En)).collect();
        panic!("{}", all.join("\n"))
    })
}

pub fn given(values: &[(&str, &str)]) -> GivenSpec {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    GivenSpec { values, ..GivenSpec::default() }
}

pub fn row(program: &Program, values: &[(&str, &str)]) -> Row {
    program.read_row(&given(values)).unwrap()
}

/// The value of one item as text, or the code of its fault.
pub fn outcome(program: &Program, row: &Row, name: &str) -> String {
    let result = program.evaluate(row);
    match result.get(program.slot(name).unwrap()).unwrap() {
        Ok(value) => plain(value),
        Err(fault) => fault.reason.code().to_owned(),
    }
}

pub fn plain(value: &heng_formula::Value) -> String {
    use heng_formula::Value;
    match value {
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Text(text) => text.to_string(),
        Value::List(list) => format!("{} records", list.len()),
    }
}

/// What one formula over the office gives.
pub fn gives(formula: &str, values: &[(&str, &str)]) -> String {
    let program = program(&set(office(), vec![item("结果", formula)]));
    outcome(&program, &row(&program, values), "结果")
}

/// Codes of the errors alone.
pub fn errors(compiled: &Compiled) -> Vec<Code> {
    compiled.errors().map(|error| error.code).collect()
}
