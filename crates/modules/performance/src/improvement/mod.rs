//! One thing to do better, agreed with a month's result, with the number by which it will show the month after.
//!
//! One item per person and month. Where it comes from a goal of the result, name, unit, direction and the value before are
//! read from the frozen result, never typed. The person reports its number during the next month as with a goal; before →
//! after is computed, and frozen into the next result.

pub(crate) mod entity;
mod error;
mod http;
pub(crate) mod queries;
mod set;
pub(crate) mod view;

pub(crate) use error::ImprovementError;
pub(crate) use set::{ItemBody, set};

pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<heng_web::AppState> {
    http::routes()
}
