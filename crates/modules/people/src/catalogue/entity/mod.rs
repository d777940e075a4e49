//! The catalogues' tables.

pub(crate) mod grade;
pub(crate) mod job;
pub(crate) mod position;
