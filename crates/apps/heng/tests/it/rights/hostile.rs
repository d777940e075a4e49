//! Hostile texts and absurd values in every parameter and every field, and planted secrets nobody without the class may see.

use heng_access::Scope;
use serde_json::{Value, json};

use super::api::{Operation, Sent, operations};
use crate::{client::Client, group::World};

/// What has broken other systems: quotes, comments, wildcards, markup, formulas, signs beyond the first plane.
const TEXTS: [&str; 4] = ["x'); DROP TABLE person;--", "%_\\", "𝕏\u{202e}衡", "nul\u{0}"];

/// Days no calendar of a company reaches, and numbers no page has.
const ABSURD: [&str; 3] = ["9999-12-31", "-262143-01-01", "99999999999999999999"];

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Sends what must not break anything; answers what did.
async fn breaks(client: &Client, op: &Operation, sent: &Sent) -> Option<String> {
    let answer = client.send(sent).await;
    let broken = answer.status.is_server_error();
    broken.then(|| format!("{} {} {:?}: {} {}", op.id, sent.uri, sent.body, answer.status, answer.body))
}

/// Every text of a body replaced, one at a time.
fn with_text(body: &Value, text: &str) -> Vec<Value> {
    let mut found = vec![];
    let mut replace = |pointer: String| {
        let mut other = body.clone();
        *other.pointer_mut(&pointer).unwrap() = json!(text);
        found.push(other);
    };
    let mut open = vec![(String::new(), body)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::String(_) => replace(pointer),
            Value::Object(fields) => {
                open.extend(fields.iter().map(|(name, inner)| (format!("{pointer}/{name}"), inner)));
            }
            Value::Array(items) => {
                open.extend(items.iter().enumerate().map(|(n, inner)| (format!("{pointer}/{n}"), inner)));
            }
            _ => {}
        }
    }
    found
}

