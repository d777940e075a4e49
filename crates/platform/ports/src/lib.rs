//! Traits for the outside: sending a message to somebody's phone, signing in with somebody else's account.
//!
//! Invariants: no provider's words (WeCom, DingTalk …) and no business words; a port answers in values that say what to
//! do next, never in a provider's codes alone; nothing here does I/O, each platform crate implements the traits.

mod channel;
mod message;
mod messenger;
mod sign_in;

pub use channel::{Channel, Recipient};
pub use message::{Fact, Link, Message, Urgency};
pub use messenger::{Delivery, Messenger, Refusal};
pub use sign_in::{ExternalUser, SignInDoor, SignInError, SignInProvider};
