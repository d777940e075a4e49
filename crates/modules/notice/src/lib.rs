//! Notices: what Heng tells a person, in the app and over WeChat.
//!
//! A module says [`api::notify`] in the transaction of the change that gives cause; the row, the live update and the job
//! that sends the message stand or fall with it. The message leaves through a [`heng_ports::Messenger`] after the commit,
//! is retried by the queue, and its fate is a row of the delivery log. Words live in `words/`, one file per language;
//! message texts carry no pay, no grade, no score, no kind of leave.

pub mod api;
mod delivery;
mod http;
mod notice;
mod words;

pub use delivery::{Deliver, DeliverySettings};
pub use http::routes;
