//! Reading input, with refusals that name the field.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{StatusCode, header, request::Parts},
};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{Problem, misfit::field_error};

/// A JSON body. Unknown fields are ignored, and logged, unless the type denies them: whoever sends what only the server sets
/// has a wrong client, or tries something.
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
        let mut track = serde_path_to_error::Track::new();
        let mut ignored = vec![];
        let read = serde_ignored::deserialize(
            serde_path_to_error::Deserializer::new(&mut reader, &mut track),
            |path| ignored.push(loggable(&path.to_string())),
        );
        if read.is_ok() && !ignored.is_empty() {
            tracing::warn!(fields = ignored.join(" "), "fields of the body were ignored");
        }
        read.map(Self).map_err(|inner: serde_json::Error| {
            let error = serde_path_to_error::Error::new(track.path(), inner);
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

/// A field's path for the log. A name that is none of a programmer's may be anything, also personal data.
fn loggable(path: &str) -> String {
    let plain = path.len() <= 80
        && path.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.' | '?' | '0'..='9'));
    if plain { path.to_owned() } else { "?".to_owned() }
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

#[cfg(test)]
mod tests {
    use std::{
        io::{self, Write},
        sync::{Arc, Mutex},
    };

    use serde::Deserialize;
    use tracing_subscriber::fmt::MakeWriter;

    use super::*;
    use crate::FieldError;

    #[derive(Debug, Deserialize)]
    struct Wish {
        #[expect(dead_code, reason = "only read")]
        words: String,
        #[expect(dead_code, reason = "only read")]
        #[serde(default)]
        days: Vec<Day>,
    }

    #[derive(Debug, Deserialize)]
    struct Day {
        #[expect(dead_code, reason = "only read")]
        on: String,
    }

    /// Keeps every log line.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Lines {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    async fn logged(body: &str) -> (Result<Wish, Problem>, String) {
        let lines = Lines::default();
        let subscriber = tracing_subscriber::fmt().with_writer(lines.clone()).with_ansi(false).finish();
        let _log = tracing::subscriber::set_default(subscriber);
        let request = Request::post("/").header(header::CONTENT_TYPE, "application/json");
        let request = request.body(axum::body::Body::from(body.to_owned())).unwrap();
        let read = Body::<Wish>::from_request(request, &()).await.map(|Body(wish)| wish);
        let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        (read, said)
    }

    #[tokio::test]
    async fn attack_5_fields_nobody_asked_for_are_ignored_and_logged_without_their_values() {
        let body = r#"{"words":"a","status":"approved","days":[{"on":"x","score":"120.00"}],"王小明":1}"#;
        let (read, said) = logged(body).await;
        read.unwrap();
        assert!(said.contains("fields of the body were ignored"), "{said}");
        assert!(said.contains("status") && said.contains("days.0.score"), "{said}");
        assert!(!said.contains("approved") && !said.contains("120.00") && !said.contains("王小明"), "{said}");
        let (read, said) = logged(r#"{"words":"a"}"#).await;
        read.unwrap();
        assert_eq!(said, "", "nothing was ignored");
    }

    #[tokio::test]
    async fn what_is_wrong_is_named_by_its_place() {
        let (read, _) = logged(r#"{"words":"a","days":[{"on":1}],"more":1}"#).await;
        let problem = read.unwrap_err();
        assert_eq!(problem.errors, [FieldError::new("days[0].on", "wrong_type")]);
        let (read, _) = logged(r#"{"days":[]}"#).await;
        assert_eq!(read.unwrap_err().errors, [FieldError::new("words", "required")]);
    }
}
