//! Whether this process lives, and whether it can serve.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use heng_db::Db;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

/// `/healthz` says that the process answers; `/readyz` that its database does and is up to date.
pub(super) fn routes(db: Db) -> Router {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).with_state(db)
}

async fn alive() -> Json<Value> {
    Json(json!({ "status": "alive" }))
}

async fn ready(State(db): State<Db>) -> (StatusCode, Json<Value>) {
    let answers = db.read().execute_unprepared("SELECT 1").await;
    let missing = match answers {
        Ok(_) => heng_migration::pending(db.maintenance()).await,
        Err(error) => Err(error),
    };
    match missing {
        Ok(missing) if missing.is_empty() => (StatusCode::OK, Json(json!({ "status": "ready" }))),
        Ok(missing) => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "not_ready", "migrations": missing })))
        }
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "status": "not_ready", "database": "unreachable" })),
            )
        }
    }
}
