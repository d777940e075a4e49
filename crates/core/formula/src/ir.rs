//! A checked formula: every name is a slot, every unit is known.

use std::sync::Arc;

use chrono::NaiveDate;
use heng_kernel::{Fixed, Rounding};

use crate::{
    spec::Match,
    table::{Mark, Table},
    text::Span,
    unit::{Measure, Term},
};

/// How a value is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Shown {
    /// Not a number.
    #[default]
    Plain,
    /// A number whose unit is still looked for; `true` for per cent.
    Sought(Term, bool),
    /// A number.
    Number(Measure),
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) span: Span,
    pub(crate) shown: Shown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arith {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extreme {
    Least,
    Greatest,
}

/// To what a number is rounded.
#[derive(Clone, Debug)]
pub(crate) enum Grain {
    Places(u32),
    Step(Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOp {
    /// A day plus a whole number of days.
    AddDays,
    SubtractDays,
    AddMonths,
    AddYears,
    DaysBetween,
    MonthsBetween,
    YearsBetween,
    Year,
    Month,
    Day,
    Weekday,
    MonthStart,
    MonthEnd,
    DaysInMonth,
    Make,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aggregate {
    Sum,
    Average,
    Count,
    Least,
    Greatest,
    Any,
    All,
}

#[derive(Clone, Debug)]
pub(crate) enum Op {
    Number(Fixed),
    Bool(bool),
    Date(NaiveDate),
    Text(Arc<str>),
    /// An input or item.
    Slot(usize),
    /// A field of the record at hand; level 0 is the outermost aggregate.
    Element {
        level: usize,
        field: usize,
    },
    Negate(Box<Node>),
    Not(Box<Node>),
    Absolute(Box<Node>),
    Arith(Arith, Box<[Node; 2]>),
    Compare(Comparison, Box<[Node; 2]>),
    And(Box<[Node; 2]>),
    Or(Box<[Node; 2]>),
    In(Box<Node>, Vec<Node>),
    /// Condition, then, otherwise.
    If(Box<[Node; 3]>),
    Case(Vec<(Node, Node)>, Box<Node>),
    Extreme(Extreme, Vec<Node>),
    /// Value, lower bound, upper bound.
    Clamp(Box<[Node; 3]>),
    Round {
        value: Box<Node>,
        grain: Grain,
        mode: Rounding,
    },
    Lookup {
        table: Arc<Table>,
        column: usize,
        keys: Vec<Node>,
    },
    /// The arm whose mark fits the value.
    Pick {
        value: Box<Node>,
        matching: Match,
        arms: Vec<(Mark, Node)>,
        otherwise: Option<Box<Node>>,
    },
    /// Part by part: each band's share of the value times the band's rate. Edges rise.
    Progressive {
        value: Box<Node>,
        bands: Vec<(Fixed, Node)>,
    },
    Calendar(DateOp, Vec<Node>),
    /// `weight` is what one record costs.
    Aggregate {
        kind: Aggregate,
        list: usize,
        body: Option<Box<Node>>,
        filter: Option<Box<Node>>,
        weight: u32,
    },
    OrElse(Box<[Node; 2]>),
    Has(Box<Node>),
}

impl Node {
    /// How many parts it has, itself included.
    pub(crate) fn weigh(&mut self) -> u32 {
        let below: u32 = self.parts_mut().into_iter().map(Self::weigh).fold(1, u32::saturating_add);
        if let Op::Aggregate { weight, .. } = &mut self.op {
            *weight = below;
        }
        below
    }

    /// Every part directly below, in order.
    pub(crate) fn parts_mut(&mut self) -> Vec<&mut Self> {
        match &mut self.op {
            Op::Number(_) | Op::Bool(_) | Op::Date(_) | Op::Text(_) | Op::Slot(_) | Op::Element { .. } => {
                Vec::new()
            }
            Op::Negate(part) | Op::Not(part) | Op::Absolute(part) | Op::Has(part) => vec![part],
            Op::Arith(_, parts)
            | Op::Compare(_, parts)
            | Op::And(parts)
            | Op::Or(parts)
            | Op::OrElse(parts) => parts.iter_mut().collect(),
            Op::If(parts) | Op::Clamp(parts) => parts.iter_mut().collect(),
            Op::In(needle, options) => std::iter::once(&mut **needle).chain(options).collect(),
            Op::Case(arms, otherwise) => {
                let arms = arms.iter_mut().flat_map(|(when, then)| [when, then]);
                arms.chain(std::iter::once(&mut **otherwise)).collect()
            }
            Op::Pick { value, arms, otherwise, .. } => {
                let arms = arms.iter_mut().map(|(_, arm)| arm);
                let otherwise = otherwise.iter_mut().map(|part| &mut **part);
                std::iter::once(&mut **value).chain(arms).chain(otherwise).collect()
            }
            Op::Progressive { value, bands } => {
                std::iter::once(&mut **value).chain(bands.iter_mut().map(|(_, rate)| rate)).collect()
            }
            Op::Extreme(_, parts) | Op::Calendar(_, parts) | Op::Lookup { keys: parts, .. } => {
                parts.iter_mut().collect()
            }
            Op::Round { value, grain, .. } => match grain {
                Grain::Places(_) => vec![value],
                Grain::Step(step) => vec![value, step],
            },
            Op::Aggregate { body, filter, .. } => {
                body.iter_mut().chain(filter.iter_mut()).map(|part| &mut **part).collect()
            }
        }
    }
}
