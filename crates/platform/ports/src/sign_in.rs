//! Signing in with an account that another system looks after (OAuth code flow and its dialects).

use std::{fmt::Debug, time::Duration};

use async_trait::async_trait;

use crate::Channel;

/// A provider that can say who somebody is.
#[async_trait]
pub trait SignInProvider: Debug + Send + Sync {
    /// The tenant whose accounts can sign in.
    fn channel(&self) -> &Channel;

    /// Where to send the browser. `redirect_uri` is ours, fixed and never taken from the request; `state` is random,
    /// bound to the browser's session and used once: comparing it on the way back is the caller's duty.
    fn authorize_url(&self, door: SignInDoor, redirect_uri: &str, state: &str)
    -> Result<String, SignInError>;

    /// Turns the code that came back into the account that signed in. A code works once.
    async fn exchange(&self, code: &str) -> Result<ExternalUser, SignInError>;
}

/// Where the person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignInDoor {
    /// Inside the provider's own app: no question asked.
    InApp,
    /// In an ordinary browser: a QR code to scan with the app.
    QrCode,
}

/// An account of the channel, proved by the provider. Knowing it says nothing yet about who that is here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExternalUser {
    /// The tenant.
    pub channel: Channel,
    /// The account's name inside it.
    pub subject: String,
}

/// Why nobody is signed in. The texts hold neither code nor secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// `redirect_uri`, `state` or `code` is not of the provider's form.
    #[error("sign-in request is malformed: {0}")]
    Malformed(&'static str),
    /// The code is wrong, too old or used: begin again.
    #[error("sign-in code is not valid any more")]
    CodeRefused,
    /// The provider knows the person, but not as a member of the organisation.
    #[error("not a member of the organisation")]
    Outsider,
    /// The provider cannot be asked now.
    #[error("the provider cannot be reached: {why}")]
    Unavailable {
        /// Not before this has passed.
        after: Duration,
        /// For the log.
        why: String,
    },
    /// Secret, application or domain settings are wrong.
    #[error("sign-in is not set up rightly: {0}")]
    Misconfigured(String),
}
