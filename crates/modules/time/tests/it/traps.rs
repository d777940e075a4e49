//! Where leave goes wrong elsewhere.

use axum::http::StatusCode;
use heng_packs::{PackFile, Packs};
use heng_testkit::TestDb;
use serde_json::json;

use crate::{
    balances::sum_of_terms,
    company::{Company, days},
};

#[tokio::test]
async fn trap_14_a_holiday_decreed_after_approval_shows_in_the_recount() {
    let company = Company::new().await;
    company.give(company.wang, 1000, "2026-01-01", "2027-12-31").await;
    let sent = company.ask(&company.wang(), "2027-03-01", "2027-03-05").await;
    company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    let path = "/api/v1/leave-recount?first_day=2027-03-01&last_day=2027-03-31";
    let same = company.hr().get(path).await.expect(StatusCode::OK);
    assert_eq!(same["items"], json!([]));
    let text = r#"{"year":2027,"status":"official","papers":["https://example.org/notice"],"statutoryDays":1,"note":null,
        "days":[{"date":"2027-03-03","name":"纪念日","isOffDay":true,"kind":"statutory","payRate":"3.00"}]}"#;
    let file = PackFile { path: "cn/holidays/2027.json".to_owned(), text: text.to_owned() };
    let company = company.with_packs(&Packs::with_overlay([&file]).unwrap());
    let changed = company.hr().get(path).await.expect(StatusCode::OK);
    assert_eq!(changed["items"].as_array().unwrap().len(), 1);
    let row = &changed["items"][0];
    assert_eq!((&row["day"], &row["was"], &row["now"]), (&json!("2027-03-03"), &json!(100), &json!(0)));
    assert_eq!(row["kind"], "statutory");
    assert_eq!(company.status(&sent).await, "approved", "nothing changes by itself");
}

#[tokio::test]
async fn trap_15_a_swapped_working_saturday_uses_up_a_day() {
    let company = Company::new().await;
    company.give(company.wang, 1000, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-10-09", "2026-10-12").await;
    assert_eq!(sent["quantity"], 300, "Friday, the Saturday that is worked, Monday");
}

#[tokio::test]
async fn trap_21_carried_days_go_first_and_a_leave_over_their_end_draws_on_both() {
    let company = Company::new().await;
    let grant = |quantity: i64, first: &str, last: &str, source: &str| {
        json!({ "employment_id": company.wang.employment, "leave_type": "annual", "quantity": quantity,
            "first_day": first, "last_day": last, "source": source, "reason": "结转" })
    };
    let hr = company.hr();
    for body in [
        grant(500, "2026-01-01", "2026-12-31", "entitlement"),
        grant(300, "2026-01-01", "2026-03-31", "carried_over"),
        grant(100, "2025-01-01", "2026-03-10", "carried_over"),
    ] {
        hr.post("/api/v1/leave-lots", body).await.expect(StatusCode::CREATED);
    }
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 900);
    // Two generations of carried days: the one that ends on 10 March goes first.
    let first = company.ask(&company.wang(), "2026-03-09", "2026-03-10").await;
    company.decide(&company.chief(), &first, "approve").await.expect(StatusCode::OK);
    assert_eq!(
        company.balance(company.wang, "2026-03-11").await,
        700,
        "nothing lapsed: 100 of each was used"
    );
    // Monday 30 March to Thursday 2 April: two days before the end of the second, two after.
    company.ask(&company.wang(), "2026-03-30", "2026-04-02").await;
    assert_eq!(company.balance(company.wang, "2026-03-31").await, 300);
    assert_eq!(company.balance(company.wang, "2026-04-01").await, 300, "the second was used up to the day");
    let path = format!("/api/v1/leave-lots?employment={}", company.wang.employment);
    let lots = hr.get(&path).await.expect(StatusCode::OK);
    let mut left: Vec<_> =
        lots["items"].as_array().unwrap().iter().map(|lot| lot["left"].as_i64().unwrap()).collect();
    left.sort_unstable();
    assert_eq!(left, [0, 0, 300]);
}

#[tokio::test]
async fn trap_22_a_lot_ends_by_itself_on_its_day() {
    let company = Company::new().await;
    company.give(company.wang, 300, "2026-01-01", "2026-03-31").await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    assert_eq!(company.balance(company.wang, "2026-03-31").await, 800);
    assert_eq!(company.balance(company.wang, "2026-04-01").await, 500, "asked in March, no job ran");
    let path = format!("/api/v1/leave-balances?employment={}&as_of=2026-04-01", company.wang.employment);
    let seen = company.hr().get(&path).await.expect(StatusCode::OK);
    let explanation = &seen["items"][0]["explanation"];
    assert_eq!(sum_of_terms(explanation), 500);
    let terms = explanation["terms"].as_array().unwrap();
    assert!(terms.iter().any(|term| term["label"] == "leave.expired" && term["value"] == "3"));
    let late = company.wang().post("/api/v1/leave-requests", days("2026-04-01", "2026-04-09")).await;
    let late = late.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.balance_short");
    assert_eq!(late["params"]["missing"], "1", "six working days, five left");
}

