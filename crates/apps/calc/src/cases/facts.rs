//! The inputs of a case, and the kinds of value they are written with.

use chrono::NaiveDate;
use heng_kernel::{Money, Rate};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _},
};
use serde_json::{Map, Value, value::RawValue};

use super::literal::Literal;
use crate::categories::{self, Category};

/// What is computed for a case, by field.
pub(crate) type Answer = Value;

/// An object of the given fields.
pub(crate) fn answer<const N: usize>(fields: [(&str, Value); N]) -> Answer {
    Value::Object(Map::from_iter(fields.map(|(name, value)| (name.to_owned(), value))))
}

/// Why a case cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CaseFault {
    /// No engine answers for it.
    #[error("unknown category `{0}`")]
    UnknownCategory(String),
    /// Two cases of one name.
    #[error("an earlier case has the same id")]
    RepeatedId,
    /// The case or its input is not of the form: an unknown, missing, repeated or ill-typed field.
    #[error("{0}")]
    Form(String),
    /// A field whose value is not one.
    #[error("field `{field}`: `{value}` is not one of the values it can have")]
    BadValue {
        /// Its name.
        field: String,
        /// What stands there.
        value: String,
    },
    /// The fields that are there ask for nothing that is known, or for two things at once.
    #[error("the fields of `input` ask for nothing this category answers")]
    NoQuestion,
    /// The engine refuses: no rule for the place and day, a figure out of bounds.
    #[error("{0}")]
    Refused(String),
}

impl CaseFault {
    /// From a JSON fault, without the line and column of a text the reader never sees alone.
    pub(crate) fn input(error: &serde_json::Error) -> Self {
        let words = error.to_string();
        Self::Form(words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words).to_owned())
    }

    pub(crate) fn value(field: &str, value: impl ToString) -> Self {
        Self::BadValue { field: field.to_owned(), value: value.to_string() }
    }

    pub(crate) fn refused(why: impl ToString) -> Self {
        Self::Refused(why.to_string())
    }
}

/// What a case is computed from.
pub(crate) struct Facts<'a> {
    category: &'static Category,
    as_of: NaiveDate,
    input: &'a RawValue,
    fields: Vec<String>,
    expected: Literal,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        category: String,
        as_of: NaiveDate,
        input: &'a RawValue,
        expected: &RawValue,
    ) -> Result<Self, CaseFault> {
        let known = categories::find(&category).ok_or(CaseFault::UnknownCategory(category))?;
        let expected = Literal::read(expected).map_err(|error| CaseFault::input(&error))?;
        if !matches!(expected, Literal::Object(_)) {
            return Err(CaseFault::Form("`expected` is not an object".to_owned()));
        }
        let fields = match Literal::read(input).map_err(|error| CaseFault::input(&error))? {
            Literal::Object(fields) => fields.into_iter().map(|(name, _)| name).collect(),
            _ => return Err(CaseFault::Form("`input` is not an object".to_owned())),
        };
        Ok(Self { category: known, as_of, input, fields, expected })
    }

    pub(crate) fn category(&self) -> &'static Category {
        self.category
    }

    /// The day whose rules count, where the input names none.
    pub(crate) fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The input in the category's form. The form refuses unknown fields; a value that is not of its kind is told with its field.
    pub(crate) fn input<T: DeserializeOwned>(&self) -> Result<T, CaseFault> {
        let mut input = serde_json::Deserializer::from_str(self.input.get());
        serde_path_to_error::deserialize(&mut input).map_err(|error| {
            let fault = CaseFault::input(error.inner());
            let path = error.path().to_string();
            match fault {
                CaseFault::Form(words) if path != "." && !words.contains(&format!("field `{path}`")) => {
                    CaseFault::Form(format!("field `{path}`: {words}"))
                }
                fault => fault,
            }
        })
    }

    /// Whether the input has a field of this name: which of the category's questions it asks.
    pub(crate) fn names(&self, field: &str) -> bool {
        self.fields.iter().any(|name| name == field)
    }

    pub(super) fn expected(&self) -> &Literal {
        &self.expected
    }
}

/// The text of a number or a numeric text as it stands in the file.
fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    match Literal::read(&raw).map_err(D::Error::custom)? {
        Literal::Number(text) | Literal::Text(text) => Ok(text),
        other => Err(D::Error::custom(format!("{other} is neither a number nor a text"))),
    }
}

/// `text` as a whole number of units of 10^-`places`; `None` when it is no plain decimal or has more places.
fn scaled(text: &str, places: usize) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let sound = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let kept = fraction.trim_end_matches('0');
    if whole.is_empty() || !sound(whole) || !sound(fraction) || kept.len() > places {
        return None;
    }
    let units: i64 = format!("{whole}{kept:0<places$}").parse().ok()?;
    Some(if negative { -units } else { units })
}

macro_rules! read_from_text {
    ($($(#[$doc:meta])* $name:ident($held:ty), $what:literal, $read:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) $held);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = scalar(deserializer)?;
                let read: fn(&str) -> Option<$held> = $read;
                read(&text).map(Self).ok_or_else(|| D::Error::custom(format!(concat!("`{}` is not ", $what), text)))
            }
        }
    )+};
}

read_from_text! {
    /// An amount in major units, at most two decimals.
    Yuan(Money), "an amount of money", |text| scaled(text, 2).map(Money::from_minor);
    /// A rate as a decimal fraction: `0.07`.
    Share(Rate), "a rate", |text| scaled(text, 6).map(Rate::from_ppm);
    /// A number with at most two decimals, in hundredths: `7.5` is 750.
    Hundredths(i64), "a number of at most two decimals", |text| scaled(text, 2);
    /// A whole number, not below nothing.
    Count(u32), "a whole number", |text| scaled(text, 0).and_then(|number| number.try_into().ok());
    /// A day: `2026-02-28`.
    Day(NaiveDate), "a day, YYYY-MM-DD", |text| (text.len() == 10).then(|| text.parse().ok()).flatten();
}

/// A word, or a number that stands for one: `open`, `12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word(pub(crate) String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar(deserializer).map(Self)
    }
}

/// A month: `2026-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    /// Its first day.
    pub(crate) first: NaiveDate,
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let first = (text.len() == 7).then(|| format!("{text}-01").parse().ok()).flatten();
        first.map(|first| Self { first }).ok_or_else(|| D::Error::custom(format!("`{text}` is not a month")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_their_text() {
        let yuan = |json: &str| serde_json::from_str::<Yuan>(json).ok().map(|yuan| yuan.0.minor());
        assert_eq!(yuan("\"13333.33\""), Some(1_333_333));
        assert_eq!(yuan("13333.33"), Some(1_333_333));
        assert_eq!(yuan("90071992547409.93"), Some(9_007_199_254_740_993), "more than a binary float holds");
        assert_eq!(yuan("\"1.230\""), Some(123));
        for bad in ["\"1.234\"", "1e3", "\"\"", "null", "true", "[]", "\"１\"", "\"99999999999999999999\""] {
            assert_eq!(yuan(bad), None, "{bad}");
        }
    }
}
