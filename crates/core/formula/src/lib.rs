//! Heng's language for pay items, indicators, routes and alerts.
//!
//! A [`SetSpec`] declares inputs, tables and items; [`compile`] checks it as a whole and gives a [`Program`], or every
//! [`Diagnostic`] with place, reason and advice in Chinese and English. A program is evaluated for one person ([`Row`]),
//! with every step remembered ([`Program::trace`]), or for many by columns ([`Batch`]).
//!
//! Invariants: exact decimals ([`heng_kernel::Fixed`]), division rounded half away from zero at the twelfth digit; whatever
//! does not fit is a [`Fault`] with its place; a missing value is missing, never zero; the same values come out with and
//! without a trace, for one and for many; no text and no input can make it panic, loop or grow without bound.
//!
//! What it deliberately lacks: loops, recursion, access to anything but its inputs.
//!
//! ```
//! use heng_formula::{GivenSpec, InputSpec, ItemSpec, SetSpec, Value, compile};
//!
//! let years = InputSpec { name: "工龄".into(), unit: Some("年".into()), ..InputSpec::default() };
//! let bonus = ItemSpec { name: "工龄工资".into(), formula: "如果(工龄 >= 10年, 500元, 300元)".into(), ..ItemSpec::default() };
//! let set = SetSpec { inputs: vec![years], items: vec![bonus], ..SetSpec::default() };
//! let program = compile(&set).into_program().unwrap();
//!
//! let given = GivenSpec { values: [("工龄".into(), "12".into())].into(), ..GivenSpec::default() };
//! let result = program.evaluate(&program.read_row(&given).unwrap());
//! let value = result.get(program.slot("工龄工资").unwrap()).unwrap();
//! assert!(matches!(value, Ok(Value::Number(yuan)) if yuan.to_string() == "500"));
//! ```

mod check;
mod complete;
mod diagnostic;
mod fault;
mod function;
mod given;
mod ir;
mod kind;
mod near;
mod ops;
mod program;
pub mod report;
mod run;
mod show;
mod spec;
mod table;
mod text;
mod unit;
mod value;
mod words;

pub use complete::{Completion, Offer, complete_at, completions};
pub use diagnostic::{Code, Diagnostic, Place};
pub use fault::{Fault, Reason};
pub use given::GivenSpec;
pub use kind::{Kind, ListKind};
pub use program::{Compiled, Input, Item, Program, Slot, compile};
pub use run::{Batch, Columns, Given, ItemColumn, ItemTrace, NotGiven, Row, RowResult, Traced};
pub use show::TraceNode;
pub use spec::{InputSpec, ItemSpec, KeySpec, KindSpec, Match, RoundSpec, SetSpec, TableSpec};
pub use text::Span;
pub use unit::{Measure, canonical as unit_code};
pub use value::{List, Value};
