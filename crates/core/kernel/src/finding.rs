//! What a calculation or check noticed: values instead of failures, so that the first fault does not hide the other forty.

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Somebody should look; the work can go on.
    Warning,
    /// The row, item or run cannot be used as it is.
    Error,
}

/// One thing noticed. Words belong to the reader's language, so a finding carries a stable code and its parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Finding {
    /// Stable, dotted, snake_case: `identity.bad_checksum`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where: a field, a column, a path into the input.
    pub path: String,
    /// Values for the words: numbers and texts, never sensitive values in clear.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub params: serde_json::Map<String, serde_json::Value>,
}

impl Finding {
    /// A finding at `path`.
    pub fn new(code: impl Into<String>, severity: Severity, path: impl Into<String>) -> Self {
        Self { code: code.into(), severity, path: path.into(), params: serde_json::Map::new() }
    }

    /// Adds a value for the words.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        self.params.insert(key.to_owned(), value.into());
        self
    }
}
