//! Reading JSON objects strictly.

use serde_json::{Map, Value};

use crate::wecom_fake::answer::{ApiFault, fault};

/// An object of the request, with its path for messages.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: &'a str,
}

/// How long a text may be.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    /// Bytes of UTF-8.
    Bytes(usize),
    /// Characters.
    Chars(usize),
    /// "About n characters" of the documentation: Chinese ones, each as wide as two Latin letters.
    Wide(usize),
}

impl<'a> Fields<'a> {
    /// The object `value`, or a parameter fault.
    pub(super) fn of(value: &'a Value, path: &'a str) -> Result<Self, ApiFault> {
        let map = value.as_object().ok_or_else(|| parameter(path, "must be an object"))?;
        Ok(Self { map, path })
    }

    /// Refuses fields that the contract does not know: a misspelt one would be ignored for ever.
    pub(super) fn only(self, known: &[&str]) -> Result<Self, ApiFault> {
        match self.map.keys().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(parameter(self.path, &format!("has the unknown field {unknown}"))),
            None => Ok(self),
        }
    }

    pub(super) fn value(self, name: &str) -> Option<&'a Value> {
        self.map.get(name)
    }

    /// A text within `limit`, empty when absent.
    pub(super) fn text(self, name: &str, limit: Limit) -> Result<&'a str, ApiFault> {
        let text = match self.map.get(name) {
            None => "",
            Some(value) => {
                value.as_str().ok_or_else(|| parameter(self.path, &format!("{name} must be a string")))?
            }
        };
        if limit.admits(text) {
            Ok(text)
        } else {
            Err(fault(45002, format!("{}.{name} size out of limit", self.path)))
        }
    }

    /// As [`Self::text`], and there.
    pub(super) fn required(self, name: &str, limit: Limit) -> Result<&'a str, ApiFault> {
        match self.text(name, limit)? {
            "" => Err(parameter(self.path, &format!("{name} missing"))),
            text => Ok(text),
        }
    }

    /// A whole number within bounds, `default` when absent.
    pub(super) fn number(self, name: &str, from: i64, to: i64, default: i64) -> Result<i64, ApiFault> {
        let number = match self.map.get(name) {
            None => Some(default),
            Some(value) => value.as_i64(),
        };
        let within = number.filter(|number| (from..=to).contains(number));
        within.ok_or_else(|| parameter(self.path, &format!("{name} must be {from} to {to}")))
    }

    /// An absolute http or https address.
    pub(super) fn address(self, name: &str) -> Result<(), ApiFault> {
        let text = self.required(name, Limit::Bytes(2048))?;
        let good =
            url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if good { Ok(()) } else { Err(fault(45034, format!("{}.{name} url scheme invalid", self.path))) }
    }

    /// A list of at most `longest` objects, empty when absent.
    pub(super) fn list(self, name: &str, longest: usize) -> Result<&'a [Value], ApiFault> {
        let Some(value) = self.map.get(name) else { return Ok(&[]) };
        let list = value.as_array().ok_or_else(|| parameter(self.path, &format!("{name} must be a list")))?;
        if list.len() > longest {
            return Err(parameter(self.path, &format!("{name} has more than {longest} entries")));
        }
        Ok(list)
    }
}

impl Limit {
    fn admits(self, text: &str) -> bool {
        match self {
            Self::Bytes(most) => text.len() <= most,
            Self::Chars(most) => text.chars().count() <= most,
            Self::Wide(most) => {
                text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() <= 2 * most
            }
        }
    }
}

pub(super) fn parameter(path: &str, what: &str) -> ApiFault {
    fault(40058, format!("invalid request parameter: {path} {what}"))
}