/// Attack cases 19 and 32.
#[tokio::test]
async fn attack_19_and_32_no_text_and_no_absurd_value_in_a_query_breaks_any_operation() {
    let world = World::new().await;
    let [ids] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    let client = world.client("owner").await;
    let mut broken = vec![];
    for op in operations() {
        let plain = op.plain(ids);
        for name in op.query() {
            for text in TEXTS.iter().chain(&ABSURD) {
                let mark = if plain.uri.contains('?') { '&' } else { '?' };
                let uri = format!("{}{mark}{name}={}", plain.uri, encoded(text));
                broken.extend(breaks(&client, &op, &Sent { uri, ..plain.clone() }).await);
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A damaged cursor taken for the first page would show rows as if they came next.
#[tokio::test]
async fn a_damaged_cursor_is_no_first_page_of_any_list() {
    let world = World::new().await;
    let [ids] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    let (owner, wang) = (world.client("owner").await, world.client("wang").await);
    let mut wrong = vec![];
    let mut lists = 0;
    let pages = |op: &Operation| op.query().iter().any(|name| name == "after") && !op.id.ends_with("total");
    for op in operations().into_iter().filter(pages) {
        let plain = op.plain(ids);
        let mark = if plain.uri.contains('?') { '&' } else { '?' };
        let damaged = Sent { uri: format!("{}{mark}after=garbage", plain.uri), ..plain.clone() };
        let first = Sent { uri: format!("{}{mark}after=", plain.uri), ..plain.clone() };
        // Some lists are one's own, and the owner is nobody's employee.
        let client = if owner.send(&plain).await.status.is_success() { &owner } else { &wang };
        let (refused, empty) = (client.send(&damaged).await, client.send(&first).await);
        let told = json!([{ "field": "after", "code": "not_a_page" }]);
        if refused.status != 422 || refused.body["errors"] != told || !empty.status.is_success() {
            wrong.push(format!("{}: {} {}, {}", op.id, refused.status, refused.body, empty.status));
        }
        lists += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lists > 15, "{lists} lists");
}

/// Attack cases 19 and 32.
#[tokio::test]
async fn attack_19_and_32_no_text_and_no_absurd_value_in_a_body_breaks_any_operation() {
    let world = World::new().await;
    let [ids] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    let client = world.client("owner").await;
    let mut broken = vec![];
    for op in operations().into_iter().filter(|op| op.id != "session.sign_out") {
        let plain = op.plain(ids);
        for text in TEXTS.iter().chain(&ABSURD).filter(|_| !plain.form) {
            for body in plain.body.iter().flat_map(|body| with_text(body, text)) {
                broken.extend(breaks(&client, &op, &Sent { body: Some(body), ..plain.clone() }).await);
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert_eq!(client.send(&Sent::get("/api/v1/people")).await.status, 200, "the tables are still there");
}

/// Values planted on 王, each with the class it belongs to.
const PLANTED: [(&str, &str); 5] = [
    ("pay", "9876543"),
    ("id_bank", "11010519491231002X"),
    ("id_bank", "6222021234567890128"),
    ("private", "13912345678"),
    ("private", "南京路九十九号"),
];

/// Attack cases 3 and 4: neither lists nor errors, neither notices nor the trail show what a class closes.
#[tokio::test]
async fn attack_3_and_4_planted_secrets_are_in_no_answer_to_anybody_without_the_class() {
    let world = World::new().await;
    let [ids] = &world.belongings(&[("wang", "li")]).await[..] else { panic!("one set of things") };
    let owner = world.client("owner").await;
    let person = format!("/api/v1/people/{}", ids["EmploymentId"]);
    let values = json!({
        "id_kind": "resident_id", "id_number": PLANTED[1].1, "bank_account": PLANTED[2].1, "phone": PLANTED[3].1,
        "address": PLANTED[4].1,
    });
    let planted = owner.send(&Sent { method: "PATCH".to_owned(), ..Sent::post(&person, values) }).await;
    assert!(planted.status.is_success(), "{}", planted.body);
    let pay = json!({ "amount_minor": 9_876_543, "currency": "CNY", "per": "month" });
    let act = json!({ "effective_on": "2026-03-02", "act": { "kind": "change_pay", "pay": pay } });
    let planted = owner.send(&Sent::post(&format!("{person}/events"), act)).await;
    assert!(planted.status.is_success(), "{}", planted.body);
    let shown = owner.send(&Sent::get(&person)).await.body["sensitive"].clone();
    let fields: Vec<Value> = shown.as_array().unwrap().iter().map(|field| field["field"].clone()).collect();
    let reveal = Sent::post(&format!("{person}/reveal"), json!({ "fields": fields }));
    let revealed = owner.send(&reveal).await;
    for (_, value) in PLANTED {
        let said = String::from_utf8_lossy(&revealed.bytes).into_owned();
        assert!(said.contains(value), "{value} was not planted: {} {}", revealed.status, said);
    }

    let mut leaks = vec![];
    for (login, role, open) in [
        ("zhao", None, ""),
        ("li", None, ""),
        ("zhou", Some("finance"), ""),
        ("zhou", Some("it_admin"), ""),
        ("zhou", Some("auditor"), ""),
        ("feng", Some("hr"), "private id_bank"),
    ] {
        if let Some(role) = role {
            world.give(login, role, (Scope::All, None)).await;
        }
        let client = world.client(login).await;
        for op in operations().into_iter().filter(|op| op.method == "GET" || op.id == "people.reveal") {
            let asked = if op.id == "people.reveal" { reveal.clone() } else { op.plain(ids) };
            let answer = client.send(&asked).await;
            let said = String::from_utf8_lossy(&answer.bytes).into_owned();
            for (_, value) in PLANTED.iter().filter(|(class, _)| !open.contains(class)) {
                if said.contains(value) {
                    leaks.push(format!("{login} as {role:?}: {} shows {value}", op.id));
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}
