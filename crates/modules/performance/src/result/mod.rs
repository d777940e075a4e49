//! A month's result: the score of the confirmed goals as of the month's last day, with its basis.
//!
//! Issued once the month is over at the place of work, by the manager or by the recurring job. Issuing freezes the inputs as
//! text with their SHA-256 and the outcome computed from them; [`check`] shows at any time that the text is intact, that the
//! outcome follows from it, and that the rows it was read from still say the same. Issuing anew takes a reason, keeps every
//! earlier version, and asks for acknowledgement again.
//!
//! Acknowledged means seen, not agreed. A decided score is shown after a second look; a running one is not decided.

mod acknowledge;
mod check;
pub(crate) mod entity;
mod error;
pub(crate) mod frozen;
mod http;
mod issue;
mod issue_due;
mod list;
mod preview;
pub(crate) mod queries;
pub(crate) mod view;

pub(crate) use error::ResultError;
pub use issue_due::{ISSUE_DUE, IssueDue, issue_due_every_hour};
pub(crate) use queries::is_issued;

pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<heng_web::AppState> {
    http::routes().merge(list::routes()).merge(preview::routes())
}
