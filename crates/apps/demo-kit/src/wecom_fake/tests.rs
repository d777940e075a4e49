//! The fake is as strict, and as treacherous, as the documentation says the platform is.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use chrono::{DateTime, Utc};
use heng_kernel::{FixedClock, SeededIds};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{Endpoint, FakeApp, Fault, WeComFake};

const CORP: &str = "ww1";
const AGENT: u32 = 7;

fn fake() -> WeComFake {
    let noon: DateTime<Utc> = "2026-03-02T04:00:00Z".parse().unwrap();
    let app = |agent_id: u32, secret: &str| FakeApp {
        agent_id,
        secret: secret.to_owned(),
        trusted_domains: vec!["hr.example.com".to_owned()],
    };
    WeComFake::new(CORP, Arc::new(FixedClock(noon)), Arc::new(SeededIds::new(1)))
        .with_app(app(AGENT, "s"))
        .with_app(app(AGENT + 1, "other"))
        .with_member("zhangsan", "张三")
        .with_member("lisi", "李四")
}

async fn ask(router: &Router, request: Request<Body>) -> Value {
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "errors are HTTP 200");
    serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
}

async fn get(router: &Router, path: &str) -> Value {
    ask(router, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn token(router: &Router, secret: &str) -> String {
    let answer = get(router, &format!("/cgi-bin/gettoken?corpid={CORP}&corpsecret={secret}")).await;
    answer["access_token"].as_str().unwrap().to_owned()
}

async fn post(router: &Router, message: &Value) -> Value {
    let path = format!("/cgi-bin/message/send?access_token={}", token(router, "s").await);
    ask(router, Request::post(path).body(Body::from(message.to_string())).unwrap()).await
}

fn text() -> Value {
    json!({ "touser": "zhangsan", "agentid": AGENT, "msgtype": "text", "text": { "content": "早" } })
}

fn text_card() -> Value {
    let card = json!({ "title": "题", "description": "<div class=\"gray\">文</div>", "url": "https://hr.example.com/" });
    json!({ "touser": "zhangsan", "agentid": AGENT, "msgtype": "textcard", "textcard": card })
}

fn notice() -> Value {
    let card = json!({
        "card_type": "text_notice",
        "main_title": { "title": "题" },
        "horizontal_content_list": [{ "keyname": "开始", "value": "今天" }],
        "card_action": { "type": 1, "url": "https://hr.example.com/" },
    });
    json!({ "touser": "zhangsan", "agentid": AGENT, "msgtype": "template_card", "template_card": card })
}

/// `message` with the value at `path` replaced, or removed when null.
fn with(mut message: Value, path: &str, value: Value) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent = message.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Value::Null => parent.remove(name),
        value => parent.insert(name.to_owned(), value),
    };
    message
}

#[tokio::test]
async fn documented_messages_are_taken() {
    let router = fake().router();
    for message in [text(), text_card(), notice()] {
        let answer = post(&router, &message).await;
        assert_eq!(answer["errcode"], 0, "{answer}");
    }
}

