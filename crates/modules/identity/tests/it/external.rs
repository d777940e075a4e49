//! Attack 17: signing in with WeCom, and the ways to cheat at it.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_demo_kit::wecom_fake::{FakeApp, Person, RunningFake, WeComFake};
use heng_identity::{Link, command_line};
use heng_kernel::{AccountId, SeededIds};
use heng_ports::{Channel, SignInProvider};
use heng_testkit_db::TestClock;
use heng_wecom::{WeComClient, WeComSettings};
use secrecy::SecretString;
use serde_json::json;
use url::Url;

use crate::office::{Browser, Office, PASSWORD};

pub(crate) const CORP: &str = "ww5823bf96d3bd56c7";
const AGENT: u32 = 1_000_002;

pub(crate) async fn office() -> (Office, RunningFake) {
    let clock = Arc::new(TestClock::at_noon());
    let secret = "the application's secret".to_owned();
    let app = FakeApp {
        agent_id: AGENT,
        secret: secret.clone(),
        trusted_domains: vec!["localhost:8080".to_owned()],
    };
    let fake = WeComFake::new(CORP, clock.clone(), Arc::new(SeededIds::new(1)))
        .with_app(app)
        .with_member("ZhangSan", "张三")
        .with_member("lisi", "李四");
    fake.add(Person {
        account: "guest".to_owned(),
        name: "访客".to_owned(),
        outsider: true,
        licensed: false,
    });
    let fake = fake.start().await.unwrap();
    let mut settings = WeComSettings::new(CORP, AGENT, SecretString::from(secret));
    settings.addresses.api_base = fake.base_url();
    settings.addresses.authorize_base = fake.base_url();
    settings.addresses.qr_base = fake.base_url();
    let client = WeComClient::new(settings, clock, Arc::new(SeededIds::new(2))).unwrap();
    let providers: Vec<Arc<dyn SignInProvider>> = vec![Arc::new(client)];
    (Office::open_at("http://localhost:8080", providers).await, fake)
}

pub(crate) async fn link(office: &Office, account: AccountId, corp: &str, subject: &str) {
    let channel = Channel { provider: "wecom".to_owned(), corp: corp.to_owned() };
    let wanted = Link { account, channel, subject: subject.to_owned() };
    let actor = heng_access::Actor::command_line(office.today());
    office.test.db.write(&actor, async |tx| heng_identity::link(&tx, &wanted).await).await.unwrap();
}

/// Goes to WeCom; answers the address of its page.
pub(crate) async fn go(browser: &Browser, next: &str) -> String {
    let sent = browser.get(&format!("/api/v1/session/external/wecom?next={next}")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    sent.headers["location"].to_str().unwrap().to_owned()
}

/// The path WeCom sends the phone back to.
pub(crate) fn agreed(fake: &RunningFake, link: &str, account: &str) -> String {
    let back = Url::parse(&fake.fake.open_sign_in(link, account).unwrap()).unwrap();
    format!("{}?{}", back.path(), back.query().unwrap())
}

pub(crate) async fn sent_to(browser: &Browser, path: &str) -> String {
    let sent = browser.get(path).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    sent.headers["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_linked_member_signs_in_and_lands_where_they_wanted() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    link(&office, zhang.account, CORP, "zhangsan").await;
    let browser = office.browser();
    let back = agreed(&fake, &go(&browser, "/m/leave").await, "ZhangSan");
    assert_eq!(sent_to(&browser, &back).await, "/m/leave");
    let me = browser.get("/api/v1/me").await.expect(StatusCode::OK);
    assert_eq!((me["login"].as_str(), &me["factors"]["external"]), (Some("zhang"), &json!(["wecom"])));
    browser.get("/api/v1/test/pay").await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    // The same state and code again.
    assert_eq!(sent_to(&office.browser(), &back).await, "/sign-in?problem=sign_in.over");
}

#[tokio::test]
async fn the_way_back_is_bound_to_the_browser_that_went() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    link(&office, zhang.account, CORP, "zhangsan").await;
    let (attacker, victim) = (office.browser(), office.browser());
    let back = agreed(&fake, &go(&attacker, "/").await, "ZhangSan");
    go(&victim, "/").await;
    assert_eq!(sent_to(&victim, &back).await, "/sign-in?problem=sign_in.over");
    victim.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    assert_eq!(
        sent_to(&attacker, &back).await,
        "/sign-in?problem=sign_in.over",
        "the state is used up all the same"
    );
}

#[tokio::test]
async fn a_missing_invented_or_old_state_or_code_is_refused() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    link(&office, zhang.account, CORP, "zhangsan").await;
    let browser = office.browser();
    let code = fake.fake.issue_code("ZhangSan", AGENT);
    for query in [
        format!("code={code}"),
        format!("code={code}&state="),
        format!("code={code}&state={}", "0".repeat(64)),
        String::new(),
    ] {
        let path = format!("/api/v1/session/external/wecom/return?{query}");
        assert_eq!(sent_to(&browser, &path).await, "/sign-in?problem=sign_in.over", "{query}");
    }
    let refused = agreed(&fake, &go(&browser, "/").await, "-");
    assert_eq!(sent_to(&browser, &refused).await, "/sign-in?problem=sign_in.over");
    let late = agreed(&fake, &go(&browser, "/").await, "ZhangSan");
    office.pass(TimeDelta::minutes(5));
    assert_eq!(sent_to(&browser, &late).await, "/sign-in?problem=sign_in.over");
    let link = go(&browser, "/").await;
    let state =
        Url::parse(&link).unwrap().query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
    let used = fake.fake.issue_code("ZhangSan", AGENT);
    let other = fake.fake.issue_code("ZhangSan", AGENT + 1);
    let path =
        |code: &str, state: &str| format!("/api/v1/session/external/wecom/return?code={code}&state={state}");
    assert_eq!(sent_to(&browser, &path(&other, &state)).await, "/sign-in?problem=sign_in.over");
    let link = go(&browser, "/").await;
    let state =
        Url::parse(&link).unwrap().query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
    assert_eq!(sent_to(&browser, &path(&used, &state)).await, "/");
    let link = go(&browser, "/").await;
    let state =
        Url::parse(&link).unwrap().query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
    assert_eq!(
        sent_to(&browser, &path(&used, &state)).await,
        "/sign-in?problem=sign_in.over",
        "a code works once"
    );
}

