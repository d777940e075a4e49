//! What each subcommand does.

mod audit;
mod backup;
mod content_hash;
mod doctor;
mod engine;
mod intake;
mod key;
mod migrate;
mod openapi;
mod serve;
mod user;

pub(crate) use audit::{audit_verify, copied_head, says};
pub(crate) use backup::{backup, restore};
pub(crate) use content_hash::content_hash;
pub(crate) use doctor::doctor;
pub(crate) use engine::engine;
pub(crate) use intake::intake;
pub(crate) use key::{key_rewrap, key_rotate, key_status};
pub(crate) use migrate::migrate;
pub(crate) use openapi::openapi;
pub(crate) use serve::{serve, worker};
pub(crate) use user::user;
