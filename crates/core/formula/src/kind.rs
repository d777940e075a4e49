//! Kinds of values, with their units.

use std::sync::Arc;

use heng_kernel::Locale;

use crate::{spec::KindSpec, unit::Measure};

/// The kind of an input, item, field or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An exact number in a unit.
    Number(Measure),
    /// A text.
    Text,
    /// A day.
    Date,
    /// Yes or no.
    Bool,
    /// Any number of records or plain values.
    List(Arc<ListKind>),
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListKind {
    /// The unit in which its records are counted.
    pub counted: Measure,
    /// Its fields; a plain list has one without a name.
    pub fields: Vec<(String, Kind)>,
}

impl ListKind {
    /// Whether it holds plain values.
    pub fn is_plain(&self) -> bool {
        matches!(self.fields.as_slice(), [(name, _)] if name.is_empty())
    }

    pub(crate) fn field(&self, name: &str) -> Option<(usize, &Kind)> {
        let index = self.fields.iter().position(|(field, _)| field == name)?;
        self.fields.get(index).map(|(_, kind)| (index, kind))
    }
}

impl Kind {
    pub(crate) fn spec(&self) -> KindSpec {
        match self {
            Self::Number(_) => KindSpec::Number,
            Self::Text => KindSpec::Text,
            Self::Date => KindSpec::Date,
            Self::Bool => KindSpec::Bool,
            Self::List(_) => KindSpec::List,
        }
    }

    /// In words, with the unit of a number.
    pub fn word(&self, locale: Locale) -> String {
        match self {
            Self::Number(measure) if !measure.is_pure() => locale.pick(
                format!("数（{}）", measure.word(locale)),
                format!("number ({})", measure.word(locale)),
            ),
            _ => kind_word(self.spec()).pick(locale).to_owned(),
        }
    }
}

pub(crate) const fn kind_word(kind: KindSpec) -> crate::words::Both {
    use crate::words::Both;
    match kind {
        KindSpec::Number => Both::new("数", "a number"),
        KindSpec::Text => Both::new("文字", "a text"),
        KindSpec::Date => Both::new("日期", "a date"),
        KindSpec::Bool => Both::new("是或否", "yes or no"),
        KindSpec::List => Both::new("清单", "a list"),
    }
}
