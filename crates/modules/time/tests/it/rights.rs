//! Who may see and do what with leave.

use axum::http::StatusCode;
use heng_db::{
    PageSize,
    audit::{AuditFilter, entity::Kind, search},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::company::{Company, days};

#[tokio::test]
async fn a_request_of_somebody_elses_is_answered_like_one_that_does_not_exist() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    let mate = company.hire("同事", company.branch, "2025-01-01").await;
    let mate = company.as_(mate, &[]);
    let (id, case) = (sent["id"].as_str().unwrap(), sent["case_id"].as_str().unwrap());
    let nobody = Uuid::nil().to_string();
    for (real, none) in [(id, nobody.as_str()), (case, nobody.as_str())] {
        let area = if real == id { "leave-requests" } else { "approvals" };
        let (seen, gone) = (
            mate.get(&format!("/api/v1/{area}/{real}")).await,
            mate.get(&format!("/api/v1/{area}/{none}")).await,
        );
        assert_eq!((seen.status, &seen.bytes), (gone.status, &gone.bytes));
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
    }
    for verb in ["withdraw", "cancel"] {
        let path = format!("/api/v1/leave-requests/{id}/{verb}");
        mate.post(&path, json!({})).await.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let broken = mate.get("/api/v1/leave-requests/x").await;
    broken.refused(StatusCode::NOT_FOUND, "not_found");
    let listed = mate.get("/api/v1/leave-requests?everybody=true").await.expect(StatusCode::OK);
    assert_eq!(listed["items"], json!([]));
    let filtered = mate.get(&format!("/api/v1/leave-requests?employment={}", company.wang.employment)).await;
    filtered.refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn nobody_asks_for_leave_in_anothers_name_without_the_right_to() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let mut body = days("2026-03-05", "2026-03-06");
    body["employment_id"] = json!(company.wang.employment);
    let mate = company.hire("同事", company.branch, "2025-01-01").await;
    for path in ["/api/v1/leave-requests", "/api/v1/leave-requests/preview"] {
        let refused = company.as_(mate, &[]).post(path, body.clone()).await;
        refused.refused(StatusCode::FORBIDDEN, "auth.denied");
    }
    company.hr().post("/api/v1/leave-requests", body.clone()).await.expect(StatusCode::CREATED);
    body["employment_id"] = json!(Uuid::nil());
    let gone = company.as_(mate, &[]).post("/api/v1/leave-requests", body).await;
    gone.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn nobody_gives_leave_to_themselves_whatever_their_roles() {
    let company = Company::new().await;
    let body = json!({
        "employment_id": company.hr.employment, "leave_type": "annual", "quantity": 500, "first_day": "2026-01-01",
        "last_day": "2026-12-31", "source": "extra", "reason": "给自己",
    });
    let hr = company.hr();
    hr.post("/api/v1/leave-lots", body.clone()).await.refused(StatusCode::FORBIDDEN, "leave.own_balance");
    let bulk = json!({ "grants": [body] });
    hr.post("/api/v1/leave-lots/bulk", bulk).await.refused(StatusCode::FORBIDDEN, "leave.own_balance");
    let lot = company.give(company.hr, 100, "2026-01-01", "2026-12-31").await;
    let path = format!("/api/v1/leave-lots/{lot}/adjust");
    let adjust = json!({ "quantity": 100, "reason": "给自己" });
    hr.post(&path, adjust.clone()).await.refused(StatusCode::FORBIDDEN, "leave.own_balance");
    company.chief().post(&path, adjust).await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn attack_5_fields_that_are_the_servers_to_set_are_ignored() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let mut body = days("2026-03-05", "2026-03-06");
    for (field, value) in [
        ("status", json!("approved")),
        ("quantity", json!(1)),
        ("case_id", json!(Uuid::nil())),
        ("submitted_by", json!(Uuid::nil())),
        ("company_id", json!(Uuid::nil())),
    ] {
        body[field] = value;
    }
    let sent = company.wang().post("/api/v1/leave-requests", body).await.expect(StatusCode::CREATED);
    assert_eq!((&sent["status"], &sent["quantity"]), (&json!("pending"), &json!(200)));
    assert_ne!(sent["case_id"], json!(Uuid::nil()));
}

#[tokio::test]
async fn attack_9_nobody_decides_on_their_own_leave_by_any_path() {
    let company = Company::new().await;
    for who in [company.chief, company.hr] {
        company.give(who, 500, "2026-01-01", "2026-12-31").await;
    }
    // The head of a branch asks: the level above decides, not they.
    let sent = company.ask(&company.chief(), "2026-03-05", "2026-03-06").await;
    let own = company.decide(&company.chief(), &sent, "approve").await;
    own.refused(StatusCode::FORBIDDEN, "approval.own_request");
    let path = format!("/api/v1/approvals/{}", sent["case_id"].as_str().unwrap());
    let shown = company.chief().get(&path).await.expect(StatusCode::OK);
    assert_eq!(shown["may"]["decide"], json!(null));
    assert_eq!(shown["nodes"][0]["people"][0]["person"]["name"], "区域");
    let batch = json!({ "decisions": [{
        "case_id": sent["case_id"], "node": "manager", "outcome": "approve", "version": shown["version"],
        "content": shown["content"],
    }] });
    let answered = company.chief().post("/api/v1/approvals/decide", batch).await.expect(StatusCode::OK);
    assert_eq!(answered["items"][0]["problem"]["code"], "approval.own_request");
    // By a forged field, and by making oneself the head above first.
    company.head(company.region, company.chief).await;
    company
        .decide(&company.chief(), &sent, "approve")
        .await
        .refused(StatusCode::FORBIDDEN, "approval.own_request");
    let again = company.ask(&company.chief(), "2026-03-09", "2026-03-09").await;
    let path = format!("/api/v1/approvals/{}", again["case_id"].as_str().unwrap());
    let shown = company.app.system().get(&path).await.expect(StatusCode::OK);
    let asked = &shown["nodes"][0]["people"][0]["person"]["employment_id"];
    assert_ne!(asked, &json!(company.chief.employment), "heading both levels, it goes further up");
    assert_eq!(company.status(&sent).await, "pending");
}

#[tokio::test]
async fn the_team_calendar_never_says_what_kind_of_leave() {
    let company = Company::new().await;
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    let path = "/api/v1/leave-calendar?first_day=2026-03-01&last_day=2026-03-31";
    for who in [company.chief(), company.hr(), company.wang()] {
        let seen = who.get(path).await.expect(StatusCode::OK);
        let rows = seen["items"].as_array().unwrap();
        assert_eq!(rows.len(), 2);
        let telling = |row: &Value| row.get("leave_type").is_some() || row.to_string().contains("annual");
        assert!(!rows.iter().any(telling));
    }
    let other = company.hire("同事", company.office, "2025-01-01").await;
    let seen = company.as_(other, &[]).get(path).await.expect(StatusCode::OK);
    assert_eq!(seen["items"], json!([]), "not of people one may not see leave of");
    let long = "/api/v1/leave-calendar?first_day=2026-01-01&last_day=2036-12-31";
    let long = company.hr().get(long).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(long["errors"][0]["code"], "too_far");
}

#[tokio::test]
async fn a_correction_beyond_all_measure_is_refused() {
    let company = Company::new().await;
    let lot = company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    for quantity in [i64::MIN, i64::MIN + 1, -366_001, 0, 366_001, i64::MAX] {
        let body = json!({ "quantity": quantity, "reason": "更正", "allow_negative": true });
        let path = format!("/api/v1/leave-lots/{lot}/adjust");
        let problem = company.app.system().post(&path, body).await;
        let problem = problem.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
        assert_eq!(problem["errors"][0]["field"], "quantity", "{quantity}");
    }
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 500);
}

#[tokio::test]
async fn a_correction_takes_more_than_is_left_only_when_that_is_said() {
    let company = Company::new().await;
    let lot = company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    let path = format!("/api/v1/leave-lots/{lot}/adjust");
    let system = company.app.system();
    let all_but = json!({ "quantity": -301, "reason": "更正" });
    let problem = system.post(&path, all_but.clone()).await;
    let problem = problem.refused(StatusCode::UNPROCESSABLE_ENTITY, "leave.adjust_below_drawn");
    assert_eq!(problem["params"], json!({ "left": "3" }), "what waits is drawn as well");
    assert_eq!(company.balance(company.wang, "2026-03-02").await, 300);
    system.post(&path, json!({ "quantity": -300, "reason": "更正" })).await.expect(StatusCode::CREATED);
    let meant = json!({ "quantity": -301, "reason": "更正", "allow_negative": true });
    system.post(&path, meant).await.expect(StatusCode::CREATED);
    assert_eq!(company.balance(company.wang, "2026-03-02").await, -301);
    system.post(&path, json!({ "quantity": 1, "reason": "更正" })).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn a_kind_of_leave_that_betrays_an_illness_is_shown_to_others_only_with_a_row_in_the_trail() {
    let company = Company::new().await;
    company
        .app
        .db()
        .maintenance()
        .execute_unprepared("UPDATE leave_type SET class = 'health'")
        .await
        .unwrap();
    company.give(company.wang, 500, "2026-01-01", "2026-12-31").await;
    let sent = company.ask(&company.wang(), "2026-03-05", "2026-03-06").await;
    let id = sent["id"].as_str().unwrap();
    let path = format!("/api/v1/leave-requests/{id}");
    let whose = format!("/api/v1/leave-requests?employment={}", company.wang.employment);
    for caller in [company.wang(), company.chief()] {
        caller.get(&path).await.expect(StatusCode::OK);
        caller.get(&whose).await.expect(StatusCode::OK);
    }
    assert_eq!(reads(&company).await, [], "one's own, and what is hidden, is not read");
    let head = company.as_(company.hr, &["hr_head"]);
    let seen = head.get(&path).await.expect(StatusCode::OK);
    assert_eq!(seen["leave_type"], "annual");
    let listed = head.get(&whose).await.expect(StatusCode::OK);
    assert_eq!(listed["items"][0]["leave_type"], "annual");
    let mut trail = reads(&company).await;
    trail.sort();
    let read = |action: &str| (action.to_owned(), id.to_owned(), "health".to_owned());
    assert_eq!(trail, [read("leave.list"), read("leave.show")]);
}

/// Audited reads of 王小明's: operation, request, classes.
async fn reads(company: &Company) -> Vec<(String, String, String)> {
    let filter = AuditFilter {
        kind: Some(Kind::Read),
        about: Some(company.wang.employment),
        ..AuditFilter::default()
    };
    let found = search(company.app.db().read(), &filter, None, PageSize::clamped(None)).await.unwrap();
    found.items.into_iter().map(|row| (row.action, row.subject_id, row.classes)).collect()
}
