//! The tree of a formula as it was written.

use chrono::NaiveDate;

/// A piece of a formula's text, in bytes: from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    pub(crate) fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The piece of `text` it covers.
    pub fn of(self, text: &str) -> &str {
        let (Ok(start), Ok(end)) = (usize::try_from(self.start), usize::try_from(self.end)) else {
            return "";
        };
        text.get(start..end).unwrap_or("")
    }
}

/// One part of a formula. Two are equal when they say the same, wherever they stand.
#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) span: Span,
    /// Levels below and including this one.
    pub(crate) depth: u16,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExprKind {
    Number(Number),
    Text(String),
    Date(NaiveDate),
    Bool(bool),
    Name(String),
    Field { list: String, field: String },
    Unary(UnaryOp, Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
    Call { name: String, name_span: Span, args: Vec<Arg>, filter: Option<Box<Expr>> },
}

/// A number as written: digits, 万 or 亿, % or ‰, unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Half-width digits with at most one point.
    pub(crate) digits: String,
    pub(crate) scale: Option<Scale>,
    pub(crate) suffix: Option<Suffix>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    TenThousand,
    HundredMillion,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Suffix {
    Percent,
    PerMille,
    Unit(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnaryOp {
    Negate,
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    And,
    Or,
}

impl BinaryOp {
    /// The sign the formatter writes.
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "×",
            Self::Divide => "÷",
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Greater => ">",
            Self::AtLeast => "≥",
            Self::And => "and",
            Self::Or => "or",
        }
    }

    /// How tightly it binds; more is tighter.
    pub(crate) const fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual | Self::Less | Self::AtMost | Self::Greater | Self::AtLeast => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide => 6,
        }
    }

    pub(crate) const fn compares(self) -> bool {
        self.strength() == 4
    }
}

/// An argument, perhaps with what stands before its colon.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arg {
    pub(crate) label: Label,
    pub(crate) value: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Label {
    None,
    /// `工龄 >= 10: 500`.
    Of(Box<Expr>),
    /// `else: 100`.
    Else,
}
