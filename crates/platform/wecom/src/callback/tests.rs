//! Event vectors, and the attacks on a callback address: forged, replayed, stale, misdirected, XML tricks.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::{FixedClock, SeededIds};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{xml::Element, *};
use crate::{
    cases::{cases, text},
    crypto::{AesKey, Envelope, EnvelopeFault, Signed},
};

const KEY: &str = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

fn noon() -> DateTime<Utc> {
    "2026-03-02T04:00:00Z".parse().unwrap()
}

fn envelope(corp: &str) -> Envelope {
    Envelope::new(SecretString::from("token"), AesKey::parse(KEY).unwrap(), corp)
}

fn door_at(now: DateTime<Utc>) -> CallbackDoor {
    let window = Duration::from_mins(5);
    CallbackDoor::new(envelope("ww1"), window, Arc::new(FixedClock(now)), Arc::new(SeededIds::new(1)))
}

/// What the platform would post for `message` at noon.
fn delivery(corp: &str, message: &str) -> (Signed, String) {
    let sender = envelope(corp);
    let encrypt = sender.seal(*b"0123456789abcdef", message).unwrap();
    let (timestamp, nonce) = (noon().timestamp().to_string(), "n1".to_owned());
    let signature = sender.sign(&timestamp, &nonce, &encrypt);
    let body = format!(
        "<xml><ToUserName><![CDATA[{corp}]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"
    );
    (Signed { signature, timestamp, nonce }, body)
}

fn as_json(event: &CallbackEvent) -> Value {
    match event {
        CallbackEvent::CardPress(press) => json!({
            "event": press.event, "user": press.user, "key": press.key, "task_id": press.task_id,
            "response_code": press.response_code, "agent_id": press.agent_id, "selected": press.selected,
        }),
        CallbackEvent::UserChange(user) => json!({
            "event": "change_contact", "change": user.change, "userid": user.userid, "new_userid": user.new_userid,
            "departments": user.departments, "leader_in": user.leader_in,
        }),
        CallbackEvent::PartyChange(party) => json!({
            "event": "change_contact", "change": party.change, "party_id": party.party_id,
            "parent_id": party.parent_id,
        }),
        CallbackEvent::Other(event) => json!({ "event": event }),
    }
}

#[test]
fn events_are_read_and_document_types_refused() {
    for case in cases("wecom_event") {
        let event = Element::parse(text(&case.input, "xml")).ok().as_ref().and_then(CallbackEvent::read);
        if case.expect["reject"] == true {
            assert_eq!(event, None, "{}", case.id);
            continue;
        }
        let read = as_json(&event.unwrap());
        for (field, expected) in case.expect.as_object().unwrap() {
            assert_eq!(&read[field], expected, "{}: {field}", case.id);
        }
    }
}

const PRESS: &str = "<xml><FromUserName>zhangsan</FromUserName><CreateTime>1772424000</CreateTime><MsgType>event</MsgType>\
    <Event>template_card_event</Event><EventKey>yes</EventKey><TaskId>t1</TaskId><AgentID>7</AgentID></xml>";

#[test]
fn a_delivery_is_opened_and_read() {
    let (signed, body) = delivery("ww1", PRESS);
    let incoming = door_at(noon()).receive(&signed, &body).unwrap();
    let CallbackEvent::CardPress(press) = incoming.event else { panic!("{:?}", incoming.event) };
    assert_eq!((press.user.as_str(), press.key.as_str(), press.agent_id), ("zhangsan", "yes", 7));
    assert_eq!(press.selected, BTreeMap::new());
}

#[test]
fn a_second_delivery_of_one_event_has_the_same_key_and_another_event_another() {
    let key = |message: &str| {
        let (signed, body) = delivery("ww1", message);
        door_at(noon()).receive(&signed, &body).unwrap().dedupe_key
    };
    assert_eq!(key(PRESS), key(PRESS));
    assert_ne!(key(PRESS), key(&PRESS.replace("t1", "t2")));
    assert_ne!(key("<xml><MsgId>1</MsgId></xml>"), key("<xml><MsgId>2</MsgId></xml>"));
}

