//! Event structs every module may listen to.

pub mod approval;
pub mod identity;
pub mod intake;
pub mod people;
pub mod performance;
pub mod time;
