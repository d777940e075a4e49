//! Sending a message, and the only three answers there are.

use std::{fmt::Debug, time::Duration};

use async_trait::async_trait;

use crate::{Channel, Message, Recipient};

/// A way to reach people.
#[async_trait]
pub trait Messenger: Debug + Send + Sync {
    /// The tenant whose accounts this messenger reaches.
    fn channel(&self) -> &Channel;

    /// Sends one message to one account. Does not wait out a back-off: the caller's queue does.
    async fn send(&self, to: &Recipient, message: &Message) -> Delivery;
}

/// What became of a message. There is no "maybe": an unclear answer is [`Delivery::Retry`], and the message's
/// `dedupe_key` keeps the second attempt from arriving twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The provider took it.
    Sent {
        /// The provider's id of the message, empty when it gave none.
        message_id: String,
    },
    /// Try again.
    Retry {
        /// Not before this has passed.
        after: Duration,
        /// For the log and the page of failed messages; holds no secret.
        why: String,
    },
    /// Trying again will not help.
    Refused {
        /// What is wrong, and so who has to act.
        code: Refusal,
        /// For the log and the page of failed messages; holds no secret.
        why: String,
    },
}

/// Why a message can never arrive as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The account does not exist or cannot be seen: the link between person and account is stale.
    UnknownRecipient,
    /// The account exists, but nothing reaches it (no licence, not allowed).
    Unreachable,
    /// The message itself breaks the provider's rules: a fault of the program.
    InvalidMessage,
    /// Secret, application or network settings are wrong: whoever looks after the installation has to act.
    Misconfigured,
}

impl Refusal {
    /// Stable code for storage and words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownRecipient => "unknown_recipient",
            Self::Unreachable => "unreachable",
            Self::InvalidMessage => "invalid_message",
            Self::Misconfigured => "misconfigured",
        }
    }
}
