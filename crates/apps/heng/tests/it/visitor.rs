//! Somebody at a browser, visiting running servers.

use serde_json::{Value, json};

use crate::{group::PASSWORD, place::Running};

/// A client as a browser: no redirects, one cookie jar per person kept by hand.
fn browser() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Somebody signed in somewhere, asking wherever.
pub struct Person {
    browser: reqwest::Client,
    cookie: String,
}

impl Person {
    pub async fn signed_in(at: &Running, login: &str) -> Self {
        let browser = browser();
        let body = json!({ "login": login, "password": PASSWORD });
        let answer = browser.post(format!("{}/api/v1/session", at.address)).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let cookies = answer.headers().get_all("set-cookie").iter();
        let cookies: Vec<&str> = cookies.map(|c| c.to_str().unwrap().split(';').next().unwrap()).collect();
        Self { cookie: cookies.join("; "), browser }
    }

    pub async fn send(
        &self,
        at: &Running,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> reqwest::Response {
        let method = method.parse().unwrap();
        let request = self.browser.request(method, format!("{}/api/v1/{path}", at.address));
        let request = request.header("cookie", &self.cookie);
        let request = if let Some(body) = body { request.json(&body) } else { request };
        request.send().await.unwrap()
    }

    pub async fn ask(&self, at: &Running, method: &str, path: &str, body: Option<Value>) -> Value {
        let answer = self.send(at, method, path, body).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    pub async fn status(&self, at: &Running, path: &str) -> u16 {
        self.send(at, "GET", path, None).await.status().as_u16()
    }
}