#[tokio::test]
async fn every_breach_of_the_message_contract_has_its_code() {
    let router = fake().router();
    let breaches = [
        (with(text(), "/touser", Value::Null), 82001),
        (with(text(), "/touser", json!("")), 82001),
        (with(text(), "/touser", json!(["zhangsan"])), 40058),
        (with(text(), "/touser", json!("nobody")), 81013),
        (with(text(), "/touser", json!(vec!["a"; 1001].join("|"))), 40032),
        (with(text(), "/toparty", json!(vec!["1"; 101].join("|"))), 82002),
        (with(text(), "/totag", json!(vec!["1"; 101].join("|"))), 82003),
        (with(text(), "/agentid", Value::Null), 41011),
        (with(text(), "/agentid", json!("7")), 40056),
        (with(text(), "/agentid", json!(AGENT + 1)), 301_002),
        (with(text(), "/msgtype", json!("TEXT")), 40008),
        (with(text(), "/text", Value::Null), 40058),
        (with(text(), "/text/content", json!("")), 44004),
        (with(text(), "/enable_duplicate_check", json!(true)), 40058),
        (with(text(), "/duplicate_check_interval", json!(14_401)), 40058),
        (with(text(), "/touserr", json!("zhangsan")), 40058),
        (with(text_card(), "/textcard/title", json!("中".repeat(43))), 45002),
        (with(text_card(), "/textcard/description", json!("x".repeat(513))), 45002),
        (with(text_card(), "/textcard/description", json!("<a href=\"x\">y</a>")), 40058),
        (with(text_card(), "/textcard/url", json!("hr.example.com")), 45034),
        (with(text_card(), "/textcard/btntxt", json!("五个字太长")), 45002),
        (with(notice(), "/template_card/card_action", Value::Null), 40058),
        (with(notice(), "/template_card/main_title", Value::Null), 40058),
        (with(notice(), "/template_card/main_title/title", json!("题".repeat(37))), 45002),
        (with(notice(), "/template_card/sub_title_text", json!("文".repeat(161))), 45002),
        (with(notice(), "/template_card/horizontal_content_list/0/keyname", json!("开始的日期")), 0),
        (with(notice(), "/template_card/source", json!({ "desc": "衡", "desc_color": 4 })), 40058),
        (with(notice(), "/template_card/task_id", json!("a b")), 40058),
        (with(notice(), "/template_card/card_type", json!("vote_interaction")), 40008),
        (
            with(
                notice(),
                "/template_card/horizontal_content_list",
                json!(vec![json!({ "keyname": "k" }); 7]),
            ),
            40058,
        ),
    ];
    for (message, errcode) in breaches {
        let answer = post(&router, &message).await;
        assert_eq!(answer["errcode"], errcode, "{message}: {answer}");
    }
}

#[tokio::test]
async fn a_partial_failure_is_errcode_zero_with_names_in_lower_case() {
    let fake = fake();
    let answer = post(&fake.router(), &with(text(), "/touser", json!("NoBody|ZHANGSAN"))).await;
    assert_eq!((&answer["errcode"], &answer["invaliduser"]), (&json!(0), &json!("nobody")));
    assert_eq!(fake.inbox("zhangsan").len(), 1);
}

#[tokio::test]
async fn a_long_text_is_cut_at_2048_bytes() {
    let fake = fake();
    post(&fake.router(), &with(text(), "/text/content", json!("中".repeat(700)))).await;
    assert_eq!(fake.inbox("zhangsan")[0].body["content"].as_str().unwrap().len(), 2046);
}

#[tokio::test]
async fn the_duplicate_check_drops_only_equal_messages_that_asked_for_it() {
    let fake = fake();
    let router = fake.router();
    let checked = with(text(), "/enable_duplicate_check", json!(1));
    for message in [&text(), &text(), &checked, &with(checked.clone(), "/text/content", json!("晚"))] {
        assert_eq!(post(&router, message).await["errcode"], 0);
    }
    assert_eq!((fake.inbox("zhangsan").len(), fake.duplicates("zhangsan").len()), (3, 1));
}

#[tokio::test]
async fn a_message_to_everybody_reaches_every_member() {
    let fake = fake();
    post(&fake.router(), &with(text(), "/touser", json!("@all"))).await;
    assert_eq!((fake.inbox("zhangsan").len(), fake.inbox("lisi").len()), (1, 1));
}

#[tokio::test]
async fn each_application_has_one_token_that_is_repeated() {
    let router = fake().router();
    assert_eq!(token(&router, "s").await, token(&router, "s").await);
    assert_ne!(token(&router, "s").await, token(&router, "other").await);
}

