//! The trace behind a figure. One form for every engine and for the Explain panel.

use serde::{Deserialize, Serialize};

/// Why a figure is what it is: a formula in words, its terms with sign and value, where each came from, and the rule.
///
/// Words are codes plus parameters (`label`), so one explanation reads in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// Stable code of what is explained: `leave.balance`.
    pub label: String,
    /// The figure, as exact decimal text.
    pub value: String,
    /// Unit code of the figure: `day`, `minute`, `cny`, `point`, `percent`, or an own unit's name.
    pub unit: String,
    /// The terms that make up the figure, in order of reading.
    pub terms: Vec<Term>,
    /// The rule that was applied.
    pub basis: Basis,
}

/// One row of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Term {
    /// Stable code of the words for this row.
    pub label: String,
    /// Values for the words.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub params: serde_json::Map<String, serde_json::Value>,
    /// How it enters: `+`, `-`, `×`, `÷`, `=`.
    pub sign: char,
    /// Exact decimal text.
    pub value: String,
    /// Unit code.
    pub unit: String,
    /// The fact it was read from, if it has a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Input>,
}

impl Term {
    /// A term in some unit, with nothing more for its words and read from nowhere in particular.
    pub fn new(sign: char, label: &str, value: impl ToString, unit: &str) -> Self {
        let (label, unit) = (label.to_owned(), unit.to_owned());
        Self { label, params: serde_json::Map::new(), sign, value: value.to_string(), unit, input: None }
    }

    /// With a value for its words.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        self.params.insert(key.to_owned(), value.into());
        self
    }

    /// Read from this fact, if there is one with a page.
    #[must_use]
    pub fn read_from(self, input: impl Into<Option<Input>>) -> Self {
        Self { input: input.into(), ..self }
    }
}

/// A fact an explanation leans on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Input {
    /// What kind of thing: `leave_request`, `leave_lot`, `calendar_day`, `observation`.
    pub kind: String,
    /// Its id or natural key.
    pub id: String,
    /// The day it speaks of, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<chrono::NaiveDate>,
}

/// The rule behind an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Basis {
    /// Stable code of the rule: `leave.working_days`.
    pub rule: String,
    /// Version of the rule or data pack: `cn.holidays@2026`.
    pub version: String,
    /// Article, notice number or link, when the rule is law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
