//! Who is meant, seen from outside.

use serde::{Deserialize, Serialize};

/// One tenant of one provider: the space in which an outside account name is unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Channel {
    /// Which kind of provider, snake_case: `wecom`.
    pub provider: String,
    /// The provider's id of the organisation, as it writes it.
    pub corp: String,
}

/// Somebody reachable through a [`Channel`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recipient {
    /// The account's name inside the channel, as the provider writes it. One account, never a list or a wildcard.
    pub subject: String,
}

impl Recipient {
    /// The account called `subject`.
    pub fn new(subject: impl Into<String>) -> Self {
        Self { subject: subject.into() }
    }
}
