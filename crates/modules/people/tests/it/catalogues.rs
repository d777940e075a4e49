//! Over HTTP: jobs, grades, own fields, and calendars that units and people are given.

use axum::http::StatusCode;
use heng_access::{FieldClass, Permission};
use heng_kernel::UnitId;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http::{actor, site};

#[tokio::test]
async fn catalogues_and_own_fields() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let job = site
        .hr
        .post("/api/v1/jobs", json!({ "code": "J1", "name": "店员" }))
        .await
        .expect(StatusCode::CREATED);
    site.hr
        .post("/api/v1/grades", json!({ "code": "G1", "name": "一级", "rank": 1 }))
        .await
        .expect(StatusCode::CREATED);
    let seat = json!({ "code": "P1", "name": "店员", "unit": site.north, "job": job["id"], "headcount": 2, "from_on": "2026-01-01" });
    let seat = site.hr.post("/api/v1/positions", seat).await.expect(StatusCode::CREATED);
    let sit = json!({ "effective_on": "2026-02-01", "act": { "kind": "promote", "change": { "job": job["id"], "position": seat["id"] } } });
    site.hr.post(&format!("/api/v1/people/{id}/events"), sit).await.expect(StatusCode::CREATED);
    let seats = site.hr.get("/api/v1/positions?as_of=2026-03-02").await.expect(StatusCode::OK);
    assert_eq!((&seats["items"][0]["headcount"], &seats["items"][0]["held"]), (&json!(2), &json!(1)));
    let list = site.hr.get("/api/v1/people").await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["job_name"], "店员");
    let field = |code: &str, class: &str| json!({ "code": code, "name": code, "kind": "choice", "class": class, "rule": { "choices": ["S", "M"] } });
    let open = site.hr.post("/api/v1/fields", field("shirt", "work")).await.expect(StatusCode::CREATED);
    let sealed = site.hr.post("/api/v1/fields", field("blood", "health")).await.expect(StatusCode::CREATED);
    let path = |f: &Value| format!("/api/v1/people/{id}/fields/{}", f["id"].as_str().unwrap());
    site.hr
        .put(&path(&open), json!({ "value": "L" }))
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    for field in [&open, &sealed] {
        site.hr.put(&path(field), json!({ "value": "M" })).await.expect(StatusCode::NO_CONTENT);
    }
    let values = site.hr.get(&format!("/api/v1/people/{id}/fields")).await.expect(StatusCode::OK);
    let told: Vec<_> = values["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["code"].as_str().unwrap(), f["value"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("blood", "***"), ("shirt", "M")]);
    let shown = site.hr.post(&format!("{}/reveal", path(&sealed)), json!({})).await.expect(StatusCode::OK);
    assert_eq!(shown["value"], "M");
    let clerk =
        site.of_company(8, site.one, &[Permission::PeopleRead], &[FieldClass::Public, FieldClass::Work]);
    let values = clerk.get(&format!("/api/v1/people/{id}/fields")).await.expect(StatusCode::OK);
    assert_eq!(values["items"].as_array().unwrap().len(), 1);
    clerk
        .post(&format!("{}/reveal", path(&sealed)), json!({}))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn a_calendar_of_another_company_is_one_that_never_was() {
    let site = site().await;
    let hire = |calendar: Uuid, unit: UnitId| {
        json!({
            "person": { "name": "钱八" }, "first_day": "2026-01-01", "kind": "regular", "post": { "unit": unit },
            "calendar": calendar,
        })
    };
    let (made, nobodys) = (Uuid::from_u128(5), Uuid::nil());
    let wrong = async |answer: heng_testkit::Answer, field: &str| {
        let problem = answer.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
        assert_eq!(problem["errors"], json!([{ "field": field, "code": "not_found" }]));
    };
    wrong(site.hr.post("/api/v1/people", hire(nobodys, site.north)).await, "calendar").await;
    wrong(site.hr.post("/api/v1/people", hire(made, site.desk_of_two())).await, "calendar").await;
    assert_eq!(site.count("SELECT COUNT(*) FROM employment").await, 0, "nothing of it stays");
    let hired = site.hr.post("/api/v1/people", hire(made, site.north)).await.expect(StatusCode::CREATED);
    let events = format!("/api/v1/people/{}/events", hired["employment_id"].as_str().unwrap());
    let event =
        json!({ "effective_on": "2026-04-01", "act": { "kind": "set_calendar", "calendar": nobodys } });
    wrong(site.hr.post(&events, event).await, "act.calendar").await;
    let unit = |calendar: Uuid, parent: UnitId| {
        let facts = json!({ "kind": "team", "code": "T9", "effective_on": "2026-01-01", "name": "夜班" });
        let mut facts = facts.as_object().unwrap().clone();
        facts.extend([("parent".to_owned(), json!(parent)), ("calendar".to_owned(), json!(calendar))]);
        Value::Object(facts)
    };
    wrong(site.hr.post("/api/v1/units", unit(nobodys, site.north)).await, "calendar").await;
    wrong(site.hr.post("/api/v1/units", unit(made, site.desk_of_two())).await, "calendar").await;
    site.hr.post("/api/v1/units", unit(made, site.north)).await.expect(StatusCode::CREATED);
    let second = format!("/api/v1/units/{}", site.desk_of_two());
    let change = json!({ "effective_on": "2026-04-01", "calendar": made });
    wrong(site.hr.patch(&second, change).await, "calendar").await;
}

#[tokio::test]
async fn a_field_whose_rule_cannot_be_read_takes_no_value() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let rule = json!({ "greatest": 10 });
    let body = json!({ "code": "size", "name": "尺码", "kind": "number", "class": "work", "rule": rule });
    let field = site.hr.post("/api/v1/fields", body).await.expect(StatusCode::CREATED);
    let path = format!("/api/v1/people/{id}/fields/{}", field["id"].as_str().unwrap());
    site.hr.put(&path, json!({ "value": "7" })).await.expect(StatusCode::NO_CONTENT);
    let db = site.app.db();
    let damaged = r#"UPDATE field_definition SET rule = '{"gratest":10}'"#.to_owned();
    let damaged = Statement::from_string(db.backend(), damaged);
    db.write(&actor(1, vec![]), async |tx| tx.db().execute_raw(damaged.clone()).await).await.unwrap();
    site.hr
        .put(&path, json!({ "value": "700" }))
        .await
        .refused(StatusCode::INTERNAL_SERVER_ERROR, "internal");
}

