//! Attack 18: the first-run set-up.

use axum::http::StatusCode;
use heng_identity::SetUpGuard;
use serde_json::{Value, json};

use crate::office::{Office, PASSWORD};

fn body(login: &str, code: Option<&str>) -> Value {
    json!({ "code": code, "login": login, "display_name": "老板", "password": PASSWORD })
}

#[tokio::test]
async fn the_set_up_makes_an_owner_once_and_cannot_be_re_entered() {
    let office = Office::open().await;
    assert_eq!(office.identity().open_set_up(SetUpGuard::Nobody).await.unwrap(), None);
    let browser = office.browser();
    let doors = browser.get("/api/v1/session/doors").await.expect(StatusCode::OK);
    assert_eq!(doors["set_up"], "open");
    browser.post("/api/v1/set-up", body("boss", None)).await.expect(StatusCode::OK);
    let me = browser.get("/api/v1/me").await.expect(StatusCode::OK);
    assert_eq!(me["permissions"]["role.write"], json!(["all"]));
    let again = office.browser();
    again.post("/api/v1/set-up", body("thief", None)).await.refused(StatusCode::CONFLICT, "set_up.done");
    assert_eq!(office.identity().open_set_up(SetUpGuard::Code).await.unwrap(), None);
    again.post("/api/v1/set-up", body("thief", None)).await.refused(StatusCode::CONFLICT, "set_up.done");
    let doors = again.get("/api/v1/session/doors").await.expect(StatusCode::OK);
    assert_eq!(doors["set_up"], "done");
}

#[tokio::test]
async fn away_from_loopback_the_set_up_takes_the_code_of_the_console() {
    let office = Office::open().await;
    let stale = office.set_up_code().await;
    let code = office.set_up_code().await;
    for wrong in [None, Some(""), Some("00000-00000-00000-00000"), Some(stale.as_str())] {
        let refused = office.browser().post("/api/v1/set-up", body("boss", wrong)).await;
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "set_up.wrong_code");
    }
    let typed = code.to_uppercase().replace('-', " ");
    office.browser().post("/api/v1/set-up", body("boss", Some(&typed))).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn on_loopback_only_whoever_names_this_machine_and_comes_through_no_proxy_needs_no_code() {
    let office = Office::open().await;
    let code = office.identity().open_set_up(SetUpGuard::AtMachine).await.unwrap().unwrap();
    let strangers: [&[(&str, &str)]; 3] = [
        &[("host", "rebound.example:8080")],
        &[("host", "hr.example.com"), ("x-forwarded-for", "203.0.113.9")],
        &[("host", "127.0.0.1:8080"), ("x-forwarded-host", "hr.example.com")],
    ];
    for headers in strangers {
        let browser = office.browser();
        let doors = browser.named(headers).get("/api/v1/session/doors").await.expect(StatusCode::OK);
        assert_eq!(doors["set_up"], "needs_code", "{headers:?}");
        let refused = browser.named(headers).post("/api/v1/set-up", body("thief", None)).await;
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "set_up.wrong_code");
    }
    let here = office.browser().named(&[("host", "localhost:8080")]);
    assert_eq!(here.get("/api/v1/session/doors").await.expect(StatusCode::OK)["set_up"], "open");
    here.post("/api/v1/set-up", body("boss", None)).await.expect(StatusCode::OK);
    let late = office.browser().post("/api/v1/set-up", body("late", Some(&code))).await;
    late.refused(StatusCode::CONFLICT, "set_up.done");
}

#[tokio::test]
async fn away_from_the_machine_the_code_of_a_loopback_server_is_good_too() {
    let office = Office::open().await;
    let code = office.identity().open_set_up(SetUpGuard::AtMachine).await.unwrap().unwrap();
    let far = office.browser().named(&[("host", "hr.example.com")]);
    far.post("/api/v1/set-up", body("boss", Some(&code))).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_code_that_was_asked_for_is_not_waived_at_the_machine() {
    let office = Office::open().await;
    office.set_up_code().await;
    let here = office.browser().named(&[("host", "localhost")]);
    assert_eq!(here.get("/api/v1/session/doors").await.expect(StatusCode::OK)["set_up"], "needs_code");
    let refused = here.post("/api/v1/set-up", body("boss", None)).await;
    refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "set_up.wrong_code");
}

#[tokio::test]
async fn a_set_up_nobody_opened_is_closed_and_there_is_no_default_password() {
    let office = Office::open().await;
    let browser = office.browser();
    browser
        .post("/api/v1/set-up", body("boss", None))
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "set_up.wrong_code");
    for (login, password) in [("admin", "admin"), ("owner", "owner"), ("root", ""), ("heng", "heng")] {
        browser.sign_in(login, password).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    }
}

#[tokio::test]
async fn of_two_set_ups_at_once_one_wins() {
    let office = Office::open().await;
    office.identity().open_set_up(SetUpGuard::Nobody).await.unwrap();
    let other = office.another_server(9).await;
    let (here, there) = (office.browser(), other.browser());
    let (a, b) = tokio::join!(
        here.post("/api/v1/set-up", body("first", None)),
        there.post("/api/v1/set-up", body("second", None))
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", a.text, b.text);
    assert_eq!(heng_identity::command_line::list(office.identity()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_owner_made_on_the_command_line_closes_the_set_up() {
    let office = Office::open().await;
    office.identity().open_set_up(SetUpGuard::Nobody).await.unwrap();
    office.owner().await;
    office
        .browser()
        .post("/api/v1/set-up", body("thief", None))
        .await
        .refused(StatusCode::CONFLICT, "set_up.done");
}

#[tokio::test]
async fn the_owners_password_obeys_the_rules() {
    let office = Office::open().await;
    office.identity().open_set_up(SetUpGuard::Nobody).await.unwrap();
    let mut short = body("boss", None);
    short["password"] = json!("Password123");
    let problem =
        office.browser().post("/api/v1/set-up", short).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["errors"][0]["code"], "password.too_common");
}
