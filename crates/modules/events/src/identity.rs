//! What happened to accounts.

use heng_db::Event;
use heng_kernel::{AccountId, PersonId};
use serde::{Deserialize, Serialize};

/// An account was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountOpened {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: Option<PersonId>,
}

/// An account lets nobody in any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDisabled {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: Option<PersonId>,
}

/// An account lets its owner in again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountEnabled {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: Option<PersonId>,
}

/// An account of another system opens this account from now on, and receives its messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalAccountLinked {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// `wecom` …
    pub provider: String,
    /// The organisation there.
    pub corp: String,
    /// The account's name there.
    pub subject: String,
}

/// The accounts of that provider open this account no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalAccountUnlinked {
    /// The account.
    pub account: AccountId,
    /// `wecom` …
    pub provider: String,
}

impl Event for AccountOpened {
    const NAME: &'static str = "identity.account_opened.v1";
}

impl Event for AccountDisabled {
    const NAME: &'static str = "identity.account_disabled.v1";
}

impl Event for AccountEnabled {
    const NAME: &'static str = "identity.account_enabled.v1";
}

impl Event for ExternalAccountLinked {
    const NAME: &'static str = "identity.external_account_linked.v1";
}

impl Event for ExternalAccountUnlinked {
    const NAME: &'static str = "identity.external_account_unlinked.v1";
}
