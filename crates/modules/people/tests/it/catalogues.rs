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
