//! Passkeys.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    authenticator::Authenticator,
    office::{Answer, Browser, Office, PASSWORD},
};

async fn register(browser: &Browser, key: &mut Authenticator, name: &str) -> Answer {
    let challenge = browser.post("/api/v1/me/passkeys/challenge", json!({})).await.expect(StatusCode::OK);
    let credential = key.create(&challenge["options"]);
    let body = json!({ "token": challenge["token"], "name": name, "credential": credential });
    browser.post("/api/v1/me/passkeys", body).await
}

async fn challenge(browser: &Browser) -> Value {
    browser.post("/api/v1/session/passkey/challenge", json!({})).await.expect(StatusCode::OK)
}

async fn enter(browser: &Browser, key: &mut Authenticator) -> Answer {
    let challenge = challenge(browser).await;
    let credential = key.get(&challenge["options"]);
    browser
        .post("/api/v1/session/passkey", json!({ "token": challenge["token"], "credential": credential }))
        .await
}

#[tokio::test]
async fn a_passkey_is_registered_and_opens_a_session_without_a_name() {
    let office = Office::open().await;
    office.owner().await;
    let boss = office.signed_in("boss").await;
    let mut key = Authenticator::new(3);
    register(&boss, &mut key, "手机").await.expect(StatusCode::CREATED);
    register(&boss, &mut key, "again").await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
    let browser = office.browser();
    enter(&browser, &mut key).await.expect(StatusCode::OK);
    assert_eq!(browser.get("/api/v1/me").await.expect(StatusCode::OK)["login"], "boss");
    browser.get("/api/v1/test/pay").await.expect(StatusCode::OK);
    let list = boss.get("/api/v1/me/passkeys").await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["name"], "手机");
    assert!(list["items"][0]["used_at"].is_string());
    let path = format!("/api/v1/me/passkeys/{}", list["items"][0]["id"].as_str().unwrap());
    boss.delete(&path).await.expect(StatusCode::NO_CONTENT);
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
}

#[tokio::test]
async fn an_answer_is_taken_once_in_time_and_from_our_own_pages() {
    let office = Office::open().await;
    office.owner().await;
    let mut key = Authenticator::new(3);
    register(&office.signed_in("boss").await, &mut key, "key").await.expect(StatusCode::CREATED);
    let browser = office.browser();
    let asked = challenge(&browser).await;
    let body = json!({ "token": asked["token"], "credential": key.get(&asked["options"]) });
    browser.post("/api/v1/session/passkey", body.clone()).await.expect(StatusCode::OK);
    office
        .browser()
        .post("/api/v1/session/passkey", body)
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.over");
    let asked = challenge(&browser).await;
    office.pass(TimeDelta::minutes(5));
    let body = json!({ "token": asked["token"], "credential": key.get(&asked["options"]) });
    browser
        .post("/api/v1/session/passkey", body)
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.over");
    key.origin = "http://evil.example".to_owned();
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
    key.origin = "http://localhost:8080".to_owned();
    key.verifies = false;
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
    key.verifies = true;
    key.rewind();
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
    for junk in [json!(null), json!({}), json!("x"), json!([])] {
        let asked = challenge(&browser).await;
        let body = json!({ "token": asked["token"], "credential": junk });
        browser
            .post("/api/v1/session/passkey", body)
            .await
            .refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
    }
}

#[tokio::test]
async fn a_passkey_opens_its_own_account_alone() {
    let office = Office::open().await;
    let owner = office.owner().await;
    office.employ("zhang", None).await;
    let mut key = Authenticator::new(5);
    register(&office.signed_in("zhang").await, &mut key, "key").await.expect(StatusCode::CREATED);
    key.pose_as(owner.0.as_bytes());
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
}

#[tokio::test]
async fn a_passkey_opens_nothing_once_the_account_is_disabled_or_the_last_day_has_passed() {
    let office = Office::open().await;
    let zhang = office.employ("zhang", None).await;
    let mut key = Authenticator::new(7);
    register(&office.signed_in("zhang").await, &mut key, "key").await.expect(StatusCode::CREATED);
    heng_identity::command_line::disable(office.identity(), "zhang").await.unwrap();
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    heng_identity::command_line::enable(office.identity(), "zhang").await.unwrap();
    enter(&office.browser(), &mut key).await.expect(StatusCode::OK);
    office.standing.end(zhang.person, office.today());
    office.pass(TimeDelta::hours(12));
    enter(&office.browser(), &mut key).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
}

#[tokio::test]
async fn a_second_look_takes_ones_own_passkey() {
    let office = Office::open().await;
    office.owner().await;
    office.employ("zhang", None).await;
    let boss = office.signed_in("boss").await;
    let (mut own, mut other) = (Authenticator::new(8), Authenticator::new(9));
    register(&boss, &mut own, "own").await.expect(StatusCode::CREATED);
    register(&office.signed_in("zhang").await, &mut other, "other").await.expect(StatusCode::CREATED);
    office.pass(TimeDelta::minutes(11));
    let look = async |key: &mut Authenticator| {
        let asked = boss
            .post("/api/v1/session/second-look/passkey/challenge", json!({}))
            .await
            .expect(StatusCode::OK);
        let body = json!({ "token": asked["token"], "credential": key.get(&asked["options"]) });
        boss.post("/api/v1/session/second-look/passkey", body).await
    };
    look(&mut other).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "passkey.refused");
    boss.get("/api/v1/test/pay").await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    look(&mut own).await.expect(StatusCode::NO_CONTENT);
    boss.get("/api/v1/test/pay").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn without_a_host_name_there_are_no_passkeys() {
    let office = Office::open_at("http://127.0.0.1:8080", vec![]).await;
    office.owner().await;
    let browser = office.browser();
    assert_eq!(browser.get("/api/v1/session/doors").await.expect(StatusCode::OK)["passkeys"], false);
    browser
        .post("/api/v1/session/passkey/challenge", json!({}))
        .await
        .refused(StatusCode::CONFLICT, "passkey.off");
    browser.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
}
