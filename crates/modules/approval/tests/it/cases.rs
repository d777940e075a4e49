//! A case from its opening to its end.

use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::company::Company;

#[tokio::test]
async fn the_direct_manager_is_asked_told_and_decides() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let shown = company.chief().get(&format!("/api/v1/approvals/{case}")).await.expect(StatusCode::OK);
    assert_eq!(shown["status"], "running");
    assert_eq!(shown["applicant"]["name"], "王小明");
    assert_eq!(shown["facts"][0], json!({ "label": "wish.text", "value": "一台打印机", "hidden": false }));
    let person = &shown["nodes"][0]["people"][0];
    assert_eq!(
        (&person["person"]["name"], &person["why"]),
        (&json!("店长"), &json!([{ "code": "direct_manager" }]))
    );
    assert_eq!(shown["may"], json!({ "decide": "manager", "withdraw": false, "retry": false }));
    let decided = company.answer_to(&company.chief(), case, "manager", "approve", &shown).await;
    let decided = decided.expect(StatusCode::OK);
    assert_eq!(decided["status"], "approved");
    let steps: Vec<_> =
        decided["timeline"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(steps, ["opened", "asked", "decided", "approved"]);
    assert_eq!(company.ended(), ["approved"]);
    let done = company.chief().get("/api/v1/approvals?which=done").await.expect(StatusCode::OK);
    assert_eq!(done["items"][0]["outcome"], "approve");
    let mine = company.wang().get(&format!("/api/v1/employees/{}/approvals", company.wang.employment)).await;
    assert_eq!(mine.expect(StatusCode::OK)["items"][0]["status"], "approved");
}

#[tokio::test]
async fn a_fact_of_a_closed_class_is_hidden_from_the_approver_and_open_to_the_applicant() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let path = format!("/api/v1/approvals/{case}");
    let chief = company.chief().get(&path).await.expect(StatusCode::OK);
    assert_eq!(chief["facts"][1], json!({ "label": "wish.illness", "value": null, "hidden": true }));
    let wang = company.wang().get(&path).await.expect(StatusCode::OK);
    assert_eq!(wang["facts"][1]["value"], "流感");
    assert_eq!(wang["may"], json!({ "decide": null, "withdraw": true, "retry": false }));
    assert_eq!(company.reads().await, [], "what is hidden, or one's own, is not read");
}

#[tokio::test]
async fn a_sensitive_fact_is_shown_to_others_only_with_a_row_in_the_trail() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let head = company.as_(company.hr, &["hr_head"]);
    let seen = head.get(&format!("/api/v1/approvals/{case}")).await.expect(StatusCode::OK);
    assert_eq!(seen["facts"][1]["value"], "流感");
    let read = ("approval.show".to_owned(), case.to_string(), company.wang.employment, "health".to_owned());
    assert_eq!(company.reads().await, [read]);
}

#[tokio::test]
async fn a_case_exists_for_the_applicant_the_asked_and_readers_of_approvals_alone() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let path = format!("/api/v1/approvals/{case}");
    let mate = company.hire("同事", company.branch, "2025-01-01").await;
    let none = format!("/api/v1/approvals/{}", Uuid::nil());
    for stranger in [company.as_(mate, &[]), company.above()] {
        let (seen, gone) = (stranger.get(&path).await, stranger.get(&none).await);
        assert_eq!((seen.status, &seen.bytes), (StatusCode::NOT_FOUND, &gone.bytes));
        company
            .answer(&stranger, case, "manager", "approve")
            .await
            .refused(StatusCode::NOT_FOUND, "not_found");
    }
    let hr = company.as_(company.hr, &["hr"]);
    hr.get(&path).await.expect(StatusCode::OK);
    company.answer(&hr, case, "manager", "approve").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    assert!(company.app.stranger().get(&path).await.status == StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn to_dos_come_in_pages_longest_waiting_first() {
    let company = Company::new().await;
    let mut cases = vec![];
    for _ in 0..3 {
        cases.push(company.wish(company.wang).await.1.to_string());
        company.app.clock().advance(chrono::TimeDelta::minutes(1));
    }
    let first = company.chief().get("/api/v1/approvals?limit=2").await.expect(StatusCode::OK);
    let ids = |page: &serde_json::Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["case_id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&first), cases[..2]);
    let next = first["next"].as_str().unwrap();
    let second = company.chief().get(&format!("/api/v1/approvals?limit=2&after={next}")).await;
    assert_eq!(ids(&second.expect(StatusCode::OK)), cases[2..]);
}

#[tokio::test]
async fn several_answers_at_once_stand_each_by_itself() {
    let company = Company::new().await;
    let (_, good) = company.wish(company.wang).await;
    let (_, gone) = company.wish(company.wang).await;
    company.withdraw(gone).await.unwrap();
    let decision = async |case| {
        let shown = company.show(case).await;
        json!({ "case_id": case, "node": "manager", "outcome": "approve", "version": shown["version"],
            "content": shown["content"] })
    };
    let body = json!({ "decisions": [decision(good).await, decision(gone).await] });
    let done = company.chief().post("/api/v1/approvals/decide", body).await.expect(StatusCode::OK);
    assert_eq!(done["items"][0]["problem"], json!(null));
    assert_eq!(done["items"][1]["problem"]["code"], "approval.closed");
    assert_eq!(company.show(good).await["status"], "approved");
}
