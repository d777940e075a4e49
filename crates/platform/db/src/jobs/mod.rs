//! A queue in the database: queued in the transaction of the change, claimed under a lease, retried with back-off, dead
//! after the last attempt and then shown to people who can act.
//!
//! What is guaranteed: one attempt of a job at a time, as long as its worker renews the lease; a further attempt only when the
//! one before failed or its lease ran out; and of the attempts of a job at most one can [`ClaimedJob::finish`] it or note its
//! outcome. A worker that learns that its lease was lost stops the work. So a handler may run more than once (a process can
//! die after its work and before its note): it does its effect and [`ClaimedJob::finish`] in one unit of work, or is
//! idempotent by its job's payload.

mod claim;
pub(crate) mod entity;
mod list;
mod new;
mod runner;

pub use claim::ClaimedJob;
pub use list::{JobFilter, JobRow, failed, retry};
pub use new::NewJob;
pub(crate) use new::insert;
pub use runner::{JobError, JobHandler, Recurring, Worker, WorkerSettings};
