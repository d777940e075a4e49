//! The people list's table.

pub(crate) mod card;
