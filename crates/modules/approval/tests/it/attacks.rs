//! Attacks on approvals: `reference` list items 9 to 11 as far as their surface exists.

use axum::http::StatusCode;
use heng_flow::{Mode, NodeKind, SamePerson};
use heng_people::api::{Hire, PersonDraft, Post, Who};
use serde_json::json;

use crate::company::{Company, day};

#[tokio::test]
async fn attack_9_self_approval_is_refused_by_every_path() {
    let company = Company::new().await;
    // As a named approver and as one of a group.
    let group = vec![company.wang.employment, company.chief.employment];
    let fixed = NodeKind::Fixed { employments: group };
    company.publish(&[("n", fixed, Mode::Any)], SamePerson::Merge).await;
    let (_, case) = company.wish(company.wang).await;
    assert_eq!(company.asked(case, 0).await, ["店长"], "the applicant is left out");
    let own = company.answer(&company.wang(), case, "n", "approve").await;
    own.refused(StatusCode::FORBIDDEN, "approval.own_request");
    // In a batch.
    let shown = company.show(case).await;
    let body = json!({ "decisions": [{ "case_id": case, "node": "n", "outcome": "approve",
        "version": shown["version"], "content": shown["content"] }] });
    let batch = company.wang().post("/api/v1/approvals/decide", body).await.expect(StatusCode::OK);
    assert_eq!(batch["items"][0]["problem"]["code"], "approval.own_request");
    // With every role there is.
    let mighty = company.as_(company.wang, &["manager", "hr", "hr_head", "owner"]);
    let own = company.answer(&mighty, case, "n", "approve").await;
    own.refused(StatusCode::FORBIDDEN, "approval.own_request");
    assert!(company.ended().is_empty());
}

#[tokio::test]
async fn attack_9_a_second_employment_of_the_applicant_is_still_the_applicant() {
    let company = Company::new().await;
    let elsewhere = Post::in_unit(company.elsewhere().await);
    let second = Hire {
        who: Who::Known(company.wang.person),
        ..Hire::of(PersonDraft::default(), day("2025-01-01"), elsewhere)
    };
    let hired = company.employ(&second).await;
    company.head_by(company.branch, hired).await;
    let (_, case) = company.wish(company.wang).await;
    let asked = company.asked(case, 0).await;
    assert_eq!(asked, ["区域"], "heading one's own branch in another employment passes to the level above");
}

#[tokio::test]
async fn attack_9_becoming_ones_own_manager_first_changes_nothing() {
    let company = Company::new().await;
    let (_, before) = company.wish(company.wang).await;
    company.head(company.branch, company.wang).await;
    let own = company.answer(&company.wang(), before, "manager", "approve").await;
    own.refused(StatusCode::FORBIDDEN, "approval.own_request");
    let (_, after) = company.wish(company.wang).await;
    assert_eq!(company.asked(after, 0).await, ["区域"]);
}

#[tokio::test]
async fn attack_10_forged_names_versions_and_contents_decide_nothing() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let shown = company.show(case).await;
    let path = format!("/api/v1/approvals/{case}/decide");
    let body = |version: serde_json::Value, content: serde_json::Value| {
        json!({ "node": "manager", "outcome": "approve", "version": version, "content": content,
            "decided_by": company.chief.person, "by": company.chief.person, "status": "approved" })
    };
    let mate = company.hire("同事", company.branch, "2025-01-01").await;
    let forged =
        company.as_(mate, &[]).post(&path, body(shown["version"].clone(), shown["content"].clone())).await;
    forged.refused(StatusCode::NOT_FOUND, "not_found");
    let chief = company.chief();
    let future = chief.post(&path, body(json!(99), shown["content"].clone())).await;
    future.refused(StatusCode::CONFLICT, "approval.stale");
    let unseen = chief.post(&path, body(shown["version"].clone(), json!("0"))).await;
    unseen.refused(StatusCode::CONFLICT, "approval.content_changed");
    let elsewhere = json!({ "node": "n", "outcome": "approve", "version": 1, "content": shown["content"] });
    chief.post(&path, elsewhere).await.refused(StatusCode::NOT_FOUND, "not_found");
    assert_eq!(company.show(case).await["status"], "running");
}

#[tokio::test]
async fn attack_10_a_decision_after_withdrawal_is_refused() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let shown = company.show(case).await;
    company.withdraw(case).await.unwrap();
    let late = company.answer_to(&company.chief(), case, "manager", "approve", &shown).await;
    let late = late.refused(StatusCode::CONFLICT, "approval.closed");
    assert_eq!(late["params"]["status"], "withdrawn");
    assert_eq!(company.ended(), ["withdrawn"]);
}

#[tokio::test]
async fn attack_11_a_request_edited_behind_its_case_is_voided_with_its_decisions() {
    let company = Company::new().await;
    let (subject, case) = company.wish(company.wang).await;
    let shown = company.show(case).await;
    company.wishes.texts.lock().unwrap().insert(subject, "一辆汽车".to_owned());
    let voided = company.answer_to(&company.chief(), case, "manager", "approve", &shown).await;
    assert_eq!(voided.expect(StatusCode::OK)["status"], "voided");
    assert_eq!(company.ended(), ["voided"]);
}
