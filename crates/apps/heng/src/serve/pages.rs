//! The web pages, embedded in the program.
//!
//! `/m` and below is the phone's entry, everything else that is no file is the desk's: the pages' own routers know the
//! rest. File names under `assets/` carry a hash of their content and never change; the entries are asked for every time.

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use heng_web::Problem;
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `npm run build` made; empty when the program was built without Node.
#[derive(RustEmbed)]
#[folder = "../../../web/dist"]
#[allow_missing = true]
struct Files;

const DESK: &str = "desk.html";
const PHONE: &str = "phone.html";

/// Shown in place of the pages when the program was built without them.
const WITHOUT_PAGES: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>衡 Heng</title>\
    <p>此程序构建时未包含网页。请先在 web 目录运行 npm ci 和 npm run build，再重新构建。</p>\
    <p lang=\"en\">This program was built without its pages. Run npm ci and npm run build in web, then build again.</p></html>";

/// Answers what no route of the API answers.
pub(crate) fn pages() -> Router {
    Router::new().fallback(page)
}

async fn page(request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") {
        return Problem::not_found().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let name = path.trim_start_matches('/');
    if let Some(file) = Files::get(name).filter(|_| name != DESK && name != PHONE) {
        let lasting = name.starts_with("assets/");
        return answer(file, name, if lasting { "public, max-age=31536000, immutable" } else { "no-cache" });
    }
    // A file that is not there is not a page: an old page asking for old assets must notice.
    if name.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let entry = if name == "m" || name.starts_with("m/") { PHONE } else { DESK };
    match Files::get(entry) {
        Some(file) => answer(file, entry, "no-store"),
        None => Html(WITHOUT_PAGES).into_response(),
    }
}

fn answer(file: EmbeddedFile, name: &str, caching: &'static str) -> Response {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = if kind.type_() == mime_guess::mime::TEXT {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    };
    let mut response = Body::from(file.data.into_owned()).into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use tower::ServiceExt;

    use super::*;

    async fn get(path: &str) -> (StatusCode, String) {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let response = pages().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    #[tokio::test]
    async fn an_unknown_operation_is_a_problem_and_no_page() {
        let (status, body) = get("/api/v1/nothing").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(body.contains("\"not_found\""));
    }

    #[tokio::test]
    async fn any_other_address_is_the_pages_own_affair() {
        for path in ["/", "/people/7", "/m", "/m/leave/new"] {
            let (status, body) = get(path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert!(body.contains("<html"), "{path}");
        }
    }

    #[tokio::test]
    async fn a_missing_asset_is_missing_and_no_path_leads_out() {
        for path in ["/assets/old.js", "/assets/../../Cargo.toml"] {
            assert_eq!(get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        let (_, body) = get("/../Cargo.toml").await;
        assert!(!body.contains("[package]"));
    }
}
