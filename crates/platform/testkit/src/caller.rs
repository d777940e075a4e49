//! Somebody who sends requests.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use heng_access::Actor;
use serde_json::Value;
use tower::ServiceExt;

use crate::Answer;

/// Somebody who sends requests. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(crate) router: Router,
    pub(crate) bearer: Option<String>,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Who it is, when signed in.
    pub actor: Option<Actor>,
}

impl Caller {
    /// The same caller with one more header on every request.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// POST with a JSON body.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    /// PUT with a JSON body.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    /// PATCH with a JSON body.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// Any method.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |json| Body::from(json.to_string()));
        self.raw(request.body(body).expect("a request")).await
    }

    /// A request as the test made it, with the caller's credentials added.
    pub async fn raw(&self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        if let Some(word) = &self.bearer {
            let value = format!("Bearer {word}").parse().expect("a header value");
            headers.insert(header::AUTHORIZATION, value);
        }
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().expect("a header value"));
        }
        let response = self.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("the body is read").to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, body, bytes }
    }
}
