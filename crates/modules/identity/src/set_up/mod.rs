//! The set-up of an installation: one account that owns everything. Done once, by whoever is first and, away from
//! loopback, holds the code that the server printed on its console.

mod done;
mod http;

pub use done::SetUpGuard;
pub(crate) use done::{SetUpState, create_owner, state_for};
pub(crate) use http::routes;
