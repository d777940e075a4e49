//! Grants: a role given to an account, how far, from where, on which days, by whom.
//!
//! Nobody gives more than they hold. A grant is never changed: it is revoked and another one given.

pub(crate) mod entity;
mod error;
mod give;
mod http;
mod revoke;

pub use error::GrantError;
pub(crate) use give::within_own_rights;
pub use give::{GiveGrant, give};
pub(crate) use http::routes;
pub(crate) use revoke::{keep_an_owner, revoke};
