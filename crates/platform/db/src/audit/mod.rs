//! The one audit trail.
//!
//! A row is inserted in the transaction of the change it speaks of (or, for a read, committed before the answer leaves).
//! A single leased sealer gives rows gap-free numbers and chains them with a keyed hash; its head is copied outside the
//! database, with a proof by a second key. [`verify`] then finds a row that was altered, removed, re-ordered, cut off at the end, or never sealed.

mod chain;
pub mod entity;
mod head;
mod read;
mod seal;
mod verify;
mod write;

pub use chain::AuditKey;
pub use head::{CopiedHead, Head};
pub use read::{AuditFilter, search};
pub use seal::Sealer;
pub use verify::{Fault, Report, verify};
pub use write::{Change, Read};
pub(crate) use write::{entry, insert};
