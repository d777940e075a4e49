//! Event structs every module may listen to.

pub mod people;
