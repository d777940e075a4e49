//! One thing told to one person: created with its cause, read once, never changed otherwise.

pub(crate) mod entity;
pub(crate) mod queries;
pub(crate) mod read;