#[tokio::test]
async fn outsiders_strangers_and_links_of_another_corp_are_told_what_to_do_and_get_nothing() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    link(&office, zhang.account, "ww0000000000000000", "lisi").await;
    let browser = office.browser();
    let back = agreed(&fake, &go(&browser, "/").await, "guest");
    assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.outsider");
    let back = agreed(&fake, &go(&browser, "/").await, "lisi");
    assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.not_linked");
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
}

#[tokio::test]
async fn disabling_and_the_last_day_end_the_way_in_through_wecom() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    link(&office, zhang.account, CORP, "zhangsan").await;
    let browser = office.browser();
    command_line::disable(office.identity(), "zhang").await.unwrap();
    let back = agreed(&fake, &go(&browser, "/").await, "ZhangSan");
    assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.refused");
    command_line::enable(office.identity(), "zhang").await.unwrap();
    office.standing.end(zhang.person, office.today() - TimeDelta::days(1));
    let back = agreed(&fake, &go(&browser, "/").await, "ZhangSan");
    office.pass(TimeDelta::seconds(1));
    let machine = heng_access::Actor::command_line(office.today());
    let told = office
        .test
        .db
        .write(&machine, async |tx| heng_identity::standing_changed(&tx, &[zhang.person]).await);
    told.await.unwrap();
    assert_eq!(sent_to(&browser, &back).await, "/sign-in?problem=sign_in.refused");
}

#[tokio::test]
async fn next_never_leads_away_from_our_pages() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    link(&office, zhang.account, CORP, "zhangsan").await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/%5Cevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
    ] {
        let browser = office.browser();
        let back = agreed(&fake, &go(&browser, next).await, "ZhangSan");
        assert_eq!(sent_to(&browser, &back).await, "/", "{next}");
    }
    office.browser().get("/api/v1/session/external/nobody").await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn somebody_links_their_own_wecom_account_and_nobody_elses() {
    let (office, fake) = office().await;
    let zhang = office.employ("zhang", None).await;
    let li = office.employ("li", None).await;
    link(&office, li.account, CORP, "lisi").await;
    let browser = office.signed_in("zhang").await;
    let start = async || {
        let view =
            browser.post("/api/v1/me/external/wecom", json!({ "next": "/me" })).await.expect(StatusCode::OK);
        view["address"].as_str().unwrap().to_owned()
    };
    let taken = agreed(&fake, &start().await, "lisi");
    assert_eq!(sent_to(&browser, &taken).await, "/sign-in?problem=account.linked_elsewhere");
    let own = agreed(&fake, &start().await, "ZhangSan");
    assert_eq!(sent_to(&browser, &own).await, "/me");
    let phone = office.browser();
    let back = agreed(&fake, &go(&phone, "/").await, "ZhangSan");
    assert_eq!(sent_to(&phone, &back).await, "/");
    assert_eq!(phone.get("/api/v1/me").await.expect(StatusCode::OK)["account"], json!(zhang.account));
    // Begun by one account, brought back by another.
    let begun = agreed(&fake, &start().await, "ZhangSan");
    browser.sign_in("li", PASSWORD).await.expect(StatusCode::OK);
    assert_eq!(sent_to(&browser, &begun).await, "/sign-in?problem=sign_in.over");
    // Phones with the app are sent to the phone's page.
    office.pass(TimeDelta::minutes(11));
    browser
        .post("/api/v1/me/external/wecom", json!({}))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.second_look");
}