fn path(kind: &str, made: &Value) -> String {
    format!("/api/v1/{kind}/{}", made["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_grade_is_renamed_and_retired_and_those_who_have_it_keep_it() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let grade = json!({ "code": "G1", "name": "一级", "rank": 1 });
    let grade = site.hr.post("/api/v1/grades", grade).await.expect(StatusCode::CREATED);
    let rise = json!({ "effective_on": "2026-02-01", "act": { "kind": "promote", "change": { "grade": grade["id"] } } });
    site.hr.post(&format!("/api/v1/people/{id}/events"), rise).await.expect(StatusCode::CREATED);
    let change = json!({ "name": "初级", "name_en": "Junior", "rank": 10 });
    site.hr.patch(&path("grades", &grade), change).await.expect(StatusCode::NO_CONTENT);
    let back = json!({ "name_en": null });
    site.hr.patch(&path("grades", &grade), back).await.expect(StatusCode::NO_CONTENT);
    site.hr
        .post(&format!("{}/retire", path("grades", &grade)), json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    let list = site.hr.get("/api/v1/grades").await.expect(StatusCode::OK);
    let known = json!({ "id": grade["id"], "code": "G1", "name": "初级", "name_en": null, "rank": 10, "retired": true });
    assert_eq!(list["items"], json!([known]));
    let page = site.hr.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    assert_eq!(page["work"]["posts"][0]["grade_name"], "初级");
    for action in ["grade.change", "grade.retire"] {
        let told =
            format!("SELECT COUNT(*) FROM audit_entry WHERE action = '{action}' AND before_json IS NOT NULL");
        assert!(site.count(&told).await > 0, "{action}");
    }
    let empty = json!({ "name": " " });
    let problem =
        site.hr.patch(&path("grades", &grade), empty).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["errors"], json!([{ "field": "name", "code": "required" }]));
}

#[tokio::test]
async fn a_seat_is_changed_and_closed_once_nobody_is_in_it_any_more() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let seat =
        json!({ "code": "P1", "name": "店员", "unit": site.north, "headcount": 2, "from_on": "2026-01-01" });
    let seat = site.hr.post("/api/v1/positions", seat).await.expect(StatusCode::CREATED);
    let events = format!("/api/v1/people/{id}/events");
    let sit = json!({ "effective_on": "2026-02-01", "act": { "kind": "promote", "change": { "position": seat["id"] } } });
    site.hr.post(&events, sit).await.expect(StatusCode::CREATED);
    let change = json!({ "name": "收银", "headcount": 3 });
    site.hr.patch(&path("positions", &seat), change).await.expect(StatusCode::NO_CONTENT);
    let close = async |on: &str| {
        let body = json!({ "effective_on": on });
        site.hr.post(&format!("{}/close", path("positions", &seat)), body).await
    };
    let problem = close("2026-04-01").await.refused(StatusCode::CONFLICT, "position.held");
    assert_eq!(problem["params"]["count"], 1);
    let away = json!({ "effective_on": "2026-04-01", "act": { "kind": "transfer", "change": { "unit": site.south } } });
    let away = site.hr.post(&events, away).await.expect(StatusCode::CREATED);
    close("2026-03-31").await.refused(StatusCode::CONFLICT, "position.held");
    close("2025-12-31").await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    close("2026-04-01").await.expect(StatusCode::NO_CONTENT);
    let there = site.hr.get("/api/v1/positions?as_of=2026-03-31").await.expect(StatusCode::OK);
    assert_eq!(there["items"][0]["last_day"], "2026-03-31");
    assert_eq!((&there["items"][0]["name"], &there["items"][0]["headcount"]), (&json!("收银"), &json!(3)));
    let gone = site.hr.get("/api/v1/positions?as_of=2026-04-01").await.expect(StatusCode::OK);
    assert_eq!(gone["items"], json!([]));
    // Nobody comes back to it: not by taking the transfer back, not by a new event.
    let undo = format!("{events}/{}/cancel", away["event_id"].as_str().unwrap());
    site.hr.post(&undo, json!({})).await.refused(StatusCode::CONFLICT, "personnel.seat_not_there");
    let back = json!({ "unit": site.north, "position": seat["id"] });
    let back = json!({ "effective_on": "2026-05-01", "act": { "kind": "transfer", "change": back } });
    let late = site.hr.post(&events, back).await;
    let problem = late.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(problem["errors"], json!([{ "field": "post.position", "code": "seat_not_there" }]));
}

#[tokio::test]
async fn a_seat_from_which_a_unit_is_led_stays() {
    let site = site().await;
    let seat =
        json!({ "code": "P1", "name": "店长", "unit": site.north, "headcount": 1, "from_on": "2026-01-01" });
    let seat = site.hr.post("/api/v1/positions", seat).await.expect(StatusCode::CREATED);
    let head = json!({ "effective_on": "2026-02-01", "head_position": seat["id"] });
    site.hr.patch(&format!("/api/v1/units/{}", site.north), head).await.expect(StatusCode::NO_CONTENT);
    let close = json!({ "effective_on": "2026-04-01" });
    let problem = site.hr.post(&format!("{}/close", path("positions", &seat)), close).await;
    assert_eq!(problem.refused(StatusCode::CONFLICT, "position.leads_units")["params"]["count"], 1);
}

#[tokio::test]
async fn trap_52_nobody_takes_the_seat_that_leads_their_own_manager() {
    let site = site().await;
    let boss = site.hire("甲", site.north).await;
    let seat =
        json!({ "code": "P1", "name": "店长", "unit": site.north, "headcount": 2, "from_on": "2026-01-01" });
    let seat = site.hr.post("/api/v1/positions", seat).await.expect(StatusCode::CREATED);
    let head = json!({ "effective_on": "2026-01-01", "head_position": seat["id"] });
    site.hr.patch(&format!("/api/v1/units/{}", site.north), head).await.expect(StatusCode::NO_CONTENT);
    let post = json!({ "unit": site.north, "position": seat["id"], "manager": boss });
    let body =
        json!({ "person": { "name": "乙" }, "first_day": "2026-02-01", "kind": "regular", "post": post });
    let hire = site.hr.post("/api/v1/people", body).await;
    hire.refused(StatusCode::CONFLICT, "personnel.manager_circle");
    // Nor as a further post.
    let body = json!({ "person": { "name": "乙" }, "first_day": "2026-02-01", "kind": "regular", "post": { "unit": site.south, "manager": boss } });
    let id = site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
    let further = json!({ "kind": "add_post", "post": { "unit": site.north, "position": seat["id"] } });
    let further = json!({ "effective_on": "2026-03-01", "act": further });
    let events = format!("/api/v1/people/{}/events", id["employment_id"].as_str().unwrap());
    site.hr.post(&events, further).await.refused(StatusCode::CONFLICT, "personnel.manager_circle");
}

#[tokio::test]
async fn seats_of_another_company_are_neither_changed_nor_closed() {
    let site = site().await;
    let seat = json!({ "code": "P1", "name": "店员", "unit": site.desk_of_two(), "headcount": 1, "from_on": "2026-01-01" });
    let seat = site.hr.post("/api/v1/positions", seat).await.expect(StatusCode::CREATED);
    let clerk = site.of_company(9, site.one, &[Permission::OrgRead, Permission::OrgWrite], &[]);
    let nobodys = json!({ "id": Uuid::from_u128(99) });
    for seat in [&seat, &nobodys] {
        let at = path("positions", seat);
        clerk.patch(&at, json!({ "name": "改" })).await.refused(StatusCode::NOT_FOUND, "not_found");
        let close = json!({ "effective_on": "2026-04-01" });
        clerk.post(&format!("{at}/close"), close).await.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let grade = json!({ "code": "G1", "name": "一级", "rank": 1 });
    let grade = site.hr.post("/api/v1/grades", grade).await.expect(StatusCode::CREATED);
    let renamed = clerk.patch(&path("grades", &grade), json!({ "rank": 9 })).await;
    assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&renamed.status), "the group's alone");
}

