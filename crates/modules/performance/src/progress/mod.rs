//! Progress: numbers with a line of words, reported by the person on the way.
//!
//! Nothing reported is ever changed or removed. The person may take back an own number by a new one that supersedes it; the
//! manager corrects with a reason. Where a correction stands for a day, the person reports no other number for that day. Once
//! the month's result is issued the person reports nothing more for it; a manager's restatement is kept, and changes the
//! result only when that is issued anew.

mod correct;
pub(crate) mod due;
pub(crate) mod entity;
mod error;
mod http;
mod report;
pub(crate) mod subject;
pub(crate) mod view;

pub(crate) use error::ProgressError;
pub(crate) use http::ReportBody;
pub(crate) use report::report;

pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<heng_web::AppState> {
    http::routes()
}
