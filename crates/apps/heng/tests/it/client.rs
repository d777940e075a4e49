//! Somebody at a browser: requests through the router, with the statements they took.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use heng::System;
use serde_json::Value;
use tower::ServiceExt;

use crate::rights::api::Sent;

const BOUNDARY: &str = "cut-here";

/// What came back, and how many statements it took.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub bytes: Vec<u8>,
    pub body: Value,
    pub statements: u64,
}

/// Somebody at a browser.
#[derive(Clone, Debug)]
pub struct Client {
    pub router: Router,
    pub system: System,
    pub cookie: Option<String>,
}

impl Client {
    pub async fn send(&self, sent: &Sent) -> Answer {
        self.send_keyed(sent, None).await
    }

    /// The same with an `Idempotency-Key`.
    pub async fn send_keyed(&self, sent: &Sent, key: Option<&str>) -> Answer {
        let mut request = Request::builder().method(sent.method.as_str()).uri(&sent.uri);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let body = match &sent.body {
            Some(form) if sent.form => {
                request =
                    request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
                Body::from(roster(form))
            }
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        let before = self.system.db.statements();
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        // A feed never ends by itself.
        let feed = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let bytes = if feed { vec![] } else { to_bytes(body, usize::MAX).await.unwrap().to_vec() };
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, bytes, body, statements: self.system.db.statements() - before }
    }

    pub async fn ask(&self, method: &str, uri: &str, body: Option<Value>) -> Value {
        let sent = Sent { method: method.to_owned(), uri: format!("/api/v1/{uri}"), body, form: false };
        let answer = self.send(&sent).await;
        assert!(answer.status.is_success(), "{method} {uri}: {} {}", answer.status, answer.body);
        answer.body
    }

    pub async fn get(&self, uri: &str) -> Value {
        self.ask("GET", uri, None).await
    }

    pub async fn post(&self, uri: &str, body: Value) -> Value {
        self.ask("POST", uri, Some(body)).await
    }
}

/// The form of a roster; `company_id` as the description has it.
fn roster(form: &Value) -> String {
    let mut parts = String::new();
    for (name, value) in form.as_object().unwrap() {
        parts += &match name.as_str() {
            "file" => format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\
                 content-type: text/csv\r\n\r\n姓名,部门,入职日期\n钱一,一部,2026-01-05\n\r\n"
            ),
            _ => format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{}\r\n",
                value.as_str().unwrap()
            ),
        };
    }
    parts + &format!("--{BOUNDARY}--\r\n")
}
