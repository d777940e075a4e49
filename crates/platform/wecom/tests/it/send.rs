//! Messages: what arrives, what is refused, what is tried again, and that nothing arrives twice.

use std::time::Duration;

use chrono::TimeDelta;
use heng_demo_kit::wecom_fake::{Endpoint, Fault};
use heng_ports::{Delivery, Message, Messenger as _, Refusal};
use serde_json::json;

use crate::office::{Office, message, to};

fn refusal(delivery: &Delivery) -> Option<Refusal> {
    match delivery {
        Delivery::Refused { code, .. } => Some(*code),
        _ => None,
    }
}

fn retry_after(delivery: &Delivery) -> Option<Duration> {
    match delivery {
        Delivery::Retry { after, .. } => Some(*after),
        _ => None,
    }
}

#[tokio::test]
async fn a_message_arrives_with_its_values_and_its_link() {
    let office = Office::open().await;
    let delivery = office.client().send(&to("zhangsan"), &message("7")).await;
    let [received] = &office.fake().inbox("ZhangSan")[..] else { panic!("{delivery:?}") };
    assert_eq!(delivery, Delivery::Sent { message_id: received.msgid.clone() });
    assert_eq!((received.msgtype.as_str(), received.title()), ("template_card", "请假待审批"));
    assert_eq!(received.url(), Some("https://hr.example.com/m/tasks/7"));
    assert_eq!(received.body["horizontal_content_list"][0]["value"], "2026-03-02");
    assert!(office.fake().inbox("lisi").is_empty());
}

#[tokio::test]
async fn every_shape_passes_the_strict_check_however_long_the_text() {
    let office = Office::open().await;
    let client = office.client();
    let long = "很长<b>的</b>一段话 & more ".repeat(300);
    let mut full = message("card");
    full.title.clone_from(&long);
    full.body = vec![long.clone(), long.clone()];
    full.facts.iter_mut().for_each(|fact| (fact.label, fact.value) = (long.clone(), long.clone()));
    let card = Message { facts: vec![], dedupe_key: "textcard".to_owned(), ..full.clone() };
    let text = Message { link: None, dedupe_key: "text".to_owned(), ..full.clone() };
    for message in [full, card, text] {
        let delivery = client.send(&to("lisi"), &message).await;
        assert!(matches!(delivery, Delivery::Sent { .. }), "{}: {delivery:?}", message.dedupe_key);
    }
    let kinds: Vec<String> =
        office.fake().inbox("lisi").into_iter().map(|received| received.msgtype).collect();
    assert_eq!(kinds, ["template_card", "textcard", "text"]);
}

#[tokio::test]
async fn errcode_zero_with_invalid_users_refuses_exactly_those() {
    let office = Office::open().await;
    let recipients = ["zhangsan", "nobody", "lisi", "wangwu", "Nobody-Else"].map(to);
    let deliveries = office.client().send_to_many(&recipients, &message("1")).await;
    assert_eq!(office.fake().calls(Endpoint::Send), 1);
    let refusals: Vec<Option<Refusal>> = deliveries.iter().map(refusal).collect();
    let (unknown, unreachable) = (Some(Refusal::UnknownRecipient), Some(Refusal::Unreachable));
    assert_eq!(refusals, [None, unknown, None, unreachable, unknown]);
    assert_eq!(office.fake().inbox("lisi").len() + office.fake().inbox("zhangsan").len(), 2);
}

#[tokio::test]
async fn an_unknown_recipient_alone_is_refused_too() {
    let office = Office::open().await;
    let delivery = office.client().send(&to("nobody"), &message("1")).await;
    assert_eq!(refusal(&delivery), Some(Refusal::UnknownRecipient), "{delivery:?}");
}

#[tokio::test]
async fn a_recipient_that_would_be_a_list_or_everybody_never_leaves_the_house() {
    let office = Office::open().await;
    for trick in ["@all", "zhangsan|lisi", "", "zhangsan\n"] {
        let delivery = office.client().send(&to(trick), &message("1")).await;
        assert_eq!(refusal(&delivery), Some(Refusal::UnknownRecipient), "{trick:?}");
    }
    assert_eq!(office.fake().calls(Endpoint::Send), 0);
}

#[tokio::test]
async fn long_lists_go_out_in_batches() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.messages.recipients_per_call = 2;
    let recipients = ["zhangsan", "lisi", "nobody", "zhangsan2", "lisi2"].map(to);
    let deliveries = office.client_with(settings).send_to_many(&recipients, &message("1")).await;
    let sent: Vec<bool> =
        deliveries.iter().map(|delivery| matches!(delivery, Delivery::Sent { .. })).collect();
    assert_eq!(sent, [true, true, false, false, false]);
    assert_eq!(office.fake().calls(Endpoint::Send), 3);
}

#[tokio::test]
async fn the_twenty_sixth_message_of_a_minute_waits_and_none_vanishes() {
    let office = Office::open().await;
    let client = office.client();
    for n in 0..25 {
        let delivery = client.send(&to("lisi"), &message(&n.to_string())).await;
        assert!(matches!(delivery, Delivery::Sent { .. }), "{n}: {delivery:?}");
    }
    office.clock.pass(TimeDelta::seconds(20));
    let waiting = client.send(&to("lisi"), &message("25")).await;
    assert_eq!(retry_after(&waiting), Some(Duration::from_secs(40)));
    assert_eq!(office.fake().calls(Endpoint::Send), 25);
    office.clock.pass(TimeDelta::seconds(40));
    assert!(matches!(client.send(&to("lisi"), &message("25")).await, Delivery::Sent { .. }));
    assert_eq!((office.fake().inbox("lisi").len(), office.fake().dropped("lisi").len()), (26, 0));
}

