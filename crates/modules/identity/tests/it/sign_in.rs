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
            answer.headers.keys().map(ToString::to_string).filter(|n| n != "x-request-id").collect();
        assert!(!names.contains(&"set-cookie".to_owned()));
        answers.push((answer.status, names, answer.text));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guesses_slow_their_own_source_and_lock_nobody_else_out() {
    let office = Office::open().await;
    office.owner().await;
    let stranger = office.browser();
    for _ in 0..6 {
        stranger
            .sign_in("boss", "guess guess guess")
            .await
            .refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    }
    let wait = stranger.sign_in("boss", PASSWORD).await;
    assert!(wait.headers.contains_key("retry-after"));
    wait.refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
    office.browser().sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
    office.pass(TimeDelta::seconds(2));
    stranger.sign_in("boss", "guess guess guess").await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    office.pass(TimeDelta::seconds(1));
    stranger.sign_in("boss", PASSWORD).await.refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
}

#[tokio::test]
async fn an_account_guessed_at_from_everywhere_is_slowed_but_for_browsers_that_were_in() {
    let office = Office::open().await;
    office.owner().await;
    let known = office.signed_in("boss").await;
    known.delete("/api/v1/session").await.expect(StatusCode::NO_CONTENT);
    let stranger = office.browser();
    for guess in 0..201 {
        stranger.from(&format!("198.51.100.{}", guess / 5));
        stranger
            .sign_in("boss", "guess guess guess")
            .await
            .refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    }
    let fresh = office.browser();
    fresh.sign_in("boss", PASSWORD).await.refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
    known.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
    office.pass(TimeDelta::seconds(2));
    fresh.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn guesses_at_an_unknown_account_are_slowed_alike() {
    let office = Office::open().await;
    office.owner().await;
    let mut seen = vec![];
    for login in ["boss", "nobody"] {
        let browser = office.browser();
        let mut statuses = vec![];
        for _ in 0..8 {
            statuses.push(browser.sign_in(login, "guess guess guess").await.status);
        }
        seen.push(statuses);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn a_browser_that_was_in_before_is_not_slowed_by_guesses_from_its_own_office() {
    let office = Office::open().await;
    office.owner().await;
    let known = office.signed_in("boss").await;
    known.from("198.51.100.7");
    known.delete("/api/v1/session").await.expect(StatusCode::NO_CONTENT);
    let neighbour = office.browser();
    neighbour.from("198.51.100.7");
    for _ in 0..8 {
        neighbour.sign_in("boss", "guess guess guess").await;
    }
    neighbour.sign_in("boss", PASSWORD).await.refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
    known.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
    neighbour.cookies.lock().unwrap().insert("heng_device".to_owned(), "0".repeat(64));
    neighbour.sign_in("boss", PASSWORD).await.refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
}

#[tokio::test]
async fn guesses_sent_all_at_once_are_counted_before_they_are_judged() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.browser();
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let browser = browser.clone();
        running.spawn(async move { browser.sign_in("boss", "guess guess guess").await.status });
    }
    let statuses = running.join_all().await;
    let judged = statuses.iter().filter(|status| **status == StatusCode::UNAUTHORIZED).count();
    assert!(judged <= 6, "{judged} of 16 were judged");
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS));
}

#[tokio::test]
async fn the_command_line_unlocks() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.browser();
    for _ in 0..8 {
        browser.sign_in("boss", "guess guess guess").await;
    }
    heng_identity::command_line::unlock(office.identity(), "boss").await.unwrap();
    browser.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn the_trail_and_the_tables_hold_nothing_that_was_typed() {
    let office = Office::open().await;
    office.owner().await;
    let browser = office.browser();
    browser.sign_in("my secret phrase typed into the wrong field", "other secret").await;
    browser.sign_in("boss", "other secret phrase").await;
    browser.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
    let trail = format!("{:?}", office.audit().await);
    for secret in ["secret", PASSWORD, &browser.cookie("heng_session").unwrap()] {
        assert!(!trail.contains(secret), "{trail}");
    }
    assert_eq!(trail.matches("session.refuse").count(), 2);
    assert!(trail.contains("session.sign_in"));
}

#[tokio::test]
async fn under_tls_cookies_belong_to_this_host_alone() {
    let office = Office::open_at("https://hr.example.com", vec![]).await;
    office.owner().await;
    let browser = office.browser();
    let entered = browser.sign_in("boss", PASSWORD).await;
    for line in entered.headers.get_all("set-cookie") {
        let line = line.to_str().unwrap();
        assert!(
            line.starts_with("__Host-heng_") && line.contains("Secure") && line.contains("HttpOnly"),
            "{line}"
        );
    }
    browser.get("/api/v1/me").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_planted_before_sign_in_is_worth_nothing_after_it() {
    let office = Office::open().await;
    office.owner().await;
    let attacker = office.signed_in("boss").await;
    let victim = office.browser();
    *victim.cookies.lock().unwrap() = attacker.cookies.lock().unwrap().clone();
    let planted = attacker.cookie("heng_session").unwrap();
    victim.sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
    assert_ne!(victim.cookie("heng_session").unwrap(), planted);
    attacker.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn fields_of_the_wrong_kind_are_refused_and_named() {
    let office = Office::open().await;
    let browser = office.browser();
    for (body, field) in [
        (json!({ "login": "boss" }), "password"),
        (json!({ "login": ["boss"], "password": PASSWORD }), "login"),
        (json!({ "login": "boss", "password": null }), "password"),
    ] {
        let problem = browser.post("/api/v1/session", body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["field"], field);
    }
}
