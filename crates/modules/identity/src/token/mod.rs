//! API tokens: an owner's rights, narrowed.
//!
//! A token is shown once and stored as a hash. What it may do is worked out on every request from what its owner may do
//! then, so it never may more, and ends with its owner's account.

pub(crate) mod entity;
mod error;
mod http;
mod make;

pub(crate) use http::routes;
pub(crate) use make::{PREFIX, revoke_all};
