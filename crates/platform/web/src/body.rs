//! Reading input, with refusals that name the field.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{StatusCode, header, request::Parts},
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{FieldError, Problem};

/// A JSON body. Unknown fields are ignored unless the type denies them.
#[derive(Clone, Copy, Debug)]
pub struct Body<T>(pub T);

/// The query string.
#[derive(Clone, Copy, Debug)]
pub struct Params<T>(pub T);

/// An id in the path. Something that is no id is answered like an id nobody gave out.
#[derive(Clone, Copy, Debug)]
pub struct PathId<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/json") {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "input.not_json"));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            let status = rejection.status();
            let code =
                if status == StatusCode::PAYLOAD_TOO_LARGE { "input.too_large" } else { "input.unreadable" };
            Problem::new(status, code)
        })?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        serde_path_to_error::deserialize(&mut reader).map(Self).map_err(|error| {
            let place = error.path().to_string();
            let inner = error.into_inner();
            if inner.is_data() {
                return Problem::invalid(vec![field_error(&place, &inner.to_string())]);
            }
            Problem::bad_request("input.not_json")
                .with("line", u64::try_from(inner.line()).unwrap_or_default())
                .with("column", u64::try_from(inner.column()).unwrap_or_default())
        })
    }
}

/// Serde's message is English prose with the value in it; what leaves is a code and the field.
fn field_error(place: &str, message: &str) -> FieldError {
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    let inside = |name: &str| if place == "." { name.to_owned() } else { format!("{place}.{name}") };
    match (missing, unknown) {
        (Some(name), _) => FieldError::new(inside(name), "required"),
        // serde_path_to_error's path already ends with the unknown field's name.
        (_, Some(_)) => FieldError::new(place, "unknown_field"),
        _ if message.starts_with("invalid type") => FieldError::new(place, "wrong_type"),
        _ => FieldError::new(place, "not_allowed"),
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let reader = serde_html_form::Deserializer::from_bytes(query.as_bytes());
        serde_path_to_error::deserialize(reader).map(Self).map_err(|error| {
            let place = error.path().to_string();
            Problem::invalid(vec![field_error(&place, &error.into_inner().to_string())])
        })
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        Path::<T>::from_request_parts(parts, state)
            .await
            .map(|Path(id)| Self(id))
            .map_err(|_| Problem::not_found())
    }
}
