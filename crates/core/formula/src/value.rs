//! Values that go into formulas and come out of them.

use std::sync::Arc;

use chrono::NaiveDate;
use heng_kernel::{Fixed, Money};

/// An owned value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An exact number; per cent as a share (8 % is 0.08), money in major units.
    Number(Fixed),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(NaiveDate),
    /// A text.
    Text(Arc<str>),
    /// Any number of records or plain values.
    List(Arc<List>),
}

impl Value {
    /// An amount of money in major units.
    pub fn money(amount: Money) -> Self {
        Self::Number(Fixed::from_money(amount))
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(Arc::from(text))
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<Fixed> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn view(&self) -> Val<'_> {
        match self {
            Self::Number(number) => Val::Number(*number),
            Self::Bool(truth) => Val::Bool(*truth),
            Self::Date(date) => Val::Date(*date),
            Self::Text(text) => Val::Text(text),
            Self::List(list) => Val::List(list),
        }
    }
}

impl From<Fixed> for Value {
    fn from(number: Fixed) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

/// Records kept by field. A plain list has one field without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    len: usize,
    fields: Vec<Vec<Value>>,
}

impl List {
    /// The longest list that is taken.
    pub const MAX: usize = 10_000;

    /// A list of plain values. `None` when it is too long.
    pub fn plain(values: Vec<Value>) -> Option<Self> {
        (values.len() <= Self::MAX).then(|| Self { len: values.len(), fields: vec![values] })
    }

    /// A list of records, given by field in the order of the declaration, `len` values each. `None` when the lengths differ or
    /// it is too long.
    pub fn records(len: usize, fields: Vec<Vec<Value>>) -> Option<Self> {
        let fits = len <= Self::MAX && fields.iter().all(|field| field.len() == len);
        fits.then_some(Self { len, fields })
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn fields(&self) -> &[Vec<Value>] {
        &self.fields
    }

    pub(crate) fn cell(&self, field: usize, record: usize) -> Option<Val<'_>> {
        self.fields.get(field)?.get(record).map(Value::view)
    }
}

/// A value on its way through a formula: copied freely, borrowing texts and lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Val<'v> {
    Number(Fixed),
    Bool(bool),
    Date(NaiveDate),
    Text(&'v str),
    List(&'v List),
}

impl Val<'_> {
    pub(crate) fn owned(self) -> Value {
        match self {
            Self::Number(number) => Value::Number(number),
            Self::Bool(truth) => Value::Bool(truth),
            Self::Date(date) => Value::Date(date),
            Self::Text(text) => Value::text(text),
            Self::List(list) => Value::List(Arc::new(list.clone())),
        }
    }
}
