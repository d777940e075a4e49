//! Name and password, and the ways to cheat at it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;

use crate::office::{Office, PASSWORD};

#[tokio::test]
async fn a_right_password_opens_a_session_and_signing_out_ends_it() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.browser();
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    let entered = browser.sign_in(" BOSS ", PASSWORD).await;
    let cookie = entered.headers["set-cookie"].to_str().unwrap().to_owned();
    assert_eq!(entered.expect(StatusCode::OK)["state"], "signed_in");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    let me = browser.get("/api/v1/me").await.expect(StatusCode::OK);
    assert_eq!((me["display_name"].as_str(), me["locale"].as_str()), (Some("老板"), Some("zh-CN")));
    assert_eq!(me["permissions"]["role.write"], json!(["all"]));
    let stolen = browser.clone();
    let kept = browser.cookies.lock().unwrap().clone();
    browser.delete("/api/v1/session").await.expect(StatusCode::NO_CONTENT);
    assert_eq!(browser.cookie("heng_session"), None);
    *stolen.cookies.lock().unwrap() = kept;
    stolen.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn unknown_wrong_disabled_and_left_are_answered_alike() {
    let office = Office::open().await;
    office.owner().await;
    let left = office.employ("zhang", None).await;
    office.employ("li", None).await;
    office.standing.end(left.person, office.today() - TimeDelta::days(1));
    heng_identity::command_line::disable(office.identity(), "li").await.unwrap();
    let mut answers = vec![];
    for (login, password) in
        [("nobody", PASSWORD), ("boss", "wrong password"), ("li", PASSWORD), ("zhang", PASSWORD), ("", "")]
    {
        let answer = office.browser().sign_in(login, password).await;
        let names: Vec<String> =
            answer.headers.keys().map(|name| name.to_string()).filter(|n| n != "x-request-id").collect();
        assert!(!names.contains(&"set-cookie".to_owned()));
        answers.push((answer.status, names, answer.text));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
}
