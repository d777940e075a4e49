//! One ordered list of migrations for both databases.
//!
//! A migration describes tables as data ([`ddl`]); the same description is rendered for SQLite (STRICT tables) and for
//! PostgreSQL, snapshotted per backend, and read again by backup and content hash. A shipped migration never changes:
//! the next one mends it. Writing rule: expand first, contract in a later release.

pub mod ddl;
mod list;
mod m0001_platform;
mod m0002_scope;
mod m0003_identity;
mod m0004_people;
mod m0005_notice;
mod m0006_approval;
mod m0007_time;
mod m0008_performance;
mod m0009_intake;
mod m0010_leave_back;
mod migrate;

pub use list::{migrations, schema};
pub use migrate::{pending, up, up_to};

#[cfg(test)]
mod tests;
