//! One request on its way to a decision.
//!
//! Rows are read into `core/flow`'s state, one command is applied, what follows outside is done, and the difference is
//! written: all in one unit of work. Pages carry the version and the content they show; a page that is behind is refused.

mod decide;
mod effects;
mod entity;
mod error;
pub(crate) mod http;
mod open;
mod queries;
mod replace;
mod retry;
mod seen;
mod steps;
mod stored;
mod view;
mod withdraw;
mod word;

pub use error::ApprovalError;
pub use open::{NewCase, Opened, open};
pub use queries::deciders;
pub(crate) use queries::{cases_asking, held_by, pending_assignees, pending_cases_of};
pub(crate) use replace::{Loss, replace_lost};
pub use withdraw::withdraw;
