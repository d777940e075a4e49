//! Approval cases: who decides on a request, why they, what they were shown, and what came of it.
//!
//! `core/flow` decides; this module keeps its rows. A module with something to decide implements [`Subject`], registers
//! it in [`Subjects`], and calls [`api::open`] in the transaction of its own request. The effect of an approved request
//! runs through [`Subject::settled`] in the transaction of the last decision: a case never reads `approved` without it.
//!
//! Invariants: a case keeps the version of the flow it began with; every decision stands on exactly the content that was
//! shown (a hash of it); nobody decides on their own request; a case and its request end in one transaction.

pub mod api;
mod case;
mod directory;
mod flow;
mod look_over;
mod subject;

use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

pub use case::ApprovalError;
pub use look_over::{LOOK_OVER, LookOver, OpenTasks, look_over_every};
pub use subject::{Description, EffectError, Fact, Settled, SettledAs, Subject, Subjects};

/// The module's routes. Handlers take [`Subjects`] as an axum `Extension`.
pub fn routes() -> OpenApiRouter<AppState> {
    case::http::routes().merge(flow::http::routes())
}
