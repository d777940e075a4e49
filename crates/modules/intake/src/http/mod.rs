//! Intake over HTTP.

mod change;
mod look;
mod upload;

use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().merge(upload::routes()).merge(look::routes()).merge(change::routes())
}
