//! The projection's tables.

pub(crate) mod manager;
pub(crate) mod place;
pub(crate) mod unit;
