//! A goal: what exactly one person is to reach in one month, by which number, and how much it weighs.
//!
//! States: `given` → `confirmed`, or `given` → `questioned` → (revised) `given`; a change of a confirmed goal makes it `given`
//! again while the confirmed version goes on counting; `cancelled` from anywhere, for good. Once the month's result is issued
//! nothing moves any more.
//!
//! The weights of a month should make 100 %. Too much or too little is a finding; only when the month has opened a change
//! that lifts the sum above 100 % is refused, because it would thin out what the person has confirmed.

mod cancel;
mod confirm;
pub(crate) mod entity;
mod error;
mod give;
mod http;
mod list;
pub(crate) mod queries;
mod question;
mod revise;
mod steps;
mod terms;
mod told;
pub(crate) mod view;
mod weights;

pub use entity::{Better, GoalState};
pub(crate) use error::GoalError;
pub(crate) use weights::sum as weights_of;

pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<heng_web::AppState> {
    http::routes().merge(list::routes())
}
