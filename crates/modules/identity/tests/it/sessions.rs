//! Attack 16: what ends, ends at once.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::Scope;
use serde_json::json;

use crate::office::{At, Browser, Office, PASSWORD};

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let office = Office::open().await;
    office.owner().await;
    let (here, there) = (office.signed_in("boss").await, office.signed_in("boss").await);
    let list = here.get("/api/v1/me/sessions").await.expect(StatusCode::OK);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let other = items.iter().find(|session| session["current"] == false).unwrap();
    let path = format!("/api/v1/me/sessions/{}", other["id"].as_str().unwrap());
    here.delete(&path).await.expect(StatusCode::NO_CONTENT);
    there.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    here.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
    here.get("/api/v1/me").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn nobody_ends_or_lists_sessions_of_others_as_their_own() {
    let office = Office::open().await;
    office.owner().await;
    office.employ("zhang", None).await;
    let (boss, zhang) = (office.signed_in("boss").await, office.signed_in("zhang").await);
    let list = boss.get("/api/v1/me/sessions").await.expect(StatusCode::OK);
    let id = list["items"][0]["id"].as_str().unwrap().to_owned();
    zhang.delete(&format!("/api/v1/me/sessions/{id}")).await.refused(StatusCode::NOT_FOUND, "not_found");
    boss.get("/api/v1/me").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_session_ends_after_idling_and_in_any_case() {
    let office = Office::open().await;
    office.owner().await;
    let (idle, busy) = (office.signed_in("boss").await, office.signed_in("boss").await);
    for _ in 0..2 {
        office.pass(TimeDelta::hours(7));
        busy.get("/api/v1/me").await.expect(StatusCode::OK);
    }
    idle.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    for _ in 0..22 {
        office.pass(TimeDelta::hours(7));
        busy.get("/api/v1/me").await;
    }
    busy.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    assert!(office.sweep().await.is_empty());
}

#[tokio::test]
async fn one_session_serves_several_processes_and_ends_in_all_of_them() {
    let office = Office::open().await;
    office.owner().await;
    let here = office.signed_in("boss").await;
    let other = office.another_server(5).await.browser();
    *other.cookies.lock().unwrap() = here.cookies.lock().unwrap().clone();
    other.get("/api/v1/me").await.expect(StatusCode::OK);
    here.delete("/api/v1/session").await.expect(StatusCode::NO_CONTENT);
    other.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

/// A token of whoever is signed in there.
async fn token_of(browser: &Browser, office: &Office) -> String {
    let body = json!({
        "name": "feed", "ends_at": office.now() + TimeDelta::days(30),
        "rows": [{ "permission": "me.use", "scope": "self" }],
    });
    let made = browser.post("/api/v1/tokens", body).await.expect(StatusCode::CREATED);
    made["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn disabling_an_account_ends_its_sessions_and_tokens_everywhere() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    office.give(zhang.account, "hr_head", Scope::Company, At::Company(zhang.company)).await;
    let session = office.signed_in("zhang").await;
    let token = office.another_server(6).await.with_token(&token_of(&session, &office).await);
    token.get("/api/v1/me").await.expect(StatusCode::OK);
    let boss = office.signed_in("boss").await;
    boss.post(&format!("/api/v1/accounts/{}/disable", zhang.account), json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    session.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    token.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    boss.post(&format!("/api/v1/accounts/{}/enable", zhang.account), json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    session.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    token.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    office.signed_in("zhang").await;
}

#[tokio::test]
async fn changing_the_password_ends_everything_but_the_browser_it_was_changed_in() {
    let office = Office::open().await;
    office.owner().await;
    let (here, there) = (office.signed_in("boss").await, office.signed_in("boss").await);
    let old = here.cookie("heng_session").unwrap();
    let token = office.server.with_token(&token_of(&there, &office).await);
    token.get("/api/v1/me").await.expect(StatusCode::OK);
    let wrong = json!({ "current": "not my password", "new": "nine blue umbrellas" });
    let problem = here.put("/api/v1/me/password", wrong).await;
    let problem = problem.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(problem["errors"], json!([{ "field": "current", "code": "password.wrong" }]));
    let weak = json!({ "current": PASSWORD, "new": "boss boss boss" });
    here.put("/api/v1/me/password", weak).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    let right = json!({ "current": PASSWORD, "new": "nine blue umbrellas" });
    here.put("/api/v1/me/password", right).await.expect(StatusCode::NO_CONTENT);
    assert_ne!(here.cookie("heng_session").unwrap(), old);
    here.get("/api/v1/me").await.expect(StatusCode::OK);
    there.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    token.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    let again = office.browser();
    again.sign_in("boss", PASSWORD).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    again.sign_in("boss", "nine blue umbrellas").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn the_last_day_ends_every_session_at_midnight_of_the_place_of_work_without_a_job() {
    let office = Office::open().await;
    let zhang = office.employ("zhang", None).await;
    office.standing.end(zhang.person, office.today());
    office.give(zhang.account, "hr_head", Scope::Company, At::Company(zhang.company)).await;
    let browser = office.signed_in("zhang").await;
    let token = office.server.with_token(&token_of(&browser, &office).await);
    office.pass(TimeDelta::hours(11) + TimeDelta::minutes(59)); // 23:59 in Shanghai
    browser.get("/api/v1/me").await.expect(StatusCode::OK);
    token.get("/api/v1/me").await.expect(StatusCode::OK);
    office.pass(TimeDelta::minutes(1));
    token.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    office.browser().sign_in("zhang", PASSWORD).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
}

#[tokio::test]
async fn a_back_dated_leave_ends_sessions_with_its_commit() {
    let office = Office::open().await;
    let zhang = office.employ("zhang", None).await;
    let browser = office.signed_in("zhang").await;
    browser.get("/api/v1/me").await.expect(StatusCode::OK);
    office.standing.end(zhang.person, office.today() - TimeDelta::days(3));
    let actor = heng_access::Actor::command_line(office.today());
    let told =
        office.test.db.write(&actor, async |tx| heng_identity::standing_changed(&tx, &[zhang.person]).await);
    told.await.unwrap();
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn a_revoked_grant_is_gone_with_the_next_request_in_every_process() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let other = office.another_server(8).await.browser();
    other.sign_in("zhang", PASSWORD).await.expect(StatusCode::OK);
    other.get("/api/v1/roles").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    let boss = office.signed_in("boss").await;
    let body = json!({
        "account_id": zhang.account, "role_id": heng_identity::builtin_role_id("it_admin"), "scope": "all",
        "first_day": office.today(),
    });
    let made = boss.post("/api/v1/grants", body).await.expect(StatusCode::CREATED);
    other.get("/api/v1/roles").await.expect(StatusCode::OK);
    let path = format!("/api/v1/grants/{}", made["id"].as_str().unwrap());
    boss.delete(&path).await.expect(StatusCode::NO_CONTENT);
    other.get("/api/v1/roles").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    boss.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn pay_needs_a_second_look_that_is_minutes_old_and_changes_the_cookie() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.signed_in("boss").await;
    browser.get("/api/v1/test/pay").await.expect(StatusCode::OK);
    office.pass(TimeDelta::minutes(10));
    browser.get("/api/v1/test/pay").await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    let before = browser.cookie("heng_session").unwrap();
    let wrong = json!({ "kind": "password", "password": "no" });
    browser
        .post("/api/v1/session/second-look", wrong)
        .await
        .refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
    browser.get("/api/v1/test/pay").await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    let right = json!({ "kind": "password", "password": PASSWORD });
    browser.post("/api/v1/session/second-look", right).await.expect(StatusCode::NO_CONTENT);
    assert_ne!(browser.cookie("heng_session").unwrap(), before);
    browser.get("/api/v1/test/pay").await.expect(StatusCode::OK);
    let old = office.browser();
    old.cookies.lock().unwrap().insert("heng_session".to_owned(), before);
    old.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    office.browser().get("/api/v1/test/pay").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn second_looks_cannot_be_guessed_without_end() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.signed_in("boss").await;
    let wrong = json!({ "kind": "password", "password": "guess guess guess" });
    for _ in 0..11 {
        browser.post("/api/v1/session/second-look", wrong.clone()).await;
    }
    let right = json!({ "kind": "password", "password": PASSWORD });
    browser
        .post("/api/v1/session/second-look", right)
        .await
        .refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
}

#[tokio::test]
async fn somebody_with_two_employments_says_which_one_acts() {
    let office = Office::open().await;
    let zhang = office.employ("zhang", None).await;
    let (employment, company, unit) = (office.id(), office.id(), office.id());
    let post = heng_identity::Post { employment, company, unit, branch: None };
    office.standing.employ(zhang.person, "张三", post, None);
    let browser = office.signed_in("zhang").await;
    let me = browser.get("/api/v1/me").await.expect(StatusCode::OK);
    assert_eq!(me["employments"].as_array().unwrap().len(), 2);
    assert_eq!(me["display_name"], "张三");
    assert_eq!(me["acting_as"], json!(zhang.employment));
    assert_eq!(
        (&me["employments"][0]["number"], &me["employments"][1]["number"]),
        (&json!("000001"), &json!("000002"))
    );
    assert_eq!((&me["demo"], &me["now"]), (&json!(false), &json!(office.now())));
    let me = browser.acting_as(employment).get("/api/v1/me").await.expect(StatusCode::OK);
    assert_eq!(me["acting_as"], json!(employment));
    let stranger: heng_kernel::EmploymentId = office.id();
    let refused = browser.acting_as(stranger).get("/api/v1/me").await;
    refused.refused(StatusCode::BAD_REQUEST, "auth.unknown_employment");
}

#[tokio::test]
async fn the_language_is_switched_per_account() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.signed_in("boss").await;
    browser.put("/api/v1/me/locale", json!({ "locale": "en" })).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/api/v1/me").await.expect(StatusCode::OK)["locale"], "en");
    browser
        .put("/api/v1/me/locale", json!({ "locale": "fr" }))
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn under_tls_a_cookie_without_the_host_prefix_says_nothing() {
    let office = Office::open_at("https://hr.example.com", vec![]).await;
    office.owner().await;
    let browser = office.signed_in("boss").await;
    let value = browser.cookie("__Host-heng_session").unwrap();
    assert_eq!(browser.cookie("heng_session"), None);
    browser.get("/api/v1/me").await.expect(StatusCode::OK);
    let planted = office.browser();
    planted.cookies.lock().unwrap().insert("heng_session".to_owned(), value);
    planted.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}
