//! `/api/v1/units`.

mod changing;
mod reading;

use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

/// Routes of the organisation.
pub fn routes() -> OpenApiRouter<AppState> {
    reading::routes().merge(changing::routes())
}
