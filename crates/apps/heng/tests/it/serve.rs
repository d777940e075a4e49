//! One server.

use std::net::TcpListener;

use rustix::process::Signal;

use crate::place::{Place, Running};

async fn get(address: &str) -> reqwest::Response {
    // The client wants one even where nothing is encrypted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap().get(address).send().await.unwrap()
}

#[tokio::test]
async fn a_server_lives_is_ready_hides_what_it_does_not_know_and_stops_when_asked() {
    let place = Place::new().await;
    let server = place.serve();
    let alive = get(&format!("{}/healthz", server.address)).await;
    assert_eq!(alive.status(), 200);
    let ready = get(&format!("{}/readyz", server.address)).await;
    assert_eq!(
        (ready.status().as_u16(), ready.text().await.unwrap().as_str()),
        (200, r#"{"status":"ready"}"#)
    );
    let api = get(&format!("{}/api/v1/openapi.json", server.address)).await;
    assert_eq!(api.status(), 200);
    assert!(api.headers().contains_key("x-request-id"));
    assert_eq!(api.headers()["x-content-type-options"], "nosniff");
    let live = get(&format!("{}/api/v1/live", server.address)).await;
    assert_eq!(live.status(), 401, "nobody has signed in");
    let unknown = get(&format!("{}/api/v1/nothing", server.address)).await;
    assert_eq!(unknown.status(), 404);
    for page in ["/metrics", "/demo", "/demo/phones"] {
        let told = get(&format!("{}{page}", server.address)).await.text().await.unwrap();
        assert!(told.starts_with("<!doctype html"), "{page} is no place of its own: {told}");
    }
    server.signal(Signal::TERM);
    let (code, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped"), "{log}");
}

#[tokio::test]
async fn numbers_are_told_on_their_own_address_with_routes_for_labels() {
    let place = Place::new().await;
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = place.heng(["serve"]);
    command.env("HENG__METRICS__LISTEN", free.to_string());
    let server = Running::start(command);
    get(&format!("{}/api/v1/openapi.json?q=11010519491231002X", server.address)).await;
    let numbers = get(&format!("http://{free}/metrics")).await.text().await.unwrap();
    assert!(
        numbers
            .contains(r#"heng_http_requests_total{method="GET",route="/api/v1/openapi.json",code="200"} 1"#),
        "{numbers}"
    );
    assert!(numbers.contains("heng_jobs{state=\"dead\"} 0"), "{numbers}");
    assert!(!numbers.contains("110105"));
    server.signal(Signal::INT);
    let (code, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("110105"), "what people search for is not logged");
}

#[tokio::test]
async fn the_log_is_json_when_asked_for() {
    let place = Place::new().await;
    let mut command = place.heng(["serve"]);
    command.env("HENG__LOG__FORMAT", "json");
    let server = Running::start(command);
    server.signal(Signal::TERM);
    let (_, log) = server.ended();
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(entry["message"].is_string() && entry["level"].is_string(), "{line}");
    }
}
