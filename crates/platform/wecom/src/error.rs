//! What can go wrong in a call. No variant holds an address, a secret or a token.

use crate::Action;

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The platform answered with an error code; what it asks for is [`Action::on`] the code.
    #[error("errcode {errcode}: {errmsg}")]
    Refused {
        /// The code.
        errcode: i64,
        /// The platform's own words, for the log only: they carry changing hints and are never compared.
        errmsg: String,
    },
    /// The answer did not come in time: the call may have worked or not.
    #[error("no answer in time")]
    TimedOut,
    /// No connection.
    #[error("not reachable")]
    Unreachable,
    /// The platform's errors come with HTTP 200; anything else is a gateway on the way, or a wrong address.
    #[error("HTTP status {0}")]
    Status(u16),
    /// Not the JSON of the contract, or too much of it.
    #[error("answer is unreadable: {0}")]
    Unreadable(&'static str),
}

impl CallError {
    /// What the error asks for, where it is the platform's.
    pub const fn action(&self) -> Option<Action> {
        match self {
            Self::Refused { errcode, .. } => Some(Action::on(*errcode)),
            _ => None,
        }
    }
}

/// The settings make no client.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A base address is not an absolute http or https address.
    #[error("setting {0} is not an http or https address")]
    Address(&'static str),
    /// The HTTP client cannot be built (no certificate store, no TLS).
    #[error("no HTTP client: {0}")]
    Client(#[source] reqwest::Error),
}
