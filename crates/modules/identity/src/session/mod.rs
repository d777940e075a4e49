//! Sessions: a random cookie value, kept as a hash, that ends after idling and in any case, and at once when the account
//! is disabled, its password changes or the last day of work has passed.

mod cookie;
pub(crate) mod entity;
mod http;
mod open;
mod queries;
mod second_look;

use chrono::TimeDelta;

pub(crate) use cookie::{Cookies, DEVICE_COOKIE, EXTERNAL_COOKIE};
pub(crate) use http::{own_account, own_session, routes};
pub(crate) use open::{NewSession, end, end_all, end_by_cookie, open, sweep};
pub(crate) use queries::{SessionView, of_account};
pub use second_look::{SecondLook, SecondLookCheck};
pub(crate) use second_look::{holds_until as second_look_holds_until, note, require as require_second_look};

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionSettings {
    /// Without a request.
    pub idle: TimeDelta,
    /// In any case.
    pub absolute: TimeDelta,
    /// How long a second look holds, 3 to 15 minutes.
    pub second_look: TimeDelta,
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self { idle: TimeDelta::hours(12), absolute: TimeDelta::days(7), second_look: TimeDelta::minutes(10) }
    }
}