#[tokio::test]
async fn trap_23_leave_dated_back_draws_on_the_lot_of_its_own_days() {
    let company = Company::new().await;
    company.give(company.wang, 300, "2025-01-01", "2026-01-31").await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500);
    let late = json!({ "employment_id": company.wang.employment, "leave_type": "annual",
        "first_day": "2026-01-15", "last_day": "2026-01-16" });
    let sent = company.hr().post("/api/v1/leave-requests", late).await.expect(StatusCode::CREATED);
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500, "taken from what has ended since");
    assert_eq!(company.balance(company.wang, "2026-01-20").await, 600, "and counted from those days on");
    assert_eq!(company.balance(company.wang, "2026-01-14").await, 800);
    company.decide(&company.chief(), &sent, "refuse").await.expect(StatusCode::OK);
    assert_eq!(company.balance(company.wang, "2026-01-20").await, 800);
}

#[tokio::test]
async fn trap_26_a_leave_over_two_grant_years_draws_on_each_years_lot() {
    let company = Company::new().await;
    company.give(company.wang, 300, "2026-01-01", "2026-12-31").await;
    company.give(company.wang, 300, "2027-01-01", "2027-12-31").await;
    // Tuesday 29 December to Tuesday 5 January; 1 January is a holiday.
    let sent = company.ask(&company.wang(), "2026-12-29", "2027-01-05").await;
    assert_eq!(sent["quantity"], 500);
    assert_eq!(company.balance(company.wang, "2026-12-31").await, 0);
    assert_eq!(company.balance(company.wang, "2027-01-01").await, 100);
    let more = company.wang().post("/api/v1/leave-requests", days("2026-12-28", "2026-12-28")).await;
    more.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.balance_short");
}

#[tokio::test]
async fn trap_27_requests_that_wait_hold_their_days() {
    let company = Company::new().await;
    company.give(company.wang, 300, "2026-01-01", "2026-12-31").await;
    company.ask(&company.wang(), "2026-03-05", "2026-03-05").await;
    company.ask(&company.wang(), "2026-03-06", "2026-03-06").await;
    let more = company.wang().post("/api/v1/leave-requests", days("2026-03-09", "2026-03-10")).await;
    let more = more.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.balance_short");
    assert_eq!(more["params"], json!({ "day": "2026-03-10", "missing": "1" }));
    company.ask(&company.wang(), "2026-03-09", "2026-03-09").await;
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 0);
}

#[tokio::test]
async fn trap_28_leave_is_called_off_also_when_the_balance_is_negative() {
    let company = Company::new().await;
    let lot = company.give(company.wang, 300, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    company.adjust(&lot, -250).await;
    assert_eq!(company.balance(company.wang, "2026-03-02").await, -150, "by hand, and only so");
    let path = format!("/api/v1/leave-requests/{}/cancel", sent["id"].as_str().unwrap());
    company.wang().post(&path, json!({})).await.expect(StatusCode::OK);
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 50);
}

#[tokio::test]
async fn trap_64_a_case_whose_effect_fails_never_reads_approved() {
    let company = Company::new().await;
    let lot = company.give(company.wang, 200, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    company.adjust(&lot, -100).await;
    let decided = company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    assert_eq!(
        (&decided["status"], &decided["failure"]),
        (&json!("effect_failed"), &json!("leave.balance_short"))
    );
    assert_eq!(company.status(&sent).await, "pending");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, -100, "still held, nothing used");
    let retry = format!("/api/v1/approvals/{}/retry", sent["case_id"].as_str().unwrap());
    company.chief().post(&retry, json!({})).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    let again = company.app.system().post(&retry, json!({})).await.expect(StatusCode::OK);
    assert_eq!(again["status"], "effect_failed");
    company.adjust(&lot, 100).await;
    let done = company.app.system().post(&retry, json!({})).await.expect(StatusCode::OK);
    assert_eq!((&done["status"], &done["failure"]), (&json!("approved"), &json!(null)));
    assert_eq!(company.status(&sent).await, "approved");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 0);
}

#[tokio::test]
async fn trap_64_a_failed_effect_leaves_the_request_to_be_taken_back() {
    let company = Company::new().await;
    let lot = company.give(company.wang, 200, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    company.adjust(&lot, -100).await;
    company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    let path = format!("/api/v1/leave-requests/{}/withdraw", sent["id"].as_str().unwrap());
    let back = company.wang().post(&path, json!({})).await.expect(StatusCode::OK);
    assert_eq!(back["status"], "withdrawn");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 100);
}

#[tokio::test]
async fn a_leaver_gets_no_leave_beyond_the_last_day_although_it_was_approved_in_principle() {
    let company = Company::on(TestDb::new().await, Packs::embedded()).await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-04-01", "2026-04-02").await;
    company.leaves(company.wang, "2026-04-02").await;
    let decided = company.decide(&company.chief(), &sent, "approve").await.expect(StatusCode::OK);
    assert_eq!(decided["failure"], "leave.outside_employment");
}