#[test]
fn a_replay_outside_the_window_is_refused_though_its_signature_holds() {
    let (signed, body) = delivery("ww1", PRESS);
    for late in [TimeDelta::seconds(301), TimeDelta::seconds(-301)] {
        assert_eq!(door_at(noon() + late).receive(&signed, &body), Err(CallbackRefused::Stale));
    }
    assert!(door_at(noon() + TimeDelta::seconds(300)).receive(&signed, &body).is_ok());
}

#[test]
fn a_new_timestamp_on_an_old_delivery_breaks_its_signature() {
    let (signed, body) = delivery("ww1", PRESS);
    let later = noon() + TimeDelta::hours(1);
    let moved = Signed { timestamp: later.timestamp().to_string(), ..signed };
    let refused = CallbackRefused::Envelope(EnvelopeFault::Signature);
    assert_eq!(door_at(later).receive(&moved, &body), Err(refused));
}

#[test]
fn a_delivery_for_another_corp_is_refused_though_token_and_key_are_right() {
    let (signed, body) = delivery("ww2", PRESS);
    let refused = CallbackRefused::Envelope(EnvelopeFault::Receiver);
    assert_eq!(door_at(noon()).receive(&signed, &body), Err(refused));
}

#[test]
fn xml_tricks_are_refused_in_both_layers() {
    let entity = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><MsgId>&a;</MsgId></xml>";
    let unknown_entity = "<xml><MsgId>&a;</MsgId></xml>";
    let instruction = "<?php x ?><xml><MsgId>1</MsgId></xml>";
    let two_roots = "<xml><MsgId>1</MsgId></xml><xml/>";
    let unclosed = "<xml><MsgId>1</MsgId>";
    let deep = format!("{}{}", "<a>".repeat(40), "</a>".repeat(40));
    for trick in [entity, unknown_entity, instruction, two_roots, unclosed, "", &deep] {
        let (signed, body) = delivery("ww1", trick);
        assert_eq!(door_at(noon()).receive(&signed, &body), Err(CallbackRefused::Xml), "inner: {trick}");
        assert!(door_at(noon()).receive(&signed, trick).is_err(), "outer: {trick}");
    }
}

#[test]
fn two_ciphertexts_in_one_delivery_are_refused() {
    let (signed, body) = delivery("ww1", PRESS);
    let before = body.replace("<Encrypt>", "<Encrypt>x</Encrypt><Encrypt>");
    let after = body.replace("</Encrypt>", "</Encrypt><Encrypt>x</Encrypt>");
    for doubled in [before, after] {
        assert!(door_at(noon()).receive(&signed, &doubled).is_err(), "{doubled}");
    }
}

#[test]
fn whatever_is_wrong_the_sender_reads_the_same() {
    let (signed, body) = delivery("ww1", PRESS);
    let forged = Signed { signature: "0".repeat(40), ..signed.clone() };
    let answers = [
        door_at(noon()).receive(&forged, &body),
        door_at(noon() + TimeDelta::days(1)).receive(&signed, &body),
        door_at(noon()).receive(&signed, "<!DOCTYPE x><xml/>"),
    ];
    for answer in answers {
        assert_eq!(answer.unwrap_err().to_string(), "the callback is refused");
    }
}

#[test]
fn the_url_check_answers_the_plain_echo() {
    let sender = envelope("ww1");
    let encrypt = sender.seal([7; 16], "1616140317555161061").unwrap();
    let (timestamp, nonce) = (noon().timestamp().to_string(), "n".to_owned());
    let signed = Signed { signature: sender.sign(&timestamp, &nonce, &encrypt), timestamp, nonce };
    assert_eq!(door_at(noon()).echo(&signed, &encrypt).unwrap(), "1616140317555161061");
}

#[test]
fn a_reply_opens_again_and_no_two_are_alike() {
    let door = door_at(noon());
    let (first, second) = (door.reply("<xml/>").unwrap(), door.reply("<xml/>").unwrap());
    assert_ne!(first, second);
    let reply = Element::parse(&first).unwrap();
    let of = |name| reply.text_of(name).to_owned();
    let signed = Signed { signature: of("MsgSignature"), timestamp: of("TimeStamp"), nonce: of("Nonce") };
    assert_eq!(envelope("ww1").open(&signed, &of("Encrypt")).unwrap().message, "<xml/>");
}
