//! Why a formula has no value for one person.

use heng_kernel::{Finding, Locale, Severity};

use crate::{program::Program, text::Span, words::Both};

/// The reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A divisor is 0.
    DivisionByZero,
    /// A number beyond 26 digits before the point.
    Overflow,
    /// An input was not given for this person.
    Missing,
    /// No row of the table fits.
    NoRow,
    /// An average, least or greatest of nothing.
    EmptyList,
    /// More steps over lists than one evaluation may take.
    TooMuchWork,
    /// A day outside the calendar.
    NoSuchDate,
    /// A number that must be whole is not.
    NotWhole,
    /// The lower bound lies above the upper one, or a step is not positive.
    BadBounds,
    /// An input of another kind than declared.
    WrongKind,
}

impl Reason {
    /// Stable, dotted.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DivisionByZero => "formula.division_by_zero",
            Self::Overflow => "formula.overflow",
            Self::Missing => "formula.missing_value",
            Self::NoRow => "formula.no_row",
            Self::EmptyList => "formula.empty_list",
            Self::TooMuchWork => "formula.too_much_work",
            Self::NoSuchDate => "formula.no_such_date",
            Self::NotWhole => "formula.not_whole",
            Self::BadBounds => "formula.bad_bounds",
            Self::WrongKind => "formula.wrong_kind",
        }
    }

    /// Nothing is there, which `or_else` replaces; all else is a fault that must not be hidden.
    pub(crate) const fn is_absence(self) -> bool {
        matches!(self, Self::Missing | Self::NoRow | Self::EmptyList)
    }

    /// In words.
    pub fn say(self, locale: Locale) -> &'static str {
        self.words().pick(locale)
    }

    const fn words(self) -> Both {
        match self {
            Self::DivisionByZero => Both::new("除数是 0", "divided by nought"),
            Self::Overflow => Both::new("数太大，放不下", "the number is too large to hold"),
            Self::Missing => Both::new("没有给出", "not given"),
            Self::NoRow => Both::new("表里没有合适的行", "no row of the table fits"),
            Self::EmptyList => Both::new("清单里没有记录", "the list is empty"),
            Self::TooMuchWork => {
                Both::new("清单太长，计算量超出限度", "the lists are too long to go through")
            }
            Self::NoSuchDate => Both::new("日期超出日历", "the day is outside the calendar"),
            Self::NotWhole => Both::new("这里要整数", "a whole number is needed"),
            Self::BadBounds => Both::new(
                "下限高于上限，或步长不是正数",
                "the lower bound is above the upper, or a step is not positive",
            ),
            Self::WrongKind => Both::new("值的类型和声明不符", "the value is not of its declared kind"),
        }
    }
}

/// A reason with its place: the item whose formula failed first, and the piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// Why.
    pub reason: Reason,
    /// The piece of the formula.
    pub span: Span,
    /// Index of the item in [`Program::items`] whose formula it is.
    pub item: u32,
}

impl Fault {
    pub(crate) const fn new(reason: Reason, span: Span) -> Self {
        Self { reason, span, item: 0 }
    }

    /// In words with the place: `绩效奖金 第 1 行第 3 列 “实际 ÷ 目标”：除数是 0`.
    pub fn render(&self, program: &Program, locale: Locale) -> String {
        let why = self.reason.say(locale);
        let Some((name, place)) = program.place(self) else { return why.to_owned() };
        locale.pick(
            format!("{name} 第 {} 行第 {} 列“{}”：{why}", place.line, place.column, place.snippet),
            format!("{name}, line {}, column {}, “{}”: {why}", place.line, place.column, place.snippet),
        )
    }

    /// As the kernel's finding; the path is `item:line:column`.
    pub fn finding(&self, program: &Program) -> Finding {
        let place = program.place(self);
        let path = place
            .as_ref()
            .map_or_else(String::new, |(name, place)| format!("{name}:{}:{}", place.line, place.column));
        let finding = Finding::new(self.reason.code(), Severity::Error, path);
        match place {
            Some((_, place)) => finding.with("text", place.snippet),
            None => finding,
        }
    }
}
