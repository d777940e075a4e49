//! One server.

use std::{net::TcpListener, time::Duration};

use rustix::process::Signal;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

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
    for page in ["/", "/m", "/sign-in"] {
        let shown = get(&format!("{}{page}", server.address)).await;
        let policy = shown.headers()["content-security-policy"].to_str().unwrap();
        assert!(
            policy.contains("script-src 'self';") && policy.contains("object-src 'none'"),
            "{page}: {policy}"
        );
    }
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

/// Asks for a page of a name at the server's own address.
async fn asked_as(address: &str, path: &str, host: &str) -> (u16, String) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.get(format!("{address}{path}")).header("host", host).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn where_names_are_settled_a_request_for_another_is_refused() {
    let place = Place::new().await;
    let mut command = place.heng(["serve"]);
    command.env("HENG__SERVER__PUBLIC_URL", "https://hr.example.cn");
    command.env("HENG__SERVER__HOSTS", "hr.corp");
    let server = Running::start(command);
    for name in ["hr.example.cn", "HR.example.cn:443", "hr.corp", "localhost", "127.0.0.1:80"] {
        let (status, _) = asked_as(&server.address, "/api/v1/openapi.json", name).await;
        assert_eq!(status, 200, "{name}");
    }
    for path in ["/", "/api/v1/openapi.json", "/api/v1/session/doors"] {
        let (status, body) = asked_as(&server.address, path, "evil.example").await;
        let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!((status, problem["code"].as_str()), (421, Some("host.unknown")), "{path}");
        assert!(!body.contains("evil") && !body.contains("hr.example.cn"), "{body}");
    }
    for path in ["/healthz", "/readyz"] {
        assert_eq!(asked_as(&server.address, path, "10.1.2.3:8080").await.0, 200, "{path}");
    }
}

#[tokio::test]
async fn while_no_name_is_settled_every_name_is_answered() {
    let place = Place::new().await;
    let server = place.serve();
    assert_eq!(asked_as(&server.address, "/api/v1/openapi.json", "any.example").await.0, 200);
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
    // The set-up code is told to whoever stands there, and is no line of the log.
    for line in log.lines().filter(|line| !line.contains("Set-up code")) {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(entry["message"].is_string() && entry["level"].is_string(), "{line}");
    }
}

/// Sends `words` without an end and answers what came back until the server hung up.
async fn kept_waiting(address: &str, words: &[u8]) -> Vec<u8> {
    let stream = TcpStream::connect(address.trim_start_matches("http://")).await.unwrap();
    let (mut from, mut to) = stream.into_split();
    to.write_all(words).await.unwrap();
    let mut told = vec![];
    let closed = tokio::time::timeout(Duration::from_secs(30), from.read_to_end(&mut told)).await;
    assert!(closed.is_ok(), "still waiting for the rest of {:?}", String::from_utf8_lossy(words));
    told
}

#[tokio::test]
async fn a_connection_that_never_says_what_it_wants_is_closed() {
    let place = Place::new().await;
    let mut command = place.heng(["serve"]);
    command.env("HENG__SERVER__HEADER_TIMEOUT_S", "1");
    let server = Running::start(command);
    let half: [&[u8]; 4] = [b"", b"PRI * HT", b"P", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: "];
    for words in half {
        let told = kept_waiting(&server.address, words).await;
        assert!(!told.starts_with(b"HTTP/1.1 200"));
    }
    let whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(kept_waiting(&server.address, whole).await.starts_with(b"HTTP/1.1 200"));
}
