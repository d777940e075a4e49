//! Persons, employments and the organisation, on two axes of time.
//!
//! * `person` owns identity and documents; `employment` is one stint at one legal entity; its **personnel events** are the
//!   truth. Timelines (terms, posts, contracts, pay, calendars) follow from the events by one pure function,
//!   [`employment::replay`], and are stored so that others can query them. Units work the same way.
//! * Every timeline row says on which days it holds and since when it is believed. A correction supersedes rows; nothing
//!   is deleted. `as_of` reads the first axis, `known_at` the second.
//! * What depends on several timelines at once (where somebody stands, who manages them, the row of the people list) is a
//!   pure function of a day, sampled at every day on which it can change, and stored as dated rows in the transaction of
//!   the change ([`projection`]). Days turn over by themselves; no nightly job is needed.
//!
//! Other modules use [`api`] alone.

pub mod api;
mod belief;
pub mod employment;
pub mod history;
pub mod hooks;
mod patch;
pub mod person;
pub mod projection;
pub mod unit;

pub use patch::Patch;