#[tokio::test]
async fn bad_credentials_have_their_codes_and_changing_hints() {
    let router = fake().router();
    let code =
        async |query: &str| get(&router, &format!("/cgi-bin/gettoken?{query}")).await["errcode"].clone();
    assert_eq!(code("corpsecret=s").await, 41002);
    assert_eq!(code("corpid=ww1").await, 41004);
    assert_eq!(code("corpid=ww2&corpsecret=s").await, 40013);
    assert_eq!(code("corpid=ww1&corpsecret=x").await, 40001);
    let send = async |query: &str| {
        let request =
            Request::post(format!("/cgi-bin/message/send{query}")).body(Body::from(text().to_string()));
        ask(&router, request.unwrap()).await
    };
    assert_eq!(send("").await["errcode"], 41001);
    let (first, second) = (send("?access_token=x").await, send("?access_token=x").await);
    assert_eq!(first["errcode"], 40014);
    assert_ne!(first["errmsg"], second["errmsg"], "whoever compares errmsg is wrong");
}

#[tokio::test]
async fn tokens_that_end_early_have_their_codes() {
    let fake = fake();
    let router = fake.router();
    let use_of = async |token: String| {
        get(&router, &format!("/cgi-bin/auth/getuserinfo?access_token={token}&code=c")).await["errcode"]
            .clone()
    };
    let expired = token(&router, "s").await;
    fake.expire_tokens(AGENT);
    assert_eq!(use_of(expired).await, 42001);
    let revoked = token(&router, "s").await;
    fake.revoke_tokens(AGENT);
    assert_eq!(use_of(revoked).await, 40014);
}

#[test]
fn the_sign_in_link_must_be_exactly_as_documented() {
    let fake = fake();
    let good = "https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww1&redirect_uri=https%3A%2F%2Fhr.example.com%2F\
                &response_type=code&scope=snsapi_base&state=s&agentid=7#wechat_redirect";
    assert!(fake.open_sign_in(good, "zhangsan").unwrap().starts_with("https://hr.example.com/?code="));
    let breaches = [
        (good.replace("#wechat_redirect", ""), 40058),
        (good.replace("appid=ww1&", ""), 40058),
        (good.replace("&state=s&agentid=7", "&agentid=7&state=s"), 40058),
        (good.replace("ww1", "ww2"), 40013),
        (good.replace("state=s", "state=s-1"), 40058),
        (good.replace("agentid=7", "agentid=9"), 40056),
        (good.replace("hr.example.com", "hr.example.com%3A8443"), 50001),
        (good.replace("snsapi_base", "snsapi_userinfo"), 40058),
    ];
    for (link, errcode) in breaches {
        assert_eq!(fake.open_sign_in(&link, "zhangsan").unwrap_err().errcode, errcode, "{link}");
    }
    assert_eq!(fake.open_sign_in(good, "nobody").unwrap_err().errcode, 60111);
}

#[tokio::test]
async fn names_are_escaped_on_the_sign_in_page() {
    let router = fake().with_member("x", "<script>alert(1)</script>").router();
    let query = "appid=ww1&redirect_uri=https%3A%2F%2Fhr.example.com%2F&response_type=code&scope=snsapi_base&state=s&agentid=7";
    let page = Request::get(format!("/connect/oauth2/authorize?{query}")).body(Body::empty()).unwrap();
    let page = to_bytes(router.oneshot(page).await.unwrap().into_body(), usize::MAX).await.unwrap();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
}

#[tokio::test]
async fn faults_come_in_the_order_they_were_asked_for_and_then_end() {
    let fake = fake();
    fake.inject(Endpoint::Send, Fault::Busy);
    fake.inject(Endpoint::Send, Fault::Errcode(45009, "api freq out of limit".to_owned()));
    let router = fake.router();
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(post(&router, &text()).await["errcode"].as_i64().unwrap());
    }
    assert_eq!(codes, [-1, 45009, 0]);
    assert_eq!((fake.calls(Endpoint::Send), fake.inbox("zhangsan").len()), (3, 1));
}
