//! WeCom (企业微信): access tokens, sign-in, application messages, callbacks.
//!
//! Implements [`heng_ports::Messenger`] and [`heng_ports::SignInProvider`]. Invariants: addresses, secrets and tokens
//! appear in no error, log or `Debug`; an answer counts by its `errcode`, never by its HTTP status or words; every
//! address, limit and window is a setting; time and randomness are handed in. Knows no employees, only accounts.

pub mod callback;
mod client;
pub mod crypto;
mod error;
pub mod message;
mod messenger;
mod policy;
mod recent;
mod settings;
mod sign_in;
mod throttle;
mod token;
mod transport;

pub use client::{PROVIDER, WeComClient};
pub use error::{CallError, SettingsError};
pub use policy::Action;
pub use settings::{Addresses, MessageSettings, Patience, TokenSettings, WeComSettings};
pub use token::TokenCache;

#[cfg(test)]
mod cases;
