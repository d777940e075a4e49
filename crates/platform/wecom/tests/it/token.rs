//! Access tokens: fetched once, renewed in time, repeated once, stopped on a wrong secret.

use std::sync::Arc;

use chrono::TimeDelta;
use heng_demo_kit::wecom_fake::{Endpoint, Fault};
use heng_kernel::SeededIds;
use heng_ports::{Delivery, Messenger as _, Refusal};
use heng_wecom::{TokenCache, WeComClient};
use secrecy::SecretString;
use tokio::task::JoinSet;

use crate::office::{AGENT, Office, message, to};

async fn send_at_once(client: &Arc<WeComClient>, count: usize) -> Vec<Delivery> {
    let mut calls = JoinSet::new();
    for n in 0..count {
        let client = Arc::clone(client);
        calls.spawn(async move { client.send(&to("lisi"), &message(&n.to_string())).await });
    }
    calls.join_all().await
}

fn is_sent(delivery: &Delivery) -> bool {
    matches!(delivery, Delivery::Sent { .. })
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_at_once_fetch_one_token() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.messages.per_member_per_minute = 50;
    let client = Arc::new(office.client_with(settings));
    assert!(send_at_once(&client, 50).await.iter().all(is_sent));
    assert_eq!(office.fake().calls(Endpoint::GetToken), 1);
    assert_eq!(office.fake().calls(Endpoint::Send), 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_after_an_early_end_fetch_one_more_token() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.messages.per_member_per_minute = 60;
    let client = Arc::new(office.client_with(settings));
    client.check_credentials().await.unwrap();
    office.fake().revoke_tokens(AGENT);
    assert!(send_at_once(&client, 50).await.iter().all(is_sent));
    assert_eq!(office.fake().calls(Endpoint::GetToken), 2);
}

#[tokio::test]
async fn a_token_is_used_until_five_minutes_before_its_end() {
    let office = Office::open().await;
    let client = office.client();
    client.check_credentials().await.unwrap();
    office.clock.pass(TimeDelta::seconds(6899));
    client.check_credentials().await.unwrap();
    assert_eq!(office.fake().calls(Endpoint::GetToken), 1);
    office.clock.pass(TimeDelta::seconds(1));
    client.check_credentials().await.unwrap();
    client.check_credentials().await.unwrap();
    assert_eq!(
        office.fake().calls(Endpoint::GetToken),
        2,
        "the platform repeated the old token; not asked again at once"
    );
    office.clock.pass(TimeDelta::seconds(300));
    assert!(is_sent(&client.send(&to("lisi"), &message("a")).await));
}

#[tokio::test]
async fn a_token_that_ended_early_is_renewed_once_and_the_call_repeated_once() {
    let office = Office::open().await;
    let client = office.client();
    client.check_credentials().await.unwrap();
    office.fake().expire_tokens(AGENT);
    assert!(is_sent(&client.send(&to("lisi"), &message("expired")).await));
    office.fake().revoke_tokens(AGENT);
    assert!(is_sent(&client.send(&to("lisi"), &message("revoked")).await));
    assert_eq!(office.fake().calls(Endpoint::GetToken), 3);
    assert_eq!(office.fake().calls(Endpoint::Send), 4);
}

#[tokio::test]
async fn a_token_refused_twice_is_left_to_the_queue() {
    let office = Office::open().await;
    let client = office.client();
    for _ in 0..2 {
        office.fake().inject(Endpoint::Send, Fault::Errcode(42001, "access_token expired".to_owned()));
    }
    let delivery = client.send(&to("lisi"), &message("a")).await;
    assert!(matches!(delivery, Delivery::Retry { .. }), "{delivery:?}");
    assert_eq!(office.fake().calls(Endpoint::Send), 2);
}

#[tokio::test]
async fn those_who_waited_for_a_fetch_that_failed_do_not_repeat_it() {
    let office = Office::open().await;
    let client = Arc::new(office.client());
    office.fake().inject(Endpoint::GetToken, Fault::Status(502));
    let deliveries = send_at_once(&client, 20).await;
    assert!(deliveries.iter().all(|delivery| matches!(delivery, Delivery::Retry { .. })), "{deliveries:?}");
    assert_eq!(office.fake().calls(Endpoint::GetToken), 1);
    client.check_credentials().await.unwrap();
}

#[tokio::test]
async fn a_wrong_secret_stops_instead_of_looping() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.secret = SecretString::from("wrong");
    let client = Arc::new(office.client_with(settings));
    for delivery in send_at_once(&client, 20).await {
        assert!(matches!(delivery, Delivery::Refused { code: Refusal::Misconfigured, .. }), "{delivery:?}");
    }
    client.check_credentials().await.unwrap_err();
    assert_eq!(office.fake().calls(Endpoint::GetToken), 1);
    assert_eq!(office.fake().calls(Endpoint::Send), 0);
    office.clock.pass(TimeDelta::minutes(10));
    client.check_credentials().await.unwrap_err();
    assert_eq!(office.fake().calls(Endpoint::GetToken), 2, "somebody may have put it right meanwhile");
}

#[tokio::test]
async fn a_busy_platform_is_asked_three_times_more_and_then_left_to_the_queue() {
    let office = Office::open().await;
    let client = office.client();
    for _ in 0..3 {
        office.fake().inject(Endpoint::Send, Fault::Busy);
    }
    assert!(is_sent(&client.send(&to("lisi"), &message("a")).await));
    for _ in 0..4 {
        office.fake().inject(Endpoint::Send, Fault::Busy);
    }
    assert!(matches!(client.send(&to("lisi"), &message("b")).await, Delivery::Retry { .. }));
    assert_eq!(office.fake().calls(Endpoint::Send), 8);
}

#[tokio::test]
async fn clients_of_one_application_share_its_token() {
    let office = Office::open().await;
    let tokens = TokenCache::default();
    for seed in 0..3 {
        let ids = Arc::new(SeededIds::new(seed));
        let client =
            WeComClient::with_tokens(office.settings(), tokens.clone(), office.clock.clone(), ids).unwrap();
        client.check_credentials().await.unwrap();
    }
    assert_eq!(office.fake().calls(Endpoint::GetToken), 1);
}
