//! Tables of persons.

pub(crate) mod person;
pub(crate) mod token;
