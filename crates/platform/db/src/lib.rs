//! The store: one unit of work for every change, and what must happen together with it.
//!
//! Invariants:
//! * [`Db::write`] is the only way to change a row, save for hot appends ([`Db::append`]) and the queue's own bookkeeping.
//! * Outbox rows, audit rows and jobs are written in the transaction of the change they speak of.
//! * On SQLite there is one writer connection and `BEGIN IMMEDIATE`; on PostgreSQL transactions are SERIALIZABLE and retried.
//! * No network, no password hashing and no file writing inside a unit of work: it may run again.

pub mod audit;
mod batch;
mod connect;
mod event;
pub mod jobs;
mod lease;
mod live;
mod outbox;
mod page;
mod retry;
mod sequence;
mod store;
mod sweep;
mod tx;
mod word;

pub use batch::Append;
pub use connect::{Settings, Unreachable};
pub use event::Event;
pub use lease::Lease;
pub use live::{Live, LiveEvent};
pub use outbox::{Relay, Subscriber};
pub use page::{Cursor, Page, PageSize, bad_cursor, is_bad_cursor};
pub use retry::{is_serialization_failure, is_unstorable};
pub use store::Db;
pub use sweep::Sweep;
pub use tx::Tx;
pub use word::word;

/// The backends Heng runs on.
pub use sea_orm::DbBackend;
