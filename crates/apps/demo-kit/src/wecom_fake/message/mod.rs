//! Checks a message field by field against the documented limits.

mod card;
mod fields;
mod request;

pub(super) use request::{Checked, check};
