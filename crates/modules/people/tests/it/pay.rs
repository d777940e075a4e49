//! Pay: what may be agreed, when, and who sees that it was.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::{FieldClass, Permission};
use heng_testkit::Caller;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http::site;

fn raise(on: &str, amount: i64, currency: &str) -> Value {
    let pay = json!({ "amount_minor": amount, "currency": currency, "per": "month" });
    json!({ "effective_on": on, "act": { "kind": "change_pay", "pay": pay } })
}

async fn kinds(who: &Caller, id: &str) -> Vec<String> {
    let page = who.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    let events = page["work"]["events"].as_array().unwrap();
    events.iter().map(|e| e["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pay_that_cannot_be_is_refused_and_names_its_field() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let events = format!("/api/v1/people/{id}/events");
    let hired = site.hr.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    let hire = hired["work"]["events"][0]["id"].as_str().unwrap();
    let correct = format!("{events}/{hire}/correct");
    for (amount, currency, field, code) in [
        (1, "XXX1", "currency", "not_a_currency"),
        (1, "ZZZZZZ", "currency", "not_a_currency"),
        (1, "XTS", "currency", "not_a_currency"),
        (1, "cny", "currency", "not_a_currency"),
        (1, "", "currency", "not_a_currency"),
        (-5, "CNY", "amount_minor", "out_of_range"),
        (i64::MIN, "CNY", "amount_minor", "out_of_range"),
        (100_000_000_001, "CNY", "amount_minor", "out_of_range"),
        (i64::MAX, "CNY", "amount_minor", "out_of_range"),
    ] {
        let pay = json!({ "amount_minor": amount, "currency": currency, "per": "month" });
        let start = json!({
            "effective_on": "2026-01-01",
            "act": { "kind": "start", "employment_kind": "regular", "post": { "unit": site.north }, "pay": pay },
        });
        let newcomer = json!({
            "person": { "name": "李四" }, "first_day": "2026-01-01", "kind": "regular", "post": { "unit": site.north },
            "pay": pay,
        });
        for (path, body, prefix) in [
            (events.as_str(), raise("2026-04-01", amount, currency), "act.pay"),
            (correct.as_str(), start, "act.pay"),
            ("/api/v1/people", newcomer, "pay"),
        ] {
            let problem = site.hr.post(path, body).await;
            let problem = problem.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
            let error = json!([{ "field": format!("{prefix}.{field}"), "code": code }]);
            assert_eq!(problem["errors"], error, "{amount} {currency}");
        }
    }
    assert_eq!(site.count("SELECT COUNT(*) FROM personnel_event").await, 1);
    for (on, amount) in [("2026-04-01", 0), ("2026-05-01", 100_000_000_000)] {
        site.hr.post(&events, raise(on, amount, "HKD")).await.expect(StatusCode::CREATED);
    }
}

#[tokio::test]
async fn pay_changes_once_a_day() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let events = format!("/api/v1/people/{id}/events");
    let first = site.hr.post(&events, raise("2026-04-01", 100, "CNY")).await.expect(StatusCode::CREATED);
    let first = first["event_id"].as_str().unwrap();
    let problem = site.hr.post(&events, raise("2026-04-01", 200, "CNY")).await;
    let problem = problem.refused(StatusCode::CONFLICT, "personnel.pay_changed_that_day");
    assert_eq!(problem["params"], json!({ "event_id": first, "effective_on": "2026-04-01" }));
    let other = site.hr.post(&events, raise("2026-05-01", 300, "CNY")).await.expect(StatusCode::CREATED);
    let other = other["event_id"].as_str().unwrap();
    site.hr
        .post(&format!("{events}/{other}/correct"), raise("2026-04-01", 300, "CNY"))
        .await
        .refused(StatusCode::CONFLICT, "personnel.pay_changed_that_day");
    let mended = site.hr.post(&format!("{events}/{first}/correct"), raise("2026-04-01", 250, "CNY")).await;
    let mended = mended.expect(StatusCode::CREATED);
    let mended = mended["event_id"].as_str().unwrap();
    site.hr.post(&format!("{events}/{mended}/cancel"), json!({})).await.expect(StatusCode::NO_CONTENT);
    site.hr.post(&events, raise("2026-04-01", 260, "CNY")).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn whoever_lacks_class_pay_does_not_see_that_pay_changed() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let path = format!("/api/v1/people/{id}");
    site.hr
        .post(&format!("{path}/events"), raise("2026-02-01", 100, "CNY"))
        .await
        .expect(StatusCode::CREATED);
    let chief =
        site.of_company(2, site.one, &[Permission::PeopleRead], &[FieldClass::Public, FieldClass::Work]);
    assert_eq!(kinds(&chief, &id).await, ["hire"]);
    let page = chief.get(&path).await.expect(StatusCode::OK);
    assert_eq!(page["work"]["events"][0]["act"].get("pay"), None);
    assert!(!page.to_string().contains("CNY"));
    assert_eq!(kinds(&site.hr, &id).await, ["hire", "change_pay"]);
}

#[tokio::test]
async fn an_event_of_somebody_else_is_as_one_that_never_was() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let events = format!("/api/v1/people/{id}/events");
    let body = json!({
        "person": { "name": "李四" }, "first_day": "2026-01-01", "kind": "regular", "post": { "unit": site.north },
    });
    let other = site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
    let nobodys = Uuid::from_u128(7).to_string();
    let event = json!({ "effective_on": "2026-04-01", "act": { "kind": "confirm" } });
    for event_id in [other["event_id"].as_str().unwrap(), &nobodys] {
        let cancel = site.hr.post(&format!("{events}/{event_id}/cancel"), json!({})).await;
        cancel.refused(StatusCode::NOT_FOUND, "not_found");
        let correct = site.hr.post(&format!("{events}/{event_id}/correct"), event.clone()).await;
        correct.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let mine = site.hr.post(&events, raise("2026-04-01", 100, "CNY")).await.expect(StatusCode::CREATED);
    let cancel = format!("{events}/{}/cancel", mine["event_id"].as_str().unwrap());
    site.hr.post(&cancel, json!({})).await.expect(StatusCode::NO_CONTENT);
    site.hr.post(&cancel, json!({})).await.refused(StatusCode::CONFLICT, "personnel.no_longer_counts");
}

#[tokio::test]
async fn the_manager_is_the_one_known_then() {
    let site = site().await;
    let hire = async |name: &str| {
        let body = json!({
            "person": { "name": name }, "first_day": "2026-01-01", "kind": "regular", "post": { "unit": site.north },
        });
        let hired = site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
        hired["employment_id"].as_str().unwrap().to_owned()
    };
    let known = async |id: &str, at: Option<chrono::DateTime<chrono::Utc>>| {
        let at =
            at.map(|at| format!("&known_at={}", at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)));
        let path = format!("/api/v1/people/{id}?as_of=2026-03-02{}", at.unwrap_or_default());
        let page = site.hr.get(&path).await.expect(StatusCode::OK);
        page["work"].get("manager").map_or(Value::Null, |manager| manager["name"].clone())
    };
    let before = site.app.now();
    site.app.clock().advance(TimeDelta::hours(1));
    let (old, new, id) = (hire("旧上级").await, hire("新上级").await, hire("张三").await);
    site.app.clock().advance(TimeDelta::hours(1));
    let unled = site.app.now();
    site.app.clock().advance(TimeDelta::hours(1));
    let unit = format!("/api/v1/units/{}", site.north);
    let head = json!({ "effective_on": "2026-01-01", "head": old });
    site.hr.patch(&unit, head).await.expect(StatusCode::NO_CONTENT);
    let led = site.app.now();
    site.app.clock().advance(TimeDelta::hours(1));
    let change = json!({ "kind": "transfer", "change": { "manager": new } });
    site.hr
        .post(&format!("/api/v1/people/{id}/events"), json!({ "effective_on": "2026-02-01", "act": change }))
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(known(&id, None).await, "新上级");
    assert_eq!(known(&id, Some(site.app.now())).await, "新上级");
    assert_eq!(known(&id, Some(led)).await, "旧上级");
    assert_eq!(known(&id, Some(unled)).await, Value::Null, "nobody was known to head the unit");
    assert_eq!(known(&id, Some(before)).await, Value::Null, "before the first record");
}

#[tokio::test]
async fn a_card_without_its_check_digit_is_taken_with_a_warning() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let path = format!("/api/v1/people/{id}");
    let wrong = site.hr.patch(&path, json!({ "bank_account": "6222 0212 3456 7890 129" })).await;
    let wrong = wrong.expect(StatusCode::OK);
    assert_eq!(wrong["warnings"], json!([{ "field": "bank_account", "code": "card_luhn" }]));
    for right in [json!({ "bank_account": "6222021234567890128" }), json!({ "bank_account": null })] {
        assert_eq!(site.hr.patch(&path, right).await.expect(StatusCode::OK)["warnings"], json!([]));
    }
    let body = json!({
        "person": { "name": "李四", "bank_account": "6222021234567890129" }, "first_day": "2026-01-01",
        "kind": "regular", "post": { "unit": site.north },
    });
    let hired = site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
    assert_eq!(hired["warnings"], json!([{ "field": "person.bank_account", "code": "card_luhn" }]));
}
