//! What WeCom calls us with: the URL check and events, authenticated, fresh, and parsed without any XML trickery.
//!
//! Answer the caller at once and do the work from a queue: after 5 s the same event comes again, up to three times, and
//! events come twice, out of order or never. [`Incoming::dedupe_key`] makes the second one recognisable; keep it in a
//! unique column of the transaction that queues the work.

mod door;
mod event;
mod xml;

pub use door::{CallbackDoor, CallbackRefused, Incoming};
pub use event::{CallbackEvent, CardPress, PartyChange, UserChange};

#[cfg(test)]
mod tests;
