//! Numbers for Prometheus. Labels are route templates, methods, codes and kinds: never ids, never names.

use anyhow::Context;
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use heng_db::Db;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query},
};
use tokio::{net::TcpListener, sync::watch, time::Instant};

use crate::output::Unusable;

const REQUESTS: &str = "heng_http_requests_total";
const SECONDS: &str = "heng_http_request_seconds";
const JOBS: &str = "heng_jobs";
const UNSEALED: &str = "heng_audit_unsealed";

/// Counts a request that met a route.
pub(super) async fn count(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let method = request.method().as_str().to_owned();
    let start = Instant::now();
    let answer = next.run(request).await;
    let code = answer.status().as_str().to_owned();
    counter!(REQUESTS, "method" => method.clone(), "route" => route.clone(), "code" => code).increment(1);
    histogram!(SECONDS, "method" => method, "route" => route).record(start.elapsed());
    answer
}

/// Serves `/metrics` on its own address until `stopping` turns true.
pub(super) async fn start(listen: &str, db: Db, stopping: watch::Receiver<bool>) -> anyhow::Result<()> {
    if listen.is_empty() {
        return Ok(());
    }
    let listener = TcpListener::bind(listen).await.map_err(|e| {
        Unusable(format!("metrics.listen = {listen:?}: {e}; an empty text turns metrics off"))
    })?;
    let handle = PrometheusBuilder::new()
        .set_buckets(&[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0])
        .and_then(PrometheusBuilder::install_recorder)
        .context("metrics")?;
    describe_counter!(REQUESTS, "requests by route and answer");
    describe_histogram!(SECONDS, "seconds until the answer's head, by route");
    describe_gauge!(JOBS, "jobs by state");
    describe_gauge!(UNSEALED, "audit rows that wait for their seal");
    let router = Router::new().route("/metrics", get(scrape)).with_state((handle, db));
    tokio::spawn(async move {
        let mut stopping = stopping;
        let stopped = async move {
            let _ = stopping.wait_for(|stop| *stop).await;
        };
        if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(stopped).await {
            tracing::error!(%error, "metrics ended");
        }
    });
    Ok(())
}

async fn scrape(State((handle, db)): State<(PrometheusHandle, Db)>) -> impl IntoResponse {
    if let Err(error) = look(&db).await {
        tracing::warn!(%error, "queues could not be counted");
    }
    handle.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render())
}

async fn look(db: &Db) -> Result<(), DbErr> {
    for state in ["ready", "dead"] {
        let waiting = count_rows(db, "job", Expr::col("state").eq(state)).await?;
        gauge!(JOBS, "state" => state).set(waiting);
    }
    gauge!(UNSEALED).set(count_rows(db, "audit_entry", Expr::col("seq").is_null()).await?);
    Ok(())
}

async fn count_rows(db: &Db, table: &'static str, condition: Expr) -> Result<u32, DbErr> {
    let select =
        Query::select().expr_as(Expr::col("id").count(), "n").from(table).and_where(condition).to_owned();
    let row = db.read().query_one(&select).await?;
    let count = row.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or_default();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
