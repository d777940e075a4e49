//! What stands around every route.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, Request},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    csrf::{CsrfLayer, ProtectionError},
    limit::RequestBodyLimitLayer,
    set_header::SetResponseHeaderLayer,
};
use tracing::Instrument;
use uuid::Uuid;

use crate::{Hosts, Origin, Problem, TrustedProxy, hosts::refuse_others, idempotency::Fingerprint, origin};

/// How the layers behave.
#[derive(Clone, Debug)]
pub struct LayerSettings {
    /// Proxies whose forwarding headers are believed.
    pub proxies: TrustedProxy,
    /// Names that are answered to.
    pub hosts: Hosts,
    /// Whether pages are served under TLS, which turns on HSTS.
    pub tls: bool,
    /// Largest request body in bytes; uploads have their own.
    pub most_bytes: usize,
    /// Longest a request may take; streams excepted.
    pub timeout: Duration,
}

impl Default for LayerSettings {
    fn default() -> Self {
        Self {
            proxies: TrustedProxy::default(),
            hosts: Hosts::default(),
            tls: false,
            most_bytes: 20 * 1024 * 1024,
            timeout: Duration::from_mins(1),
        }
    }
}

/// Scripts and styles come from Heng alone; antd writes its styles at run time.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    connect-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Puts request ids, logging, limits, refusal of foreign names and sites, headers and panic handling around `router`.
pub fn apply_layers(router: Router, settings: &LayerSettings) -> Router {
    let always = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let (proxies, timeout, most) = (settings.proxies.clone(), settings.timeout, settings.most_bytes);
    let hosts = settings.hosts.clone();
    let mut router = router
        .layer(middleware::from_fn(move |request, next| fingerprint(most, request, next)))
        .layer(middleware::from_fn(move |request, next| deadline(timeout, request, next)))
        .layer(middleware::from_fn(move |request, next| refuse_others(hosts.clone(), request, next)))
        .layer(
            ServiceBuilder::new()
                .layer(RequestBodyLimitLayer::new(settings.most_bytes))
                .layer(CompressionLayer::new())
                .layer(always(header::CONTENT_SECURITY_POLICY, POLICY))
                .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(always(header::REFERRER_POLICY, "same-origin"))
                .layer(always(header::X_FRAME_OPTIONS, "SAMEORIGIN"))
                .layer(always(header::CACHE_CONTROL, "no-store"))
                .layer(always(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
                .layer(CsrfLayer::new().with_rejection_response(cross_site)),
        )
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(move |request, next| observe(proxies.clone(), request, next)));
    if settings.tls {
        router = router.layer(always(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    }
    router
}

/// A browser says that a page of another site sent this change.
fn cross_site(_: ProtectionError) -> Response {
    Problem::new(StatusCode::FORBIDDEN, "auth.cross_site").into_response()
}

fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal").into_response()
}

async fn observe(proxies: TrustedProxy, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // Never taken from outside: a client could otherwise write other people's ids into the log.
    #[expect(clippy::disallowed_methods, reason = "a request id is no business id and decides nothing")]
    let id = Uuid::now_v7().simple().to_string();
    let origin = Origin {
        remote: proxies.client(peer, request.headers()),
        request: id.clone(),
        agent: origin::agent(request.headers()),
    };
    request.extensions_mut().insert(origin);
    // The path alone: query strings carry search words, codes and tokens.
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let span = tracing::info_span!("request", %method, path, id);
    async move {
        let start = tokio::time::Instant::now();
        let mut response = next.run(request).await;
        let millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), millis, "answered");
        if let Ok(id) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", id);
        }
        response
    }
    .instrument(span)
    .await
}

async fn deadline(limit: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::GATEWAY_TIMEOUT, "timeout").into_response(),
    }
}

/// Reads the body of a change that brings an `Idempotency-Key`, so that the same key with another content is noticed.
/// Up to the limit of the whole program: the route's own, usually lower, is kept by whatever reads the body after this.
async fn fingerprint(most: usize, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !changes || !request.headers().contains_key("idempotency-key") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, most).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large").into_response();
    };
    parts.extensions.insert(Fingerprint(digest(&parts.method, parts.uri.path(), &bytes)));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

fn digest(method: &Method, path: &str, body: &Bytes) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes(), body] {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}
