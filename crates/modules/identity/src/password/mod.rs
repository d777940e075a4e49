//! Passwords: argon2id, made and checked outside every transaction and off the async threads.

pub(crate) mod entity;
mod hash;
mod http;
mod rules;
mod set;

pub use hash::Cost;
pub(crate) use hash::Passwords;
pub(crate) use http::routes;
pub use rules::PasswordFault;
pub(crate) use rules::check;
pub(crate) use set::{put, stored};
