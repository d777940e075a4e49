//! Building blocks of explanations.

use heng_kernel::{Basis, Input, Rate, Term};

use crate::Observation;

/// Version of the rules in this crate, named in every explanation. Raise it when a figure would come out otherwise.
const VERSION: &str = "score@1";

/// A rate as a term in per cent.
pub(crate) fn percent(sign: char, label: &str, rate: Rate) -> Term {
    Term::new(sign, label, percent_text(rate), "percent")
}

/// A rate in per cent without the sign: `87.5`.
pub(crate) fn percent_text(rate: Rate) -> String {
    rate.to_string().trim_end_matches('%').to_owned()
}

/// The observation as what a term was read from.
pub(crate) fn input(observation: &Observation) -> Input {
    let (kind, id) = ("observation".to_owned(), observation.id.to_string());
    Input { kind, id, on: Some(observation.on) }
}

pub(crate) fn basis(rule: &str) -> Basis {
    Basis { rule: rule.to_owned(), version: VERSION.to_owned(), source: None }
}
