//! Attack 15: the second factor.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::Scope;
use serde_json::{Value, json};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::office::{At, Browser, Office, PASSWORD};

struct App(Totp);

impl App {
    fn code(&self, office: &Office) -> String {
        self.0.generate(office.now().timestamp().unsigned_abs()).to_string()
    }
}

/// The owner with an authenticator app that was turned on a while ago, and its recovery codes.
async fn with_app(office: &Office) -> (App, Vec<String>) {
    office.owner().await;
    let browser = office.signed_in("boss").await;
    let offer = browser.post("/api/v1/me/totp", json!({})).await.expect(StatusCode::OK);
    let secret = offer["secret"].as_str().unwrap();
    assert!(offer["address"].as_str().unwrap().starts_with("otpauth://totp/Heng:boss?secret="));
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .build()
        .unwrap();
    let app = App(totp);
    let wrong = json!({ "code": "000000" });
    browser
        .put("/api/v1/me/totp/confirmation", wrong)
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "totp.wrong_code");
    let right = json!({ "code": app.code(office) });
    let codes = browser.put("/api/v1/me/totp/confirmation", right).await.expect(StatusCode::OK);
    let codes =
        codes["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    office.pass(TimeDelta::minutes(2));
    (app, codes)
}

async fn half_way(browser: &Browser) -> String {
    let entered = browser.sign_in("boss", PASSWORD).await;
    assert!(!entered.headers.contains_key("set-cookie"));
    let entered = entered.expect(StatusCode::OK);
    assert_eq!(entered["state"], "second_factor");
    entered["token"].as_str().unwrap().to_owned()
}

async fn answer(browser: &Browser, token: &str, kind: &str, code: &str) -> crate::office::Answer {
    browser.post("/api/v1/session/second-factor", json!({ "token": token, "kind": kind, "code": code })).await
}

#[tokio::test]
async fn the_code_of_the_app_is_asked_for_after_the_password() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let browser = office.browser();
    let token = half_way(&browser).await;
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    answer(&browser, &token, "totp", &app.code(&office)).await.expect(StatusCode::OK);
    let me = browser.get("/api/v1/me").await.expect(StatusCode::OK);
    assert_eq!(
        (me["factors"]["totp"].clone(), me["factors"]["recovery_codes"].clone()),
        (json!(true), json!(10))
    );
    answer(&browser, &token, "totp", &app.code(&office))
        .await
        .refused(StatusCode::UNAUTHORIZED, "sign_in.over");
}

/// Attack 16.
#[tokio::test]
async fn a_half_finished_sign_in_ends_with_the_account_disabled() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let deputy = office.employ("deputy", None).await;
    office.give(deputy.account, "owner", Scope::All, At::Nowhere).await;
    let browser = office.browser();
    let token = half_way(&browser).await;
    let deputy = office.signed_in("deputy").await;
    let accounts = deputy.get("/api/v1/accounts").await.expect(StatusCode::OK);
    let boss =
        accounts["items"].as_array().unwrap().iter().find(|account| account["login"] == "boss").unwrap();
    for what in ["disable", "enable"] {
        let path = format!("/api/v1/accounts/{}/{what}", boss["id"].as_str().unwrap());
        deputy.post(&path, json!({})).await.expect(StatusCode::NO_CONTENT);
    }
    let late = answer(&browser, &token, "totp", &app.code(&office)).await;
    late.refused(StatusCode::UNAUTHORIZED, "sign_in.over");
}

#[tokio::test]
async fn missing_empty_null_and_listed_codes_are_refused() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let browser = office.browser();
    let token = half_way(&browser).await;
    let good = app.code(&office);
    let send = async |body: Value| browser.post("/api/v1/session/second-factor", body).await;
    for body in [
        json!({ "token": token, "kind": "totp" }),
        json!({ "token": token, "kind": "totp", "code": null }),
        json!({ "token": token, "kind": "totp", "code": [good] }),
        json!({ "token": token, "kind": "none", "code": good }),
        json!({ "kind": "totp", "code": good }),
        json!({ "token": null, "kind": "totp", "code": good }),
        json!([]),
    ] {
        send(body).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    }
    for code in ["", "      ", "０１２３４５"] {
        answer(&browser, &token, "totp", code).await.refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
    }
    answer(&browser, &token, "totp", &good).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_step_of_the_app_counts_once_also_when_it_is_used_twice_at_once() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let (a, b) = (office.browser(), office.another_server(4).await.browser());
    let (first, second) = (half_way(&a).await, half_way(&b).await);
    let code = app.code(&office);
    let (x, y) = tokio::join!(answer(&a, &first, "totp", &code), answer(&b, &second, "totp", &code));
    let mut statuses = [x.status.as_u16(), y.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401], "{} {}", x.text, y.text);
    let third = office.browser();
    let token = half_way(&third).await;
    answer(&third, &token, "totp", &code).await.refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
}

