//! What waits for somebody: goals to confirm, numbers to report, results to acknowledge, questions to answer.

mod http;

pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<heng_web::AppState> {
    http::routes()
}
