//! Names, days and plans beside the ids, over HTTP: only where the reader may see them.

use axum::http::StatusCode;
use heng_access::{FieldClass, Permission};
use heng_kernel::UnitId;
use heng_testkit::Caller;
use serde_json::{Value, json};

use crate::http::site;

#[tokio::test]
async fn a_row_of_the_list_says_what_is_agreed_and_planned_where_its_class_is_open() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let event = json!({ "effective_on": "2026-05-01", "act": { "kind": "transfer", "change": { "unit": site.south } } });
    site.hr.post(&format!("/api/v1/people/{id}/events"), event).await.expect(StatusCode::CREATED);
    let row = |page: Value| page["items"][0].clone();
    let seen = row(site.hr.get("/api/v1/people").await.expect(StatusCode::OK));
    assert_eq!(seen["work"]["contract_last_day"], "2028-12-31");
    assert_eq!(seen["work"]["next_planned"], json!({ "kind": "transfer", "effective_on": "2026-05-01" }));
    assert_eq!((&seen["mobile_masked"], &seen["same_name"]), (&json!("138****6021"), &json!(false)));
    let then = row(site.hr.get("/api/v1/people?as_of=2026-05-01").await.expect(StatusCode::OK));
    assert_eq!(then["work"]["next_planned"], Value::Null, "by then it has happened");
    let found = async |who: &Caller, query: &str| {
        let total = who.get(&format!("/api/v1/people/total?{query}")).await.expect(StatusCode::OK);
        total["total"].as_u64().unwrap()
    };
    for (query, count) in [
        ("contract_ends_before=2028-12-31", 0),
        ("contract_ends_before=2029-01-01", 1),
        ("leaves_before=2099-01-01", 0),
    ] {
        assert_eq!(found(&site.hr, query).await, count, "{query}");
    }
    let leave = json!({ "effective_on": "2026-06-30", "act": { "kind": "leave", "reason": "resigned" } });
    site.hr.post(&format!("/api/v1/people/{id}/events"), leave).await.expect(StatusCode::CREATED);
    assert_eq!(found(&site.hr, "leaves_before=2026-07-01").await, 1);
    let work = &[FieldClass::Public, FieldClass::Work];
    let clerk = site.of_company(2, site.one, &[Permission::PeopleRead], work);
    let seen = row(clerk.get("/api/v1/people").await.expect(StatusCode::OK));
    assert_eq!((&seen["work"]["contract_last_day"], seen.get("mobile_masked")), (&json!("2028-12-31"), None));
    let colleague = site.of_company(3, site.one, &[Permission::PeopleRead], &[FieldClass::Public]);
    let seen = row(colleague.get("/api/v1/people").await.expect(StatusCode::OK));
    assert_eq!((seen.get("work"), seen.get("mobile_masked")), (None, None));
    let filtered = found(&colleague, "contract_ends_before=2029-01-01").await;
    assert_eq!(filtered, 0, "a filter by a closed class finds nobody");
}

#[tokio::test]
async fn a_namesake_counts_only_where_the_reader_sees_them() {
    let site = site().await;
    let hire = async |name: &str, unit: UnitId| {
        let body = json!({ "person": { "name": name }, "first_day": "2026-01-01", "kind": "regular", "post": { "unit": unit } });
        site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
    };
    hire("李娜", site.north).await;
    hire("李娜", site.second).await;
    hire("李纳", site.north).await;
    let same = |page: Value| {
        let rows = page["items"].as_array().unwrap().clone();
        rows.into_iter().map(|row| row["same_name"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    let mut all = same(site.hr.get("/api/v1/people").await.expect(StatusCode::OK));
    all.sort_unstable();
    assert_eq!(all, [false, true, true], "alike in pinyin is not alike");
    let colleague = site.of_company(3, site.one, &[Permission::PeopleRead], &[FieldClass::Public]);
    let seen = same(colleague.get("/api/v1/people").await.expect(StatusCode::OK));
    assert_eq!(seen, [false, false], "the other one works where the reader sees nobody");
}

#[tokio::test]
async fn the_time_line_names_everything_it_mentions() {
    let site = site().await;
    let job = json!({ "code": "CLERK", "name": "店员" });
    let job = site.hr.post("/api/v1/jobs", job).await.expect(StatusCode::CREATED)["id"].clone();
    let boss = site.hire("王芳", site.desk).await;
    let body = json!({
        "person": { "name": "张三" }, "first_day": "2026-01-01", "kind": "regular",
        "post": { "unit": site.north, "job": job },
    });
    let id = site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED)["employment_id"].clone();
    let id = id.as_str().unwrap();
    let change = json!({ "unit": site.south, "manager": boss });
    let event = json!({ "effective_on": "2026-02-01", "act": { "kind": "transfer", "change": change } });
    site.hr.post(&format!("/api/v1/people/{id}/events"), event).await.expect(StatusCode::CREATED);
    let page = site.hr.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    let work = &page["work"];
    assert_eq!(page["company_name"], "衡一");
    assert_eq!(work["posts"][0]["job_name"], "店员");
    assert_eq!(work["manager"], json!({ "employment_id": boss, "name": "王芳", "number": "000001" }));
    let called = |id: &Value| work["names"][id.as_str().unwrap()].clone();
    for (id, name) in
        [(json!(site.north), "北店"), (json!(site.south), "南店"), (job, "店员"), (json!(boss), "王芳")]
    {
        assert_eq!(called(&id), name);
    }
    let colleague = site.of_company(3, site.one, &[Permission::PeopleRead], &[FieldClass::Public]);
    let page = colleague.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    assert_eq!((page.get("work"), &page["company_name"]), (None, &json!("衡一")));
}
