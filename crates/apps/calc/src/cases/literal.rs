//! JSON with its numbers as they were written.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// How deep lists and objects may nest: far more than any case needs, far less than any stack holds.
const DEEPEST: usize = 16;

/// A JSON value; scalars keep their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    Null,
    Bool(bool),
    /// The digits as they stand in the file.
    Number(String),
    Text(String),
    List(Vec<Literal>),
    Object(Vec<(String, Literal)>),
}

impl Literal {
    /// Reads a value. Objects that name a field twice and values nested too deeply are refused.
    pub(crate) fn read(raw: &RawValue) -> Result<Self, serde_json::Error> {
        Self::read_at(raw.get(), 0)
    }

    fn read_at(text: &str, depth: usize) -> Result<Self, serde_json::Error> {
        if depth > DEEPEST {
            return Err(serde_json::Error::custom(format!("nested more than {DEEPEST} deep")));
        }
        match text.trim_start().chars().next() {
            Some('{') => {
                let Fields(fields) = serde_json::from_str(text)?;
                let read =
                    |(name, raw): (String, &RawValue)| Ok((name, Self::read_at(raw.get(), depth + 1)?));
                fields.into_iter().map(read).collect::<Result<_, _>>().map(Self::Object)
            }
            Some('[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text)?;
                let read = |raw: &RawValue| Self::read_at(raw.get(), depth + 1);
                items.into_iter().map(read).collect::<Result<_, _>>().map(Self::List)
            }
            Some('"') => serde_json::from_str(text).map(Self::Text),
            Some('n') => Ok(Self::Null),
            Some('t') => Ok(Self::Bool(true)),
            Some('f') => Ok(Self::Bool(false)),
            _ => Ok(Self::Number(text.trim().to_owned())),
        }
    }

    /// The computed side. Nothing computed holds a binary fraction, so its numbers print exactly.
    pub(crate) fn of(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => Self::Number(number.to_string()),
            serde_json::Value::String(text) => Self::Text(text.clone()),
            serde_json::Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            serde_json::Value::Object(fields) => {
                Self::Object(fields.iter().map(|(name, value)| (name.clone(), Self::of(value))).collect())
            }
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::List(items) => write!(f, "a list of {}", items.len()),
            Self::Object(fields) => write!(f, "an object of {}", fields.len()),
        }
    }
}

/// The fields of an object in their order; a name that comes twice is an error.
struct Fields<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Fields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields: Vec<(String, &'de RawValue)> = Vec::new();
                let mut seen = std::collections::HashSet::new();
                while let Some((name, raw)) = map.next_entry::<String, &'de RawValue>()? {
                    if !seen.insert(name.clone()) {
                        return Err(A::Error::custom(format!("field `{name}` comes twice")));
                    }
                    fields.push((name, raw));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Each)
    }
}
