//! The second look of somebody who comes in with WeCom alone, and the ways to cheat at it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_demo_kit::wecom_fake::RunningFake;
use serde_json::json;
use url::Url;

use crate::{
    external::{CORP, agreed, go, link, office, sent_to},
    office::{Browser, Office, PASSWORD, Somebody},
};

const PAY: &str = "/api/v1/test/pay";
const START: &str = "/api/v1/session/second-look/external/wecom";

/// Somebody without any secret of their own, signed in with WeCom.
async fn with_wecom_alone(office: &Office, fake: &RunningFake, login: &str) -> (Somebody, Browser) {
    let somebody = office.employ_without_secret(login).await;
    link(office, somebody.account, CORP, login).await;
    (somebody, signed_in(office, fake, login).await)
}

async fn signed_in(office: &Office, fake: &RunningFake, member: &str) -> Browser {
    let browser = office.browser();
    let back = agreed(fake, &go(&browser, "/").await, member);
    assert_eq!(sent_to(&browser, &back).await, "/");
    browser
}

/// Begins a second look; answers the address of WeCom's page.
async fn begin(browser: &Browser) -> String {
    let view = browser.post(START, json!({ "next": "/m/pay" })).await.expect(StatusCode::OK);
    view["address"].as_str().unwrap().to_owned()
}

fn state(address: &str) -> String {
    let url = Url::parse(address).unwrap();
    url.query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned()
}

async fn unseen(browser: &Browser) {
    browser.get(PAY).await.refused(StatusCode::FORBIDDEN, "auth.second_look");
}

#[tokio::test]
async fn being_recognised_by_wecom_once_more_is_a_second_look_that_lasts_minutes_and_changes_the_cookie() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    unseen(&browser).await;
    let before = browser.cookie("heng_session").unwrap();
    let old = office.browser();
    old.cookies.lock().unwrap().insert("heng_session".to_owned(), before.clone());
    let back = agreed(&fake, &begin(&browser).await, "zhangsan");
    assert_eq!(sent_to(&browser, &back).await, "/m/pay");
    browser.get(PAY).await.expect(StatusCode::OK);
    assert_ne!(browser.cookie("heng_session").unwrap(), before);
    old.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    let noted: Vec<_> =
        office.audit().await.into_iter().filter(|row| row.action == "session.second_look").collect();
    assert_eq!(noted.len(), 1);
    assert!(noted[0].after_json.as_deref().unwrap().contains("external"));
    office.pass(TimeDelta::minutes(10));
    unseen(&browser).await;
    // The way back that was used is worth nothing.
    assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.over");
    unseen(&browser).await;
}

#[tokio::test]
async fn signing_in_with_wecom_alone_is_still_no_second_look() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    let back = agreed(&fake, &go(&browser, "/m/pay").await, "zhangsan");
    assert_eq!(sent_to(&browser, &back).await, "/m/pay");
    unseen(&browser).await;
}

#[tokio::test]
async fn another_members_code_is_no_second_look() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    let (_, others) = with_wecom_alone(&office, &fake, "lisi").await;
    for member in ["lisi", "guest", "-"] {
        let back = agreed(&fake, &begin(&browser).await, member);
        let problem = match member {
            "lisi" => "sign_in.another_person",
            "guest" => "sign_in.outsider",
            _ => "sign_in.over",
        };
        assert_eq!(sent_to(&browser, &back).await, format!("/m/pay?problem={problem}"));
        unseen(&browser).await;
    }
    unseen(&others).await;
}

#[tokio::test]
async fn a_second_look_belongs_to_the_browser_and_the_session_that_asked() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    // The same person at another browser, and somebody else, both with a second look of their own under way.
    let elsewhere = signed_in(&office, &fake, "zhangsan").await;
    let (_, stranger) = with_wecom_alone(&office, &fake, "lisi").await;
    for other in [&elsewhere, &stranger] {
        begin(other).await;
        let back = agreed(&fake, &begin(&browser).await, "zhangsan");
        assert_eq!(sent_to(other, &back).await, "/sign-in?problem=sign_in.over");
        assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.over", "the state is used up");
    }
    // The browser is the same, its session is a new one: of the same person, then of another.
    for member in ["zhangsan", "lisi"] {
        let look = agreed(&fake, &begin(&browser).await, "zhangsan");
        let looking = browser.cookie("heng_external").unwrap();
        let anew = agreed(&fake, &go(&browser, "/").await, member);
        assert_eq!(sent_to(&browser, &anew).await, "/");
        browser.cookies.lock().unwrap().insert("heng_external".to_owned(), looking);
        assert_eq!(sent_to(&browser, &look).await, "/m/pay?problem=sign_in.over");
        unseen(&browser).await;
    }
    // Without any session.
    let look = agreed(&fake, &begin(&browser).await, "lisi");
    browser.cookies.lock().unwrap().remove("heng_session");
    assert_eq!(sent_to(&browser, &look).await, "/m/pay?problem=sign_in.over");
    for browser in [elsewhere, stranger] {
        unseen(&browser).await;
    }
}

