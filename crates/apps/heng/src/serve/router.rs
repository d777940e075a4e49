//! The router of one process.

use std::{sync::Arc, time::Duration};

use axum::{Extension, Json, Router, body::Body, http::header, middleware, response::Response, routing::get};
use futures::StreamExt;
use heng_web::{AppState, LayerSettings, RateLimiter, apply_layers};
use tokio::sync::watch;

use super::{health, metrics, pages};
use crate::{System, wiring};

/// Everything the process answers. Streams end when `stopping` turns true.
pub fn router(system: &System, stopping: watch::Receiver<bool>) -> anyhow::Result<Router> {
    let server = &system.config.server;
    let proxies = server.proxies()?;
    let state = AppState {
        db: system.db.clone(),
        auth: wiring::authenticator(&system.services),
        rates: Arc::new(RateLimiter::default()),
    };
    let (routes, api) = wiring::routes().split_for_parts();
    let routes = wiring::serve_with(&system.services, routes.with_state(state))
        .route("/api/v1/openapi.json", get(async || Json(api)))
        .route_layer(middleware::from_fn(metrics::count))
        .layer(Extension(system.vault.clone()))
        .layer(Extension(system.files.clone()))
        .layer(middleware::map_response(move |answer| {
            std::future::ready(end_streams(stopping.clone(), answer))
        }));
    let layers = LayerSettings {
        proxies,
        hosts: server.hosts()?,
        tls: server.tls(),
        most_bytes: server.max_body_bytes,
        timeout: Duration::from_secs(server.request_timeout_s),
    };
    Ok(apply_layers(routes.merge(pages::pages()), &layers).merge(health::routes(system.db.clone())))
}

/// Live feeds have no end of their own: without this they would hold up every stop for the whole grace.
fn end_streams(mut stopping: watch::Receiver<bool>, answer: Response) -> Response {
    let live =
        answer.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes() == b"text/event-stream");
    if !live {
        return answer;
    }
    let stopped = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    };
    answer.map(|body| Body::from_stream(body.into_data_stream().take_until(Box::pin(stopped))))
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use futures::stream;

    use super::*;

    fn endless(kind: &'static str) -> Response {
        let first = stream::iter([Ok::<_, std::convert::Infallible>("data: look\n\n")]);
        let body = Body::from_stream(first.chain(stream::pending()));
        Response::builder().header(header::CONTENT_TYPE, kind).body(body).unwrap()
    }

    #[tokio::test]
    async fn a_live_feed_ends_when_the_server_closes() {
        let (close, closing) = watch::channel(false);
        let answer = end_streams(closing, endless("text/event-stream"));
        close.send_replace(true);
        let sent = to_bytes(answer.into_body(), 1000).await.unwrap();
        assert!(sent.is_empty() || sent.starts_with(b"data: look"));
    }

    #[tokio::test]
    async fn a_live_feed_ends_also_when_nobody_is_left_to_say_so() {
        let (close, closing) = watch::channel(false);
        drop(close);
        to_bytes(end_streams(closing, endless("text/event-stream")).into_body(), 1000).await.unwrap();
    }
}
