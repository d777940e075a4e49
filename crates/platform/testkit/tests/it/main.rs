//! The HTTP platform as a client meets it.

#![cfg(test)]

use std::sync::atomic::{AtomicI64, Ordering};

use axum::{
    body::Bytes,
    extract::DefaultBodyLimit,
    http::{Request, StatusCode},
    response::Response,
};
use heng_access::{Actor, Denied, Via};
use heng_kernel::AccountId;
use heng_testkit::{Caller, TestApp, openapi};
use heng_web::{AppState, Body, Once, PageParams, Params, PathId, Problem, Signed};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

#[derive(Deserialize, ToSchema)]
struct NoteBody {
    text: String,
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Tag {
    weight: i64,
}

#[derive(Serialize, ToSchema)]
struct NoteView {
    number: i64,
    weight: i64,
}

#[derive(Debug, thiserror::Error)]
enum NoteError {
    #[error("empty")]
    Empty,
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<NoteError> for Problem {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::Empty => Self::unprocessable("note.empty"),
            NoteError::Denied(denied) => denied.into(),
            NoteError::Db(error) => error.into(),
        }
    }
}

static RUNS: AtomicI64 = AtomicI64::new(0);

#[utoipa::path(post, path = "/api/v1/notes", operation_id = "note.write", tag = "note",
    extensions(("x-permission" = json!("me.use"))), request_body = NoteBody, responses((status = 201, body = NoteView)))]
async fn write(once: Once, Body(body): Body<NoteBody>) -> Result<Response, Problem> {
    once.write(StatusCode::CREATED, async |tx| {
        RUNS.fetch_add(1, Ordering::SeqCst);
        let number = tx.next_number("note").await?;
        if body.text.is_empty() {
            return Err(NoteError::Empty);
        }
        Ok(NoteView { number, weight: body.tags.iter().map(|tag| tag.weight).sum() })
    })
    .await
}

#[utoipa::path(get, path = "/api/v1/notes/{id}", operation_id = "note.show", tag = "note",
    extensions(("x-permission" = json!("me.use"))), params(("id" = Uuid, Path), PageParams), responses((status = 200)))]
async fn show(
    _signed: Signed,
    PathId(_id): PathId<Uuid>,
    Params(page): Params<PageParams>,
) -> Result<String, Problem> {
    Ok(page.size().rows().to_string())
}

#[utoipa::path(post, path = "/api/v1/sheets", operation_id = "note.upload", tag = "note",
    extensions(("x-permission" = json!("me.use"))), request_body = Vec<u8>, responses((status = 201, body = NoteView)))]
async fn upload(once: Once, sheet: Bytes) -> Result<Response, Problem> {
    once.write(StatusCode::CREATED, async |tx| {
        let number = tx.next_number("sheet").await?;
        Ok::<_, NoteError>(NoteView { number, weight: i64::try_from(sheet.len()).unwrap() })
    })
    .await
}

const SHEET: usize = 8 * 1024 * 1024;

fn routes() -> OpenApiRouter<AppState> {
    let uploads = OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::max(SHEET));
    OpenApiRouter::new().routes(routes!(write)).routes(routes!(show)).merge(uploads)
}

async fn app() -> (TestApp, Caller) {
    let app = TestApp::start(routes()).await;
    let account = AccountId(Uuid::from_u128(1));
    let caller = app.caller(Actor::builder(Via::Anonymous).today(app.today()).account(account).build());
    (app, caller)
}

#[tokio::test]
async fn the_same_key_gives_the_first_answer_and_no_second_effect() {
    let (app, caller) = app().await;
    let once = caller.clone().with("idempotency-key", "k1");
    let first = once.post("/api/v1/notes", json!({ "text": "a" })).await.expect(StatusCode::CREATED);
    let again = once.post("/api/v1/notes", json!({ "text": "a" })).await.expect(StatusCode::CREATED);
    assert_eq!(first, again);
    let other = caller.post("/api/v1/notes", json!({ "text": "a" })).await.expect(StatusCode::CREATED);
    assert_eq!((first["number"].clone(), other["number"].clone()), (json!(1), json!(2)));
    let stranger = app.caller(
        Actor::builder(Via::Anonymous).today(app.today()).account(AccountId(Uuid::from_u128(2))).build(),
    );
    let theirs = stranger.with("idempotency-key", "k1").post("/api/v1/notes", json!({ "text": "b" })).await;
    assert_eq!(theirs.expect(StatusCode::CREATED)["number"], 3, "keys are the account's own");
}

