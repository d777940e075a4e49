//! Leave: asked for in days and half-days, counted by the calendar of the place of work, decided by approval, kept in a
//! ledger.
//!
//! A request is `pending` (its days are held), then `approved` (they are used), `refused`, `withdrawn` or `voided` (they
//! are free again); an approved one can be `cancelled` before it begins. What is held or used always points to lots.

mod ask;
mod books;
mod cancel;
pub(crate) mod entity;
mod error;
mod grant;
pub(crate) mod http;
mod preview;
mod queries;
mod recount;
mod subject;
mod submit;
mod withdraw;

pub use ask::Ask;
pub use entity::lot::Source as LotSource;
pub use error::LeaveError;
pub use grant::{Grant, grant, grant_many};
pub use recount::{Difference, recount};
pub use subject::LeaveRequests;
pub use submit::{Submitted, submit};

/// Kind of request by which approval knows leave.
pub(crate) const KIND: &str = "leave";