#[tokio::test]
async fn the_way_there_and_back_takes_five_minutes_at_most() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    let back = agreed(&fake, &begin(&browser).await, "zhangsan");
    office.pass(TimeDelta::minutes(5));
    assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.over");
    unseen(&browser).await;
}

#[tokio::test]
async fn a_code_that_was_used_to_sign_in_is_no_second_look_and_a_state_of_one_kind_no_other() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    let signing = agreed(&fake, &go(&browser, "/").await, "zhangsan");
    let code = signing.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    assert_eq!(sent_to(&browser, &signing).await, "/");
    let look = state(&begin(&browser).await);
    let replayed = format!("/api/v1/session/external/wecom/return?code={code}&state={look}");
    assert_eq!(sent_to(&browser, &replayed).await, "/m/pay?problem=sign_in.over");
    unseen(&browser).await;
    // Begun as a sign-in, come back as one: no second look either way.
    let back = agreed(&fake, &go(&browser, "/m/pay").await, "zhangsan");
    assert_eq!(sent_to(&browser, &back).await, "/m/pay");
    unseen(&browser).await;
}

#[tokio::test]
async fn whoever_has_a_secret_of_their_own_proves_with_that() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhangsan", None).await;
    link(&office, zhang.account, CORP, "zhangsan").await;
    let browser = signed_in(&office, &fake, "zhangsan").await;
    browser.post(START, json!({})).await.refused(StatusCode::CONFLICT, "auth.own_secret");
    // A password set while the look was under way.
    let (li, other) = with_wecom_alone(&office, &fake, "lisi").await;
    let back = agreed(&fake, &begin(&other).await, "lisi");
    let code = heng_identity::command_line::reset_password(office.identity(), "lisi").await.unwrap();
    let body = json!({ "code": code, "password": PASSWORD });
    office.browser().post("/api/v1/session/invitation", body).await.expect(StatusCode::OK);
    assert!(sent_to(&other, &back).await.ends_with("problem=sign_in.over"), "a reset ends everything");
    let anew = signed_in(&office, &fake, "lisi").await;
    anew.post(START, json!({})).await.refused(StatusCode::CONFLICT, "auth.own_secret");
    assert_eq!(anew.get("/api/v1/me").await.expect(StatusCode::OK)["account"], json!(li.account));
}

#[tokio::test]
async fn only_a_signed_in_browser_with_a_link_begins_one() {
    let (office, fake) = office().await;
    let stranger = office.browser();
    stranger.post(START, json!({})).await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    let (zhang, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    let nobody = "/api/v1/session/second-look/external/nobody";
    browser.post(nobody, json!({})).await.refused(StatusCode::NOT_FOUND, "not_found");
    let away = json!({ "next": "https://evil.example/" });
    let begun = browser.post(START, away).await.expect(StatusCode::OK);
    let back = agreed(&fake, begun["address"].as_str().unwrap(), "zhangsan");
    assert_eq!(sent_to(&browser, &back).await, "/");
    browser.get(PAY).await.expect(StatusCode::OK);
    // The link is taken away while a look is under way, and before one begins.
    office.pass(TimeDelta::minutes(10));
    let back = agreed(&fake, &begin(&browser).await, "zhangsan");
    let actor = heng_access::Actor::command_line(office.today());
    let db = &office.test.db;
    db.write(&actor, async |tx| heng_identity::unlink(&tx, zhang.account, "wecom").await).await.unwrap();
    assert_eq!(sent_to(&browser, &back).await, "/m/pay?problem=sign_in.another_person");
    unseen(&browser).await;
    browser.post(START, json!({})).await.refused(StatusCode::FORBIDDEN, "sign_in.not_linked");
}

#[tokio::test]
async fn somebody_with_wecom_alone_sets_a_first_password_after_a_second_look() {
    let (office, fake) = office().await;
    let (_, browser) = with_wecom_alone(&office, &fake, "zhangsan").await;
    let first = json!({ "new": PASSWORD });
    let set = async || browser.put("/api/v1/me/password", first.clone()).await;
    set().await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    let offer = "/api/v1/me/totp";
    browser.post(offer, json!({})).await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    assert_eq!(
        browser.get("/api/v1/me").await.expect(StatusCode::OK)["factors"]["proved_until"],
        json!(null)
    );
    let back = agreed(&fake, &begin(&browser).await, "zhangsan");
    assert_eq!(sent_to(&browser, &back).await, "/m/pay");
    let until = browser.get("/api/v1/me").await.expect(StatusCode::OK)["factors"]["proved_until"].clone();
    let ten_minutes = office.now() + TimeDelta::minutes(10);
    assert_eq!(until.as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap(), ten_minutes);
    browser.post(offer, json!({})).await.expect(StatusCode::OK);
    set().await.expect(StatusCode::NO_CONTENT);
    office.browser().sign_in("zhangsan", PASSWORD).await.expect(StatusCode::OK);
    // From now on the old one is asked for, however fresh the second look is.
    let problem = set().await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(problem["errors"], json!([{ "field": "current", "code": "required" }]));
    browser.post(START, json!({})).await.refused(StatusCode::CONFLICT, "auth.own_secret");
}
