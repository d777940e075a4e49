//! The phones' host names: the same server, seen through a simulated phone.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{HOST, Line, Simulator};

/// How much later an answer comes over a slow line.
const SLOW: Duration = Duration::from_secs(2);

/// The host a request was sent to, without its port.
pub(super) fn host(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::HOST)?.to_str().ok()?;
    Some(text.split(':').next().unwrap_or(text).to_owned())
}

/// For requests to a phone's host: the line is as good as the simulator says, redirects to the public address stay on the
/// phone (as they would in a real one, which has the public address for itself), and the simulator may frame the page.
/// Requests to any other host pass untouched.
pub async fn on_phones(State(simulator): State<Simulator>, request: Request, next: Next) -> Response {
    let phone = host(request.headers()).filter(|host| host.ends_with(&format!(".{HOST}")));
    let Some(phone) = phone else { return next.run(request).await };
    match simulator.line() {
        _ if request.uri().path().starts_with("/demo") => {}
        Line::Good => {}
        Line::Slow => tokio::time::sleep(SLOW).await,
        Line::Off => return StatusCode::BAD_GATEWAY.into_response(),
    }
    let mut response = next.run(request).await;
    let port = simulator.port;
    let headers = response.headers_mut();
    replace(
        headers,
        header::LOCATION,
        &format!("http://localhost:{port}/"),
        &format!("http://{phone}:{port}/"),
    );
    let frame = format!("frame-ancestors http://{HOST}:{port}");
    replace(headers, header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'", &frame);
    headers.remove(header::X_FRAME_OPTIONS);
    response
}

/// Replaces the first occurrence of `from` in a header.
fn replace(headers: &mut HeaderMap, name: header::HeaderName, from: &str, to: &str) {
    let old = headers.get(&name).and_then(|value| value.to_str().ok());
    let new = old.filter(|old| old.contains(from)).map(|old| old.replacen(from, to, 1));
    if let Some(value) = new.and_then(|new| HeaderValue::from_str(&new).ok()) {
        headers.insert(name, value);
    }
}
