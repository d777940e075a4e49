//! Accounts: a login name, perhaps a person behind it, and whether it lets anybody in.
//!
//! One person has at most one account. An account opened by HR has no password: its owner sets one with a one-time code.
//! A reset is the same code again and ends everything the old password opened.

mod change;
pub(crate) mod entity;
mod error;
mod guard;
mod http;
mod invite;
mod link;
mod list;
mod naming;
mod open;
mod queries;

pub(crate) use change::{disable, enable, end_everything, unlock};
pub use error::AccountError;
use guard::changeable;
pub(crate) use guard::{may_take_over, places_of};
pub(crate) use http::routes;
pub(crate) use invite::{accept, invite, owner as invited, reset};
pub use link::{Link, link, unlink};
pub(crate) use naming::{Called, called, names_of};
pub use open::{OpenAccount, open};
pub(crate) use open::{acceptable_login, login_key};
pub(crate) use queries::{by_login, reachable, reaches_person, shown};