#[tokio::test]
async fn a_code_is_good_one_step_late_and_no_longer() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let code = app.code(&office);
    office.pass(TimeDelta::seconds(60));
    let browser = office.browser();
    let token = half_way(&browser).await;
    answer(&browser, &token, "totp", &code).await.refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
    let code = app.code(&office);
    office.pass(TimeDelta::seconds(30));
    answer(&browser, &token, "totp", &code).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn codes_cannot_be_tried_out() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let browser = office.browser();
    let token = half_way(&browser).await;
    for _ in 0..5 {
        answer(&browser, &token, "totp", "000000")
            .await
            .refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
    }
    answer(&browser, &token, "totp", &app.code(&office))
        .await
        .refused(StatusCode::UNAUTHORIZED, "sign_in.over");
    let mut refused = vec![];
    for _ in 0..3 {
        let other = office.browser();
        let token = half_way(&other).await;
        for _ in 0..5 {
            refused.push(answer(&other, &token, "totp", "000000").await.status);
        }
    }
    assert!(refused.contains(&StatusCode::TOO_MANY_REQUESTS), "{refused:?}");
}

#[tokio::test]
async fn no_step_can_be_skipped_or_used_for_another() {
    let office = Office::open().await;
    with_app(&office).await;
    let browser = office.browser();
    let token = half_way(&browser).await;
    let as_session = office.browser();
    as_session.cookies.lock().unwrap().insert("heng_session".to_owned(), token.clone());
    as_session.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    office
        .server
        .with_token(&token)
        .get("/api/v1/me")
        .await
        .refused(StatusCode::UNAUTHORIZED, "auth.required");
    let back = format!("/api/v1/session/external/wecom/return?code=x&state={token}");
    let sent = browser.get(&back).await;
    assert_eq!(sent.headers["location"], "/sign-in?problem=sign_in.over");
    office.pass(TimeDelta::minutes(5));
    answer(&browser, &token, "totp", "000000").await.refused(StatusCode::UNAUTHORIZED, "sign_in.over");
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    let office = Office::open().await;
    let (_, codes) = with_app(&office).await;
    assert_eq!(codes.len(), 10);
    let browser = office.browser();
    let token = half_way(&browser).await;
    answer(&browser, &token, "recovery_code", &codes[0].to_uppercase()).await.expect(StatusCode::OK);
    let again = office.browser();
    let token = half_way(&again).await;
    answer(&again, &token, "recovery_code", &codes[0])
        .await
        .refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
    answer(&again, &token, "recovery_code", &codes[1]).await.expect(StatusCode::OK);
    let fresh = again.post("/api/v1/me/recovery-codes", json!({})).await.expect(StatusCode::OK);
    assert_eq!(fresh["codes"].as_array().unwrap().len(), 10);
    let third = office.browser();
    let token = half_way(&third).await;
    answer(&third, &token, "recovery_code", &codes[2])
        .await
        .refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
}

#[tokio::test]
async fn a_reset_password_still_asks_for_the_second_factor() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let code = heng_identity::command_line::reset_password(office.identity(), "boss").await.unwrap();
    let browser = office.browser();
    let body = json!({ "code": code, "password": "nine blue umbrellas" });
    let entered = browser.post("/api/v1/session/invitation", body).await.expect(StatusCode::OK);
    assert_eq!(entered["state"], "second_factor");
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    answer(&browser, entered["token"].as_str().unwrap(), "totp", &app.code(&office))
        .await
        .expect(StatusCode::OK);
}

#[tokio::test]
async fn factors_are_changed_after_a_second_look_alone() {
    let office = Office::open().await;
    let (app, _) = with_app(&office).await;
    let browser = office.browser();
    let token = half_way(&browser).await;
    answer(&browser, &token, "totp", &app.code(&office)).await.expect(StatusCode::OK);
    office.pass(TimeDelta::minutes(11));
    browser.delete("/api/v1/me/totp").await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    browser
        .post("/api/v1/me/recovery-codes", json!({}))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.second_look");
    browser
        .post("/api/v1/me/passkeys/challenge", json!({}))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.second_look");
    let look = json!({ "kind": "totp", "code": app.code(&office) });
    browser.post("/api/v1/session/second-look", look.clone()).await.expect(StatusCode::NO_CONTENT);
    browser
        .post("/api/v1/session/second-look", look)
        .await
        .refused(StatusCode::UNAUTHORIZED, "sign_in.wrong_code");
    browser.delete("/api/v1/me/totp").await.expect(StatusCode::NO_CONTENT);
    let plain = office.browser().sign_in("boss", PASSWORD).await.expect(StatusCode::OK);
    assert_eq!(plain["state"], "signed_in");
}

#[tokio::test]
async fn the_secret_of_the_app_is_sealed_and_codes_are_hashed() {
    use sea_orm::{ConnectionTrait, Statement};
    let office = Office::open().await;
    let (_, codes) = with_app(&office).await;
    let db = office.test.db.read();
    for (table, column) in [("totp", "secret"), ("recovery_code", "code_hash")] {
        let sql = format!("SELECT {column} AS value FROM {table}");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        for row in rows {
            let bytes: Vec<u8> = row.try_get("", "value").unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(codes.iter().all(|code| !text.contains(code.as_str())));
            assert!(!text.chars().all(|c| c.is_ascii_alphanumeric()), "{table} holds plain text");
        }
    }
}
