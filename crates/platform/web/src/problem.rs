//! RFC 9457 answers with stable codes. Words belong to the reader's language and live in the web package.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use heng_access::Denied;
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A refusal or a fault.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// `urn:heng:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in plain English, for people who read raw answers.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// Stable, dotted: `leave.overlap`. Documented, translated, never reused.
    pub code: String,
    /// Values for the words.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = HashMap<String, Value>)]
    pub params: Map<String, Value>,
    /// For bad input: each field that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One field that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldError {
    /// Path into the body or the query: `first_day`, `rows[3].amount_minor`.
    pub field: String,
    /// What is wrong with the value: `required`, `too_long`, `before_first_day`.
    pub code: String,
    /// Values for the words.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = HashMap<String, Value>)]
    pub params: Map<String, Value>,
}

impl FieldError {
    /// `field` is wrong in the way of `code`.
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), params: Map::new() }
    }

    /// Adds a value for the words.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.params.insert(key.to_owned(), value.into());
        self
    }
}

impl Problem {
    /// A problem of this status and code.
    pub fn new(status: StatusCode, code: impl Into<String>) -> Self {
        let code = code.into();
        Self {
            kind: format!("urn:heng:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            params: Map::new(),
            errors: vec![],
        }
    }

    /// 400: the request cannot be read.
    pub fn bad_request(code: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code)
    }

    /// 401: sign in first.
    pub fn unauthorised() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "auth.required")
    }

    /// 403: visible, but not this.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "auth.denied")
    }

    /// 404: there is no such thing, or none this actor may know of. Always the same words.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// 409: the state of things does not allow it.
    pub fn conflict(code: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code)
    }

    /// 422: readable, but these fields are wrong.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid") }
    }

    /// 422 of one rule that is not about a single field.
    pub fn unprocessable(code: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code)
    }

    /// 429, with the seconds to wait: `params.seconds` becomes the `Retry-After` header.
    pub fn too_many(seconds: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "rate.limited").with("seconds", seconds)
    }

    /// 500. The one place where a fault is logged; its text never leaves the server.
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        log_fault(error);
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    /// Adds a value for the words.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.params.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a wrong field.
    pub fn field(mut self, error: FieldError) -> Self {
        self.errors.push(error);
        self
    }
}

/// Logs a fault without the values it carries: statements are logged, bound values never are.
pub fn log_fault(error: &(dyn std::error::Error + 'static)) {
    tracing::error!(error = %error, "internal fault");
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Hidden => Self::not_found(),
            Denied::Forbidden { .. } => Self::forbidden(),
        }
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        if heng_db::is_serialization_failure(&error) {
            return Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy").with("seconds", 1);
        }
        if heng_db::is_bad_cursor(&error) {
            return Self::invalid(vec![FieldError::new("after", "not_a_page")]);
        }
        if heng_db::is_unstorable(&error) {
            return Self::bad_request("input.unreadable");
        }
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => {
                log_fault(&error);
                Self::conflict("conflict")
            }
            _ => Self::internal(&error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let waiting_helps = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        let wait = self.params.get("seconds").and_then(Value::as_u64).filter(|_| waiting_helps);
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
        let mut response = (status, kind, Json(self)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
