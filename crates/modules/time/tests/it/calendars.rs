//! Company calendars.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::company::{Company, days};

async fn calendar(company: &Company, unit: Option<heng_kernel::UnitId>, name: &str) -> String {
    let body = json!({ "company_id": company.company, "unit_id": unit, "name": name });
    let made = company.app.system().post("/api/v1/company-calendars", body).await.expect(StatusCode::CREATED);
    made["id"].as_str().unwrap().to_owned()
}

async fn set(company: &Company, calendar: &str, day: &str, effect: &str) {
    let path = format!("/api/v1/company-calendars/{calendar}/days/{day}");
    let body = json!({ "effect": effect, "name": "周年庆" });
    company.app.system().put(&path, body).await.expect(StatusCode::NO_CONTENT);
}

async fn counted(company: &Company, first: &str, last: &str) -> Value {
    let path = "/api/v1/leave-requests/preview";
    company.wang().post(path, days(first, last)).await.expect(StatusCode::OK)
}

#[tokio::test]
async fn a_companys_day_off_uses_up_nothing_and_a_branch_can_take_it_back() {
    let company = Company::new().await;
    assert_eq!(counted(&company, "2026-03-09", "2026-03-11").await["quantity"], 300);
    let whole = calendar(&company, None, "公司日历").await;
    set(&company, &whole, "2026-03-10", "off").await;
    let seen = counted(&company, "2026-03-09", "2026-03-11").await;
    assert_eq!(seen["quantity"], 200);
    let named = |term: &Value| term["label"] == "calendar.own_day_off" && term["params"]["name"] == "周年庆";
    assert!(seen["counted"]["terms"].as_array().unwrap().iter().any(named));
    let branch = calendar(&company, Some(company.branch), "北店日历").await;
    set(&company, &branch, "2026-03-10", "work").await;
    assert_eq!(counted(&company, "2026-03-09", "2026-03-11").await["quantity"], 300);
    let path = format!("/api/v1/company-calendars/{branch}/days/2026-03-10");
    company.app.system().delete(&path).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(counted(&company, "2026-03-09", "2026-03-11").await["quantity"], 200);
    let days =
        company.wang().get(&format!("/api/v1/company-calendars/{whole}/days")).await.expect(StatusCode::OK);
    assert_eq!(days["items"], json!([{ "day": "2026-03-10", "effect": "off", "name": "周年庆" }]));
}

#[tokio::test]
async fn a_statutory_holiday_cannot_be_made_a_working_day() {
    let company = Company::new().await;
    let whole = calendar(&company, None, "公司日历").await;
    let path = format!("/api/v1/company-calendars/{whole}/days/2026-10-01");
    let put = company.app.system().put(&path, json!({ "effect": "work", "name": "营业" })).await;
    put.refused(StatusCode::UNPROCESSABLE_ENTITY, "calendar.statutory_day_stays");
}

#[tokio::test]
async fn calendars_are_set_up_by_those_who_may_and_once() {
    let company = Company::new().await;
    let body = json!({ "company_id": company.company, "name": "公司日历" });
    let path = "/api/v1/company-calendars";
    company.wang().post(path, body.clone()).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    let whole = calendar(&company, None, "公司日历").await;
    company.app.system().post(path, body).await.refused(StatusCode::CONFLICT, "calendar.exists");
    let day = format!("{path}/{whole}/days/2026-03-10");
    let put = company.hr().put(&day, json!({ "effect": "off", "name": "周年庆" })).await;
    put.refused(StatusCode::FORBIDDEN, "auth.denied");
    let none = format!("{path}/{}/days/2026-03-10", uuid::Uuid::nil());
    let put = company.hr().put(&none, json!({ "effect": "off", "name": "周年庆" })).await;
    put.refused(StatusCode::NOT_FOUND, "not_found");
}
