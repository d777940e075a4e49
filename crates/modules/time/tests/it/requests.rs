//! Asking for leave and what becomes of it.

use axum::http::StatusCode;
use heng_kernel::{EmploymentId, PersonId};
use sea_orm::{ConnectionTrait, sea_query::Query};
use serde_json::{Value, json};

use crate::company::{Company, day, days};

/// Kind, person and parameters of every notice, oldest first.
async fn notices(company: &Company) -> Vec<(String, PersonId, String)> {
    let mut select = Query::select();
    select.columns(["kind", "person_id", "params"]).from("notice").order_by("id", sea_orm::Order::Asc);
    let rows = company.app.db().read().query_all(&select).await.unwrap();
    let row = |row: sea_orm::QueryResult| {
        let params: Value = row.try_get("", "params").unwrap();
        (row.try_get("", "kind").unwrap(), row.try_get("", "person_id").unwrap(), params.to_string())
    };
    rows.into_iter().map(row).collect()
}

#[tokio::test]
async fn a_leave_goes_the_whole_round() {
    let company = Company::new().await;
    company.give(company.wang, 1000, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    assert_eq!((&sent["status"], &sent["quantity"]), (&json!("pending"), &json!(200)));
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 800, "held at once");

    let todo = company.chief().get("/api/v1/approvals").await.expect(StatusCode::OK);
    assert_eq!(todo["items"].as_array().unwrap().len(), 1);
    assert_eq!(todo["items"][0]["applicant"]["name"], "王小明");
    let total = company.chief().get("/api/v1/approvals/total").await.expect(StatusCode::OK);
    assert_eq!(total, json!({ "total": 1, "exact": true }));

    let decided = company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    assert_eq!(decided["status"], "approved");
    assert_eq!(company.status(&sent).await, "approved");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 800);
    let total = company.chief().get("/api/v1/approvals/total").await.expect(StatusCode::OK);
    assert_eq!(total["total"], 0);

    let path = format!("/api/v1/leave-movements?employment={}", company.wang.employment);
    let ledger = company.hr().get(&path).await.expect(StatusCode::OK);
    let mut kinds: Vec<&str> =
        ledger["items"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    kinds.reverse();
    assert_eq!(kinds, ["grant", "hold", "hold", "release", "release", "consume", "consume"]);

    let told = notices(&company).await;
    let who: Vec<_> = told.iter().map(|(kind, person, _)| (kind.as_str(), *person)).collect();
    let (wang, chief) = (company.wang.person, company.chief.person);
    assert_eq!(
        who,
        [
            ("approval.waiting", chief),
            ("leave.submitted", wang),
            ("leave.approved", wang),
            ("approval.settled", chief),
        ]
    );
    assert!(told.iter().all(|(_, _, params)| !params.contains("annual") && !params.contains("年假")));
}

#[tokio::test]
async fn a_preview_says_days_balance_approver_and_who_is_away() {
    let company = Company::new().await;
    let mate = company.hire("同事", company.branch, "2025-01-01").await;
    for who in [company.wang, mate] {
        company.give(who, 500, "2026-01-01", "2026-12-31").await;
    }
    company.ask(&company.as_(mate, &[]), "2026-05-08", "2026-05-08").await;
    // 2026-05-09 is a Saturday worked in exchange for the May holiday.
    let body = json!({
        "leave_type": "annual", "first_day": "2026-05-08", "first_half": "pm",
        "last_day": "2026-05-11", "last_half": "am",
    });
    let seen =
        company.wang().post("/api/v1/leave-requests/preview", body.clone()).await.expect(StatusCode::OK);
    assert_eq!(seen["quantity"], 200);
    let quantities: Vec<_> =
        seen["days"].as_array().unwrap().iter().map(|day| day["quantity"].clone()).collect();
    assert_eq!(quantities, [50, 100, 0, 50]);
    assert_eq!(seen["counted"]["value"], "2");
    let swapped = |term: &Value| term["label"] == "calendar.swapped_workday";
    assert!(seen["counted"]["terms"].as_array().unwrap().iter().any(swapped));
    assert_eq!((&seen["balance_before"], &seen["balance_after"]), (&json!(500), &json!(300)));
    assert_eq!(seen["draws"][0]["last_day"], "2026-12-31");
    assert_eq!(seen["approvers"][0]["people"][0]["name"], "店长");
    assert_eq!(seen["approvers"][0]["people"][0]["why"][0]["code"], "direct_manager");
    assert_eq!(seen["away"], json!([{ "day": "2026-05-08", "people": 1 }]));
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500, "nothing was written");
    let long = json!({ "leave_type": "annual", "first_day": "2026-03-02", "last_day": "2026-03-31" });
    let seen = company.wang().post("/api/v1/leave-requests/preview", long).await.expect(StatusCode::OK);
    assert_eq!(seen["findings"][0]["code"], "leave.balance_short");
}