#[tokio::test]
async fn the_same_key_with_another_content_is_refused() {
    let (_app, caller) = app().await;
    let once = caller.with("idempotency-key", "k1");
    once.post("/api/v1/notes", json!({ "text": "a" })).await.expect(StatusCode::CREATED);
    let other = once.post("/api/v1/notes", json!({ "text": "b" })).await;
    other.refused(StatusCode::UNPROCESSABLE_ENTITY, "idempotency.other_request");
}

async fn send_sheet(caller: &Caller, bytes: Vec<u8>) -> heng_testkit::Answer {
    caller.raw(Request::post("/api/v1/sheets").body(axum::body::Body::from(bytes)).unwrap()).await
}

#[tokio::test]
async fn a_big_upload_with_a_key_is_taken_once_up_to_its_routes_own_limit() {
    let (_app, caller) = app().await;
    let once = caller.with("idempotency-key", "k1");
    let first = send_sheet(&once, vec![7; SHEET]).await.expect(StatusCode::CREATED);
    assert_eq!(first, json!({ "number": 1, "weight": SHEET }));
    assert_eq!(send_sheet(&once, vec![7; SHEET]).await.expect(StatusCode::CREATED), first);
    send_sheet(&once, vec![8; SHEET])
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "idempotency.other_request");
    assert_eq!(send_sheet(&once, vec![7; SHEET + 1]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = "字".repeat(1024 * 1024);
    let note = once.with("idempotency-key", "k2").post("/api/v1/notes", json!({ "text": long })).await;
    note.refused(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large");
}

#[tokio::test]
async fn a_change_from_another_sites_page_is_refused_in_words() {
    let (_app, caller) = app().await;
    let elsewhere = caller.clone().with("sec-fetch-site", "cross-site");
    let refused = elsewhere.post("/api/v1/notes", json!({ "text": "a" })).await;
    refused.refused(StatusCode::FORBIDDEN, "auth.cross_site");
    let here = caller.with("sec-fetch-site", "same-origin");
    here.post("/api/v1/notes", json!({ "text": "a" })).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn a_refusal_is_not_remembered() {
    let (_app, caller) = app().await;
    let once = caller.with("idempotency-key", "k1");
    once.post("/api/v1/notes", json!({ "text": "" }))
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "note.empty");
    once.post("/api/v1/notes", json!({ "text": "" }))
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "note.empty");
}

#[tokio::test]
async fn bad_input_names_the_field() {
    let (_app, caller) = app().await;
    let cases = [
        (json!({}), "text", "required"),
        (json!({ "text": 3 }), "text", "wrong_type"),
        (json!({ "text": "a", "tags": [{ "weight": "heavy" }] }), "tags[0].weight", "wrong_type"),
        (json!({ "text": "a", "tags": [{ "weight": 1 }, {}] }), "tags[1].weight", "required"),
        (json!({ "text": "a", "tags": [{ "weight": 1, "role": "owner" }] }), "tags[0].role", "unknown_field"),
    ];
    for (body, field, code) in cases {
        let problem = caller
            .post("/api/v1/notes", body)
            .await
            .refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
        assert_eq!(problem["errors"], json!([{ "field": field, "code": code }]));
    }
}

#[tokio::test]
async fn an_id_that_is_none_is_answered_like_an_unknown_one() {
    let (app, caller) = app().await;
    caller.get("/api/v1/notes/1%27%20OR%201=1").await.refused(StatusCode::NOT_FOUND, "not_found");
    let rows = caller.get(&format!("/api/v1/notes/{}?limit=9999", Uuid::nil())).await;
    assert_eq!(rows.bytes, b"200");
    let refused = caller.get(&format!("/api/v1/notes/{}?limit=many", Uuid::nil())).await;
    assert_eq!(
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")["errors"][0]["field"],
        "limit"
    );
    app.stranger()
        .get(&format!("/api/v1/notes/{}", Uuid::nil()))
        .await
        .refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn a_change_sent_by_another_site_is_refused() {
    let (_app, caller) = app().await;
    let forged =
        caller.with("sec-fetch-site", "cross-site").post("/api/v1/notes", json!({ "text": "a" })).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_it() {
    let (app, caller) = app().await;
    let answer = caller.get(&format!("/api/v1/notes/{}", Uuid::nil())).await;
    for name in [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "x-request-id",
        "cache-control",
    ] {
        assert!(answer.headers.contains_key(name), "{name}");
    }
    openapi::every_operation_names_its_permission(&app.openapi);
}
