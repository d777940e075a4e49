//! From a provider-neutral message to the platform's shapes, within its limits.
//!
//! Invariants: pure; texts are cut between characters, never inside; no markup reaches the platform but our own.

mod compose;
mod cut;
mod recipients;
mod shape;
mod task_id;

pub use compose::{ComposeError, compose};
pub use cut::{cut_bytes, cut_columns};
pub use recipients::{BadUserId, UserId, batches};
pub use shape::Shape;
pub use task_id::{BadTaskId, TaskId};
