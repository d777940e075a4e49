//! Signing in, and the ways to cheat at it.

use chrono::TimeDelta;
use heng_demo_kit::wecom_fake::{Endpoint, Fault, USER_COOKIE};
use heng_ports::{SignInDoor, SignInError, SignInProvider as _};
use url::Url;

use crate::office::{AGENT, CORP, Office};

const HOME: &str = "https://hr.example.com/api/v1/sign-in/wecom";

/// The parameter `name` of the address the person was sent to.
fn parameter(address: &str, name: &str) -> Option<String> {
    Url::parse(address)
        .unwrap()
        .query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn the_address_is_written_exactly_as_documented() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.addresses = heng_wecom::Addresses::default();
    let client = office.client_with(settings);
    assert_eq!(
        client.authorize_url(SignInDoor::InApp, HOME, "abc123").unwrap(),
        format!(
            "https://open.weixin.qq.com/connect/oauth2/authorize?appid={CORP}\
             &redirect_uri=https%3A%2F%2Fhr.example.com%2Fapi%2Fv1%2Fsign-in%2Fwecom\
             &response_type=code&scope=snsapi_base&state=abc123&agentid={AGENT}#wechat_redirect"
        )
    );
    assert_eq!(
        client.authorize_url(SignInDoor::QrCode, HOME, "abc123").unwrap(),
        format!(
            "https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid={CORP}&agentid={AGENT}\
             &redirect_uri=https%3A%2F%2Fhr.example.com%2Fapi%2Fv1%2Fsign-in%2Fwecom&state=abc123"
        )
    );
}

#[tokio::test]
async fn a_member_signs_in_through_both_doors() {
    let office = Office::open().await;
    let client = office.client();
    for door in [SignInDoor::InApp, SignInDoor::QrCode] {
        let link = client.authorize_url(door, HOME, "state1").unwrap();
        let back = office.fake().open_sign_in(&link, "zhangsan").unwrap();
        assert!(back.starts_with(HOME));
        assert_eq!(parameter(&back, "state").as_deref(), Some("state1"));
        let user = client.exchange(&parameter(&back, "code").unwrap()).await.unwrap();
        assert_eq!((user.subject.as_str(), user.channel.corp.as_str()), ("ZhangSan", CORP));
    }
}

#[tokio::test]
async fn the_page_over_http_sends_the_phone_of_its_cookie_back_with_a_code() {
    let office = Office::open().await;
    let link = office.client().authorize_url(SignInDoor::InApp, "http://localhost:8080/back", "s1").unwrap();
    let browser =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let question = browser.get(&link).send().await.unwrap().text().await.unwrap();
    assert!(question.contains("张三") && question.contains("fake_user=lisi"), "{question}");
    let phone = browser.get(&link).header("cookie", format!("{USER_COOKIE}=lisi")).send().await.unwrap();
    assert_eq!(phone.status(), 302);
    let back = phone.headers()["location"].to_str().unwrap().to_owned();
    assert!(back.starts_with("http://localhost:8080/back?code="), "{back}");
    assert_eq!(office.client().exchange(&parameter(&back, "code").unwrap()).await.unwrap().subject, "lisi");
}

#[tokio::test]
async fn a_code_used_again_is_refused() {
    let office = Office::open().await;
    let client = office.client();
    let code = office.fake().issue_code("lisi", AGENT);
    client.exchange(&code).await.unwrap();
    assert_eq!(client.exchange(&code).await, Err(SignInError::CodeRefused));
}

#[tokio::test]
async fn an_invented_or_old_code_is_refused() {
    let office = Office::open().await;
    let client = office.client();
    assert_eq!(client.exchange("invented").await, Err(SignInError::CodeRefused));
    let code = office.fake().issue_code("lisi", AGENT);
    office.clock.pass(TimeDelta::minutes(5));
    assert_eq!(client.exchange(&code).await, Err(SignInError::CodeRefused));
}

#[tokio::test]
async fn a_code_of_another_application_is_refused() {
    let office = Office::open().await;
    let code = office.fake().issue_code("lisi", AGENT + 1);
    assert_eq!(office.client().exchange(&code).await, Err(SignInError::CodeRefused));
}

#[tokio::test]
async fn an_outsider_is_nobody_here() {
    let office = Office::open().await;
    let code = office.fake().issue_code("guest", AGENT);
    assert_eq!(office.client().exchange(&code).await, Err(SignInError::Outsider));
}

#[tokio::test]
async fn codes_states_and_return_addresses_of_the_wrong_form_are_not_sent_out() {
    let office = Office::open().await;
    let client = office.client();
    for code in [String::new(), "x".repeat(513)] {
        assert_eq!(client.exchange(&code).await, Err(SignInError::Malformed("code")));
    }
    for state in [String::new(), "a".repeat(129), "a&b".to_owned(), "状态".to_owned(), "a b".to_owned()] {
        let refused = client.authorize_url(SignInDoor::InApp, HOME, &state);
        assert_eq!(refused, Err(SignInError::Malformed("state")), "{state}");
    }
    for redirect in
        ["/back", "javascript:alert(1)", "https://a@hr.example.com/", "https://hr.example.com/#x", ""]
    {
        let refused = client.authorize_url(SignInDoor::QrCode, redirect, "s");
        assert_eq!(refused, Err(SignInError::Malformed("redirect_uri")), "{redirect}");
    }
    assert_eq!(office.fake().calls(Endpoint::GetToken), 0);
}

#[tokio::test]
async fn the_platform_returns_to_trusted_domains_only() {
    let office = Office::open().await;
    for elsewhere in [
        "https://evil.example/",
        "https://hr.example.com:8443/",
        "http://localhost/",
        "https://hr.example.com.evil.example/",
    ] {
        let link = office.client().authorize_url(SignInDoor::InApp, elsewhere, "s").unwrap();
        assert_eq!(office.fake().open_sign_in(&link, "lisi").unwrap_err().errcode, 50001, "{elsewhere}");
    }
}

#[tokio::test]
async fn refusing_brings_back_the_state_without_a_code() {
    let office = Office::open().await;
    let link = office.client().authorize_url(SignInDoor::QrCode, HOME, "s1").unwrap();
    let back = office.fake().open_sign_in(&link, "-").unwrap();
    assert_eq!((parameter(&back, "state").as_deref(), parameter(&back, "code")), (Some("s1"), None));
}

#[tokio::test]
async fn a_platform_out_of_reach_is_told_apart_from_a_bad_code_and_from_bad_settings() {
    let office = Office::open().await;
    let client = office.client();
    let exchange = async |fault| {
        office.fake().inject(Endpoint::UserInfo, fault);
        client.exchange(&office.fake().issue_code("lisi", AGENT)).await.unwrap_err()
    };
    assert!(matches!(exchange(Fault::Status(502)).await, SignInError::Unavailable { .. }));
    assert!(matches!(exchange(Fault::Errcode(45009, String::new())).await, SignInError::Unavailable { .. }));
    assert!(matches!(exchange(Fault::Errcode(60020, String::new())).await, SignInError::Misconfigured(_)));
}
