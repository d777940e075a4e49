//! What is said, before any provider's shape and limits.

use serde::{Deserialize, Serialize};

/// A message to one person, in that person's language already. Plain text everywhere: markup in it is shown, not obeyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// One line that says it all; channels cut what is too long for them.
    pub title: String,
    /// Further lines, the most important first.
    #[serde(default)]
    pub body: Vec<String>,
    /// Labelled values worth seeing at a glance.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// Where to read on or act.
    #[serde(default)]
    pub link: Option<Link>,
    /// How loudly to say it.
    #[serde(default)]
    pub urgency: Urgency,
    /// The same key is the same message: sending it again after an unclear answer must not reach the person twice.
    pub dedupe_key: String,
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Short label.
    pub label: String,
    /// Its value, formatted for the reader.
    pub value: String,
}

impl Fact {
    /// `value` under `label`.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A web address with the word to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Absolute, http or https.
    pub url: String,
    /// The word on the button; the channel's own when absent.
    #[serde(default)]
    pub label: Option<String>,
}

/// How loudly a message is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Read when it suits.
    #[default]
    Normal,
    /// Set apart by colour or the like, where the channel can.
    High,
}
