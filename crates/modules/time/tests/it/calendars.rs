//! Company calendars.

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::StatusCode;
use heng_db::Tx;
use heng_kernel::{CalendarId, CompanyId};
use heng_people::{
    api::{self as people, Act, Change, Hooks, PersonnelError},
    hooks::CalendarBook,
};
use heng_time::CompanyCalendars;
use sea_orm::DbErr;
use serde_json::{Value, json};

use crate::company::{Company, day, days};

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

/// Takes any calendar for one of the company's: what an older version wrote.
struct Careless(CompanyId);

#[async_trait]
impl CalendarBook for Careless {
    async fn company_of(&self, _: &Tx, _: CalendarId) -> Result<Option<CompanyId>, DbErr> {
        Ok(Some(self.0))
    }
}

async fn assign(company: &Company, hooks: &Hooks, calendar: CalendarId) -> Result<(), PersonnelError> {
    let cmd =
        Change::of(company.wang.employment, day("2026-03-01"), Act::SetCalendar { calendar: Some(calendar) });
    company
        .app
        .db()
        .write(&company.system(), async |tx| people::record(&tx, hooks, &cmd).await)
        .await
        .map(|_| ())
}

#[tokio::test]
async fn another_companys_calendar_is_neither_assigned_nor_ever_worked_by() {
    let company = Company::new().await;
    let second = company.another("C2", "衡二").await;
    let body = json!({ "company_id": second, "name": "衡二日历" });
    let made = company.app.system().post("/api/v1/company-calendars", body).await.expect(StatusCode::CREATED);
    let theirs = made["id"].as_str().unwrap();
    set(&company, theirs, "2026-03-10", "off").await;
    let own = calendar(&company, None, "公司日历").await;
    let (theirs, own): (CalendarId, CalendarId) = (theirs.parse().unwrap(), own.parse().unwrap());
    let hooks = Hooks::default().with_calendars(Arc::new(CompanyCalendars));
    for id in [theirs, CalendarId(uuid::Uuid::from_u128(9))] {
        let refused = assign(&company, &hooks, id).await.unwrap_err();
        assert!(
            matches!(refused, PersonnelError::Field { field: "act.calendar", code: "not_found", .. }),
            "{refused:?}"
        );
    }
    assign(&company, &hooks, own).await.unwrap();
    let careless = Hooks::default().with_calendars(Arc::new(Careless(company.company)));
    assign(&company, &careless, theirs).await.unwrap();
    let seen = counted(&company, "2026-03-09", "2026-03-11").await;
    assert_eq!(seen["quantity"], 300, "their day off is not ours");
    assert!(!seen.to_string().contains("周年庆"), "nor is its name");
}
