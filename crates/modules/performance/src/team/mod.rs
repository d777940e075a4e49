//! A manager's people and how their month stands, also those without a goal.

mod http;

pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<heng_web::AppState> {
    http::routes()
}