#[tokio::test]
async fn half_days_that_meet_do_not_overlap_and_those_that_cross_do() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let half = |first: &str, last: &str| {
        json!({ "leave_type": "annual", "first_day": "2026-03-05", "first_half": first,
            "last_day": "2026-03-05", "last_half": last })
    };
    let wang = company.wang();
    let path = "/api/v1/leave-requests";
    assert_eq!(wang.post(path, half("am", "am")).await.expect(StatusCode::CREATED)["quantity"], 50);
    wang.post(path, half("pm", "pm")).await.expect(StatusCode::CREATED);
    let again = wang.post(path, half("am", "pm")).await.refused(StatusCode::CONFLICT, "leave.overlap");
    assert_eq!(again["params"]["day"], "2026-03-05");
    wang.post(path, days("2026-03-04", "2026-03-09")).await.refused(StatusCode::CONFLICT, "leave.overlap");
    let backward = half("pm", "am");
    let refused = wang.post(path, backward).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(refused["errors"][0]["field"], "last_day");
}

#[tokio::test]
async fn a_span_without_a_working_day_is_refused() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let weekend = company.wang().post("/api/v1/leave-requests", days("2026-03-07", "2026-03-08")).await;
    weekend.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.no_workday");
}

#[tokio::test]
async fn leave_lies_inside_the_employment() {
    let company = Company::new().await;
    let new = company.hire("新人", company.branch, "2026-03-09").await;
    company.give(new, 500, "2026-01-01", "2026-12-31").await;
    let early = company.as_(new, &[]).post("/api/v1/leave-requests", days("2026-03-06", "2026-03-10")).await;
    let early = early.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.outside_employment");
    assert_eq!(early["params"]["first_day"], "2026-03-09");
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    company.leaves(company.wang, "2026-04-01").await;
    let late = company.wang().post("/api/v1/leave-requests", days("2026-03-30", "2026-04-02")).await;
    late.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.outside_employment");
}

#[tokio::test]
async fn the_same_request_sent_twice_is_one_request() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let once = company.wang().with("idempotency-key", "k");
    let first = once.post("/api/v1/leave-requests", days("2026-03-05", "2026-03-05")).await;
    let again = once.post("/api/v1/leave-requests", days("2026-03-05", "2026-03-05")).await;
    assert_eq!(first.expect(StatusCode::CREATED), again.expect(StatusCode::CREATED));
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 400);
}

#[tokio::test]
async fn what_is_taken_back_or_refused_is_free_again() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    let path = format!("/api/v1/leave-requests/{}/withdraw", sent["id"].as_str().unwrap());
    let back = company.wang().post(&path, json!({})).await.expect(StatusCode::OK);
    assert_eq!(back["status"], "withdrawn");
    company.wang().post(&path, json!({})).await.expect(StatusCode::OK);
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500);
    company.decide(&company.chief(), &sent, "approve").await.refused(StatusCode::CONFLICT, "approval.closed");

    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    company.decide(&company.chief(), &sent, "refuse").await.expect(StatusCode::OK);
    assert_eq!(company.status(&sent).await, "refused");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500);
    let told = notices(&company).await;
    assert_eq!(told.iter().filter(|(kind, ..)| kind == "leave.refused").count(), 1);
}

#[tokio::test]
async fn approved_leave_can_be_called_off_until_the_day_before_it_begins() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    let cancel = |sent: &Value| format!("/api/v1/leave-requests/{}/cancel", sent["id"].as_str().unwrap());
    let early = company.wang().post(&cancel(&sent), json!({})).await;
    early.refused(StatusCode::CONFLICT, "leave.not_approved");
    company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    company.wang().post(&cancel(&sent), json!({})).await.expect(StatusCode::OK);
    company.wang().post(&cancel(&sent), json!({})).await.expect(StatusCode::OK);
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500);
    let told = notices(&company).await;
    let told: Vec<_> = told.iter().filter(|(kind, ..)| kind == "leave.cancelled").collect();
    assert_eq!(told.len(), 1, "whoever approved it hears once");
    assert!(told[0].1 == company.chief.person && told[0].2.contains("王小明"), "{told:?}");
    let again = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    company.decide(&company.chief(), &again, "approve").await.expect(StatusCode::OK);
    company.app.clock().advance(chrono::TimeDelta::days(3));
    company.wang().post(&cancel(&again), json!({})).await.refused(StatusCode::CONFLICT, "leave.begun");
    company.hr().post(&cancel(&again), json!({})).await.expect(StatusCode::OK);
    assert_eq!(company.balance(company.wang, "2026-03-05").await, 500);
}

