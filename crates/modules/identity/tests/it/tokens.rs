//! API tokens: an owner's rights, narrowed.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::Scope;
use serde_json::json;

use crate::office::{At, Browser, Office};

async fn make(browser: &Browser, office: &Office, rows: serde_json::Value) -> serde_json::Value {
    let body = json!({ "name": "feed", "ends_at": office.now() + TimeDelta::days(30), "rows": rows });
    browser.post("/api/v1/tokens", body).await.expect(StatusCode::CREATED)
}

#[tokio::test]
async fn a_token_does_what_it_lists_and_nothing_else() {
    let office = Office::open().await;
    office.owner().await;
    let boss = office.signed_in("boss").await;
    let made = make(&boss, &office, json!([{ "permission": "account.read", "scope": "all" }])).await;
    let text = made["token"].as_str().unwrap();
    assert!(text.starts_with("heng_") && text.len() == 69);
    let token = office.server.with_token(text);
    token.get("/api/v1/accounts").await.expect(StatusCode::OK);
    for path in
        ["/api/v1/me", "/api/v1/roles", "/api/v1/failed-jobs", "/api/v1/tokens", "/api/v1/audit-entries"]
    {
        token.get(path).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    }
    let list = boss.get("/api/v1/tokens").await;
    assert!(!list.text.contains(text));
    assert_eq!(list.expect(StatusCode::OK)["items"][0]["name"], "feed");
}

#[tokio::test]
async fn a_token_never_may_more_than_its_owner_may_today() {
    let office = Office::open().await;
    office.owner().await;
    let head = office.employ("head", None).await;
    office.give(head.account, "hr_head", Scope::Company, At::Company(head.company)).await;
    office.employ("far", None).await;
    let browser = office.signed_in("head").await;
    let rows = json!([{ "permission": "account.read", "scope": "all" }, { "permission": "audit.read", "scope": "all", "classes": ["pay"] }]);
    let made = make(&browser, &office, rows).await;
    let token = office.server.with_token(made["token"].as_str().unwrap());
    let list = token.get("/api/v1/accounts").await.expect(StatusCode::OK);
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "the company, although the token says all");
    token.get("/api/v1/audit-entries").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    let boss = office.signed_in("boss").await;
    let grants =
        boss.get(&format!("/api/v1/grants?account_id={}", head.account)).await.expect(StatusCode::OK);
    let path = format!("/api/v1/grants/{}", grants["items"][0]["id"].as_str().unwrap());
    boss.delete(&path).await.expect(StatusCode::NO_CONTENT);
    token.get("/api/v1/accounts").await.refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn a_token_ends_by_its_day_and_by_being_revoked() {
    let office = Office::open().await;
    office.owner().await;
    let boss = office.signed_in("boss").await;
    let rows = json!([{ "permission": "account.read", "scope": "all" }]);
    let (a, b) = (make(&boss, &office, rows.clone()).await, make(&boss, &office, rows).await);
    let (first, second) = (
        office.server.with_token(a["token"].as_str().unwrap()),
        office.server.with_token(b["token"].as_str().unwrap()),
    );
    let path = format!("/api/v1/tokens/{}", a["id"].as_str().unwrap());
    boss.delete(&path).await.expect(StatusCode::NO_CONTENT);
    boss.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
    first.get("/api/v1/accounts").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    second.get("/api/v1/accounts").await.expect(StatusCode::OK);
    office.pass(TimeDelta::days(30));
    second.get("/api/v1/accounts").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn a_token_cannot_change_how_its_owner_signs_in() {
    let office = Office::open().await;
    office.owner().await;
    let boss = office.signed_in("boss").await;
    let rows =
        json!([{ "permission": "me.use", "scope": "self" }, { "permission": "token.write", "scope": "all" }]);
    let made = make(&boss, &office, rows.clone()).await;
    let token = office.server.with_token(made["token"].as_str().unwrap());
    token.get("/api/v1/me").await.expect(StatusCode::OK);
    let more = json!({ "name": "child", "ends_at": office.now() + TimeDelta::days(1), "rows": rows });
    token.post("/api/v1/tokens", more).await.refused(StatusCode::FORBIDDEN, "auth.session_only");
    let change = json!({ "current": "x", "new": "nine blue umbrellas" });
    token.put("/api/v1/me/password", change).await.refused(StatusCode::FORBIDDEN, "auth.session_only");
    for path in ["/api/v1/me/totp", "/api/v1/me/passkeys/challenge", "/api/v1/me/recovery-codes"] {
        token.post(path, json!({})).await.refused(StatusCode::FORBIDDEN, "auth.session_only");
    }
    token.get("/api/v1/test/pay").await.refused(StatusCode::FORBIDDEN, "auth.second_look");
}

#[tokio::test]
async fn tokens_are_made_after_a_second_look_and_within_a_year() {
    let office = Office::open().await;
    office.owner().await;
    office.employ("zhang", None).await;
    let rows = json!([{ "permission": "me.use", "scope": "self" }]);
    let body =
        |days| json!({ "name": "feed", "ends_at": office.now() + TimeDelta::days(days), "rows": rows });
    let zhang = office.signed_in("zhang").await;
    zhang.post("/api/v1/tokens", body(1)).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    let boss = office.signed_in("boss").await;
    for days in [0, 367] {
        boss.post("/api/v1/tokens", body(days))
            .await
            .refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    }
    office.pass(TimeDelta::minutes(11));
    boss.post("/api/v1/tokens", body(1)).await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    for junk in ["heng_", "heng_0000", "nonsense", ""] {
        office
            .server
            .with_token(junk)
            .get("/api/v1/me")
            .await
            .refused(StatusCode::UNAUTHORIZED, "auth.required");
    }
}