#[tokio::test]
async fn an_own_field_is_renamed_required_and_retired_with_its_values_kept() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let body = json!({ "code": "size", "name": "尺码", "kind": "text", "class": "work", "rule": { "most_characters": 3 } });
    let field = site.hr.post("/api/v1/fields", body).await.expect(StatusCode::CREATED);
    let at = path("fields", &field);
    let value = format!("/api/v1/people/{id}{}", at.strip_prefix("/api/v1").unwrap());
    let set = async |text: Value| site.hr.put(&value, json!({ "value": text })).await;
    set(json!("M")).await.expect(StatusCode::NO_CONTENT);
    let too_long = set(json!("XXXL")).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(too_long["errors"], json!([{ "field": "size", "code": "too_long", "params": { "most": 3 } }]));
    for never in [json!({ "class": "public" }), json!({ "kind": "number" }), json!({ "code": "s" })] {
        site.hr.patch(&at, never).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let change = json!({ "name": "衣服尺码", "name_en": "Size", "required": true });
    site.hr.patch(&at, change).await.expect(StatusCode::NO_CONTENT);
    let cleared = set(Value::Null).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(cleared["errors"], json!([{ "field": "size", "code": "required" }]));
    let list = site.hr.get("/api/v1/fields").await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["rule"], json!({ "required": true, "most_characters": 3 }));
    site.hr.post(&format!("{at}/retire"), json!({})).await.expect(StatusCode::NO_CONTENT);
    let values = site.hr.get(&format!("/api/v1/people/{id}/fields")).await.expect(StatusCode::OK);
    assert_eq!(values["items"], json!([]), "no longer asked for");
    let late = set(json!("L")).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(late["errors"], json!([{ "field": "size", "code": "retired" }]));
    assert_eq!(site.count("SELECT COUNT(*) FROM field_value WHERE value = 'M'").await, 1, "kept");
    let clerk =
        site.of_company(9, site.one, &[Permission::PeopleRead, Permission::FieldWrite], &[FieldClass::Work]);
    let refused = clerk.patch(&at, json!({ "name": "改" })).await;
    assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&refused.status), "the group's alone");
}
