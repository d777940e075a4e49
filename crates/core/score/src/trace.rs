//! Building blocks of explanations.

use heng_kernel::{Basis, Input, Rate, Term};
use serde_json::Value;

use crate::Observation;

/// Version of the rules in this crate, named in every explanation. Raise it when a figure would come out otherwise.
const VERSION: &str = "score@1";

pub(crate) fn term(sign: char, label: &str, value: impl ToString, unit: &str) -> Term {
    Term {
        label: label.to_owned(),
        params: serde_json::Map::new(),
        sign,
        value: value.to_string(),
        unit: unit.to_owned(),
        input: None,
    }
}

/// A rate as a term in per cent.
pub(crate) fn percent(sign: char, label: &str, rate: Rate) -> Term {
    term(sign, label, percent_text(rate), "percent")
}

/// A rate in per cent without the sign: `87.5`.
pub(crate) fn percent_text(rate: Rate) -> String {
    rate.to_string().trim_end_matches('%').to_owned()
}

/// The term was read from that observation.
pub(crate) fn from(observation: &Observation, mut term: Term) -> Term {
    let (kind, id) = ("observation".to_owned(), observation.id.to_string());
    term.input = Some(Input { kind, id, on: Some(observation.on) });
    term
}

/// A value for the words of a term.
pub(crate) fn with(mut term: Term, key: &str, value: impl Into<Value>) -> Term {
    term.params.insert(key.to_owned(), value.into());
    term
}

pub(crate) fn basis(rule: &str) -> Basis {
    Basis { rule: rule.to_owned(), version: VERSION.to_owned(), source: None }
}