#[tokio::test]
async fn without_our_own_limit_the_platform_would_drop_the_thirty_first() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.messages.per_member_per_minute = 100;
    let client = office.client_with(settings);
    for n in 0..31 {
        assert!(matches!(client.send(&to("lisi"), &message(&n.to_string())).await, Delivery::Sent { .. }));
    }
    assert_eq!((office.fake().inbox("lisi").len(), office.fake().dropped("lisi").len()), (30, 1));
}

#[tokio::test]
async fn no_answer_in_time_means_try_again() {
    let office = Office::open().await;
    let client = office.hasty_client().await;
    office.fake().inject(Endpoint::Send, Fault::Hang);
    assert_eq!(retry_after(&client.send(&to("lisi"), &message("1")).await), Some(Duration::from_secs(30)));
    office.fake().inject(Endpoint::Send, Fault::Slow(Duration::from_secs(30)));
    assert!(retry_after(&client.send(&to("lisi"), &message("1")).await).is_some());
    office.fake().expire_tokens(crate::office::AGENT);
    office.fake().inject(Endpoint::GetToken, Fault::Hang);
    assert!(retry_after(&client.send(&to("lisi"), &message("1")).await).is_some());
}

#[tokio::test]
async fn a_repeat_after_a_lost_answer_does_not_arrive_twice() {
    let office = Office::open().await;
    let hasty = office.hasty_client().await;
    office.fake().inject(Endpoint::Send, Fault::LostAnswer);
    assert!(retry_after(&hasty.send(&to("lisi"), &message("1")).await).is_some());
    assert!(matches!(office.client().send(&to("lisi"), &message("1")).await, Delivery::Sent { .. }));
    assert_eq!((office.fake().inbox("lisi").len(), office.fake().duplicates("lisi").len()), (1, 1));
}

#[tokio::test]
async fn a_queue_that_hands_out_a_message_twice_sends_it_once() {
    let office = Office::open().await;
    let client = office.client();
    let first = client.send(&to("lisi"), &message("1")).await;
    office.clock.pass(TimeDelta::minutes(29));
    assert_eq!(client.send(&to("LiSi"), &message("1")).await, first);
    assert_eq!(office.fake().calls(Endpoint::Send), 1);
}

#[tokio::test]
async fn what_stands_between_us_and_the_platform_means_try_again() {
    let office = Office::open().await;
    let client = office.client();
    let strange = [
        Fault::Status(502),
        Fault::Status(503),
        Fault::Status(429),
        Fault::NotJson,
        Fault::Json(json!({ "msgid": "no errcode" })),
        Fault::Json(json!({ "errcode": 0, "errmsg": "x".repeat(2 * 1024 * 1024) })),
    ];
    for fault in strange {
        let shown = format!("{fault:?}").chars().take(40).collect::<String>();
        office.fake().inject(Endpoint::Send, fault);
        let delivery = client.send(&to("lisi"), &message("1")).await;
        assert!(retry_after(&delivery).is_some(), "{shown}: {delivery:?}");
    }
    assert!(office.fake().inbox("lisi").is_empty());
}

#[tokio::test]
async fn a_platform_that_is_not_there_means_try_again() {
    let office = Office::open().await;
    let mut settings = office.settings();
    settings.addresses.api_base = "http://127.0.0.1:9".to_owned();
    let delivery = office.client_with(settings).send(&to("lisi"), &message("1")).await;
    assert!(retry_after(&delivery).is_some(), "{delivery:?}");
}

#[tokio::test]
async fn each_error_code_leads_to_its_answer() {
    let office = Office::open().await;
    let client = office.client();
    let refused = |code| (Some(code), None);
    let retried = |seconds| (None, Some(Duration::from_secs(seconds)));
    let cases = [
        (45009, retried(300)),
        (81013, refused(Refusal::UnknownRecipient)),
        (60111, refused(Refusal::UnknownRecipient)),
        (60020, refused(Refusal::Misconfigured)),
        (48002, refused(Refusal::Misconfigured)),
        (40058, refused(Refusal::InvalidMessage)),
        (45002, refused(Refusal::InvalidMessage)),
    ];
    for (errcode, expected) in cases {
        office.fake().inject(Endpoint::Send, Fault::Errcode(errcode, "words".to_owned()));
        let delivery = client.send(&to("lisi"), &message("1")).await;
        assert_eq!((refusal(&delivery), retry_after(&delivery)), expected, "{errcode}");
    }
}

#[tokio::test]
async fn callers_refused_together_do_not_come_back_together() {
    let office = Office::open().await;
    let client = office.client();
    let mut pauses = Vec::new();
    for n in 0..3 {
        office.fake().inject(Endpoint::Send, Fault::Errcode(45033, "concurrent".to_owned()));
        pauses.extend(retry_after(&client.send(&to("lisi"), &message(&n.to_string())).await));
    }
    pauses.dedup();
    assert_eq!(pauses.len(), 3);
    assert!(pauses.iter().all(|pause| *pause <= Duration::from_secs(5)));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let office = Office::open().await;
    let elsewhere = format!("{}/cgi-bin/message/send", office.platform.base_url());
    office.fake().inject(Endpoint::Send, Fault::Redirect(elsewhere));
    let delivery = office.client().send(&to("lisi"), &message("1")).await;
    assert_eq!(refusal(&delivery), Some(Refusal::Misconfigured), "{delivery:?}");
    assert_eq!(office.fake().calls(Endpoint::Send), 1);
}