#[tokio::test]
async fn two_requests_at_one_moment_for_the_last_day_and_one_wins() {
    let company = Company::new().await;
    company.give(company.wang, 100, "2026-01-01", "2026-12-31").await;
    let (one, two) = (company.wang(), company.wang());
    let (a, b) = tokio::join!(
        one.post("/api/v1/leave-requests", days("2026-03-05", "2026-03-05")),
        two.post("/api/v1/leave-requests", days("2026-03-06", "2026-03-06")),
    );
    let mut statuses = [a.status, b.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::UNPROCESSABLE_ENTITY], "{} {}", a.body, b.body);
    let lost = if a.status == StatusCode::CREATED { b } else { a };
    assert_eq!(lost.code(), "leave.balance_short");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 0);
}

#[tokio::test]
async fn the_day_is_that_of_the_place_of_work() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    // 2026-03-04 17:00 UTC is already 5 March in Shanghai: leave of that day has begun.
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-05").await;
    company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    company.app.clock().set("2026-03-04T17:00:00Z".parse().unwrap());
    let path = format!("/api/v1/leave-requests/{}/cancel", sent["id"].as_str().unwrap());
    company.wang().post(&path, json!({})).await.refused(StatusCode::CONFLICT, "leave.begun");
    let path = format!("/api/v1/leave-balances?employment={}", company.wang.employment);
    let seen = company.hr().get(&path).await.expect(StatusCode::OK);
    assert_eq!(seen["items"][0]["as_of"], day("2026-03-05").to_string());
}

/// Sets how far back the annual leave may be asked for.
async fn allow_days_back(company: &Company, days: i32) {
    let mut update = Query::update();
    update.table("leave_type").value("own_days_back", days);
    company.app.db().maintenance().execute(&update).await.unwrap();
}

#[tokio::test]
async fn one_asks_for_oneself_thirty_days_back_and_no_day_more_and_hr_for_others_further() {
    let company = Company::new().await;
    for who in [company.wang, company.hr] {
        company.give(who, 500, "2026-01-01", "2026-12-31").await;
    }
    // Today is Monday 2 March: 31 January, a Saturday, is thirty days ago.
    let path = "/api/v1/leave-requests";
    let edge = days("2026-01-31", "2026-02-02");
    assert_eq!(company.wang().post(path, edge).await.expect(StatusCode::CREATED)["quantity"], 100);
    let beyond = |who: EmploymentId| json!({ "employment_id": who, "leave_type": "annual", "first_day": "2026-01-30", "last_day": "2026-01-30" });
    let refused = company.wang().post(path, beyond(company.wang.employment)).await;
    let refused = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.too_far_back");
    assert_eq!(refused["params"], json!({ "earliest": "2026-01-31", "most": 30 }));
    let look = format!("{path}/preview");
    let seen = company.wang().post(&look, beyond(company.wang.employment)).await.expect(StatusCode::OK);
    let finding = &seen["findings"][0];
    assert_eq!((&finding["code"], &finding["severity"]), (&json!("leave.too_far_back"), &json!("error")));
    assert_eq!(finding["params"]["earliest"], "2026-01-31");
    let own = company.hr().post(path, beyond(company.hr.employment)).await;
    own.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.too_far_back");
    let seen = company.hr().post(&look, beyond(company.wang.employment)).await.expect(StatusCode::OK);
    assert_eq!(seen["findings"], json!([]));
    company.hr().post(path, beyond(company.wang.employment)).await.expect(StatusCode::CREATED);
    assert_eq!(company.balance(company.wang, "2026-01-30").await, 400);
}

#[tokio::test]
async fn how_far_back_is_counted_from_today_at_the_place_of_work() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    // Already 5 March in Shanghai: thirty days ago is 3 February there, and 2 February by the clock of the server.
    company.app.clock().set("2026-03-04T17:00:00Z".parse().unwrap());
    let late = company.wang().post("/api/v1/leave-requests", days("2026-02-02", "2026-02-02")).await;
    let late = late.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.too_far_back");
    assert_eq!(late["params"]["earliest"], "2026-02-03");
    company.ask(&company.wang(), "2026-02-03", "2026-02-03").await;
}

#[tokio::test]
async fn a_type_with_no_days_back_is_asked_for_from_today_on() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    allow_days_back(&company, 0).await;
    let late = company.wang().post("/api/v1/leave-requests", days("2026-03-01", "2026-03-02")).await;
    let late = late.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.too_far_back");
    assert_eq!(late["params"], json!({ "earliest": "2026-03-02", "most": 0 }));
    company.ask(&company.wang(), "2026-03-02", "2026-03-02").await;
}
