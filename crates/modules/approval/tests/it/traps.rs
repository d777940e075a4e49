//! Where approvals go wrong elsewhere.

use axum::http::StatusCode;
use heng_approval::ApprovalError;
use heng_flow::{Mode, NodeKind, SamePerson};
use heng_people::api::{Hire, PersonDraft, Post};
use serde_json::json;

use crate::company::{Company, day};

fn level(level: u16) -> NodeKind {
    NodeKind::ManagerLevel { level }
}

#[tokio::test]
async fn trap_52_a_reporting_circle_ends_and_somebody_is_asked() {
    let company = Company::new().await;
    // 店长 heads the branch and is named as the manager of whoever comes next to the seat that leads the region above: when
    // the one before leaves, A → B → A. A circle that is asked for is refused; nobody is asked before somebody leaves.
    let post = company.leading_post(company.region).await;
    let cmd = Hire::of(PersonDraft::named("前任"), day("2022-01-01"), post.clone());
    let before = company.hire_as("前任", &cmd).await;
    let post = Post { manager: Some(company.chief.employment), ..post };
    let circled =
        company.hire_as("圈内", &Hire::of(PersonDraft::named("圈内"), day("2022-02-01"), post)).await;
    company.leaves(before, "2022-03-01").await;
    let (_, of_circled) = company.wish(circled).await;
    assert_eq!(company.asked(of_circled, 0).await, ["店长"]);
    let (_, of_chief) = company.wish(company.chief).await;
    assert_eq!(company.asked(of_chief, 0).await, ["圈内"]);
}

#[tokio::test]
async fn trap_53_a_vacant_or_own_seat_passes_to_the_next_level_and_at_the_top_to_hr() {
    let company = Company::new().await;
    let (_, own) = company.wish(company.chief).await;
    assert_eq!(company.asked(own, 0).await, ["区域"], "the head asks the head above");
    let (_, top) = company.wish(company.above).await;
    assert_eq!(company.asked(top, 0).await, ["人事"], "nobody above: whoever holds the role");
    let why = company.show(top).await["nodes"][0]["people"][0]["why"].clone();
    assert_eq!(why.as_array().unwrap().last().unwrap(), &json!({ "code": "holds_role", "role": "hr" }));
    company.leaves(company.chief, "2026-03-01").await;
    let (_, vacant) = company.wish(company.wang).await;
    assert_eq!(company.asked(vacant, 0).await, ["区域"]);
}

#[tokio::test]
async fn trap_53_nobody_to_ask_is_an_error_and_never_a_pass() {
    let company = Company::new().await;
    company.revoke_role(company.hr).await;
    let refused = company.try_wish(company.above, "一台打印机").await;
    assert!(matches!(refused, Err(ApprovalError::Nobody(_))), "{refused:?}");
    // The one who holds the role of last resort is not asked about themselves either.
    company.grant_role(company.hr, "hr").await;
    let refused = company.try_wish(company.hr, "一台打印机").await;
    assert!(matches!(refused, Err(ApprovalError::Nobody(_))), "{refused:?}");
    assert!(company.ended().is_empty());
}

#[tokio::test]
async fn trap_53_hr_of_another_company_is_not_the_last_resort_here() {
    let company = Company::new().await;
    company.revoke_role(company.hr).await;
    let stranger = company.hire("别处人事", company.office, "2020-01-01").await;
    let elsewhere =
        crate::company::Somebody { company: heng_kernel::CompanyId(company.branch.0), ..stranger };
    company.grant_role(elsewhere, "hr").await;
    let refused = company.try_wish(company.above, "一台打印机").await;
    assert!(matches!(refused, Err(ApprovalError::Nobody(_))), "{refused:?}");
}

#[tokio::test]
async fn trap_55_the_manager_of_the_main_post_decides() {
    let company = Company::new().await;
    let mut post = Post::in_unit(company.branch);
    post.dotted = vec![company.hr.employment];
    let cmd = Hire::of(PersonDraft::named("兼职"), day("2025-01-01"), post);
    let both = company.hire_as("兼职", &cmd).await;
    let (_, case) = company.wish(both).await;
    assert_eq!(company.asked(case, 0).await, ["店长"]);
}

#[tokio::test]
async fn trap_58_of_two_approvers_at_once_the_first_decides_and_the_other_is_told() {
    let company = Company::new().await;
    let both = NodeKind::Fixed { employments: vec![company.chief.employment, company.above.employment] };
    company.publish(&[("n", both, Mode::Any)], SamePerson::Merge).await;
    let (_, case) = company.wish(company.wang).await;
    let shown = company.show(case).await;
    let (chief, above) = (company.chief(), company.above());
    let (a, b) = tokio::join!(
        company.answer_to(&chief, case, "n", "approve", &shown),
        company.answer_to(&above, case, "n", "refuse", &shown),
    );
    let mut statuses = [a.status, b.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT], "{} {}", a.body, b.body);
    assert_eq!(company.endings(case).await, 1, "one end is committed, however often a unit of work ran");
}

#[tokio::test]
async fn trap_58_approve_and_withdraw_at_once_and_one_of_them_wins() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let shown = company.show(case).await;
    let chief = company.chief();
    let (approved, withdrawn) =
        tokio::join!(company.answer_to(&chief, case, "manager", "approve", &shown), company.withdraw(case));
    assert_ne!(approved.status == StatusCode::OK, withdrawn.is_ok(), "{} {withdrawn:?}", approved.body);
    assert_eq!(company.endings(case).await, 1);
}

#[tokio::test]
async fn trap_58_a_double_tap_is_one_decision_and_another_answer_a_clear_refusal() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let shown = company.show(case).await;
    let chief = company.chief();
    let first = company.answer_to(&chief, case, "manager", "approve", &shown).await.expect(StatusCode::OK);
    let again = company.answer_to(&chief, case, "manager", "approve", &shown).await.expect(StatusCode::OK);
    assert_eq!(first, again);
    assert_eq!(company.ended(), ["approved"], "one effect");
    let other = company.answer_to(&chief, case, "manager", "refuse", &shown).await;
    other.refused(StatusCode::CONFLICT, "approval.already_decided");
}

#[tokio::test]
async fn trap_58_a_stale_page_is_refused_by_its_version() {
    let company = Company::new().await;
    let nodes = [("one", level(1), Mode::Any), ("two", level(2), Mode::Any)];
    company.publish(&nodes, SamePerson::Merge).await;
    let (_, case) = company.wish(company.wang).await;
    let before = company.show(case).await;
    company.answer(&company.chief(), case, "one", "approve").await.expect(StatusCode::OK);
    let stale = company.answer_to(&company.above(), case, "two", "approve", &before).await;
    stale.refused(StatusCode::CONFLICT, "approval.stale");
    company.answer(&company.above(), case, "two", "approve").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn trap_60_forty_cases_of_an_approver_who_left_go_to_the_next_hand() {
    let company = Company::new().await;
    let mut cases = vec![];
    for _ in 0..40 {
        cases.push(company.wish(company.wang).await.1);
    }
    company.leaves(company.chief, "2026-03-02").await;
    company.app.drain().await;
    for case in [cases[0], cases[39]] {
        assert_eq!(company.asked(case, 0).await, ["区域"]);
    }
    let total = company.above().get("/api/v1/approvals/total").await.expect(StatusCode::OK);
    assert_eq!(total["total"], 40);
    let stale = company.chief().get("/api/v1/approvals/total").await.expect(StatusCode::OK);
    assert_eq!(stale["total"], 0);
    company.answer(&company.above(), cases[0], "manager", "approve").await.expect(StatusCode::OK);
    let old = company.answer(&company.chief(), cases[1], "manager", "approve").await;
    old.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn trap_60_a_last_day_that_lies_ahead_takes_effect_by_itself() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    company.leaves(company.chief, "2026-03-04").await;
    company.app.drain().await;
    assert_eq!(company.asked(case, 0).await, ["店长"], "still there");
    company.app.clock().advance(chrono::TimeDelta::days(3));
    let actor = company.system();
    let job = heng_db::jobs::NewJob::new(heng_approval::LOOK_OVER, json!({}));
    company.app.db().write(&actor, async |tx| tx.enqueue(job.clone()).await).await.unwrap();
    company.app.drain().await;
    assert_eq!(company.asked(case, 0).await, ["区域"]);
}

#[tokio::test]
async fn trap_60_open_work_handed_over_goes_where_it_was_given() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.wang).await;
    let heir = company.hire("接班", company.office, "2023-01-01").await;
    company.leaves_handing_over(company.chief, "2026-03-02", heir).await;
    company.app.drain().await;
    assert_eq!(company.asked(case, 0).await, ["接班"]);
    // The applicant cannot be given their own request: it goes where the flow says.
    let (_, other) = company.wish(heir).await;
    company.leaves_handing_over(company.hr, "2026-03-02", heir).await;
    company.app.drain().await;
    assert!(!company.asked(other, 0).await.contains(&"接班".to_owned()));
}

#[tokio::test]
async fn trap_60_a_handover_takes_nothing_but_the_leavers_own_tasks() {
    let company = Company::new().await;
    let (_, case) = company.wish(company.above).await;
    assert_eq!(company.asked(case, 0).await, ["人事"]);
    company.revoke_role(company.hr).await;
    let heir = company.hire("接班", company.office, "2023-01-01").await;
    company.leaves_handing_over(company.chief, "2026-03-02", heir).await;
    assert_eq!(company.asked(case, 0).await, ["人事"], "nobody else holds the role: it waits where it was");
}

#[tokio::test]
async fn trap_60_who_loses_the_role_loses_what_waits_for_it() {
    let company = Company::new().await;
    let other = company.hire("人事乙", company.office, "2021-01-01").await;
    let (_, case) = company.wish(company.above).await;
    assert_eq!(company.asked(case, 0).await, ["人事"]);
    company.revoke_role(company.hr).await;
    company.grant_role(other, "hr").await;
    let actor = company.system();
    let job = heng_db::jobs::NewJob::new(heng_approval::LOOK_OVER, json!({}));
    company.app.db().write(&actor, async |tx| tx.enqueue(job.clone()).await).await.unwrap();
    company.app.drain().await;
    assert_eq!(company.asked(case, 0).await, ["人事乙"]);
}

#[tokio::test]
async fn trap_61_one_person_at_two_levels_is_asked_once_or_twice_by_setting() {
    let company = Company::new().await;
    company.head(company.region, company.chief).await;
    let twice = NodeKind::Fixed { employments: vec![company.chief.employment] };
    for (same_person, expected) in [(SamePerson::Merge, "approved"), (SamePerson::AskAgain, "running")] {
        let nodes = [("one", level(1), Mode::Any), ("two", twice.clone(), Mode::All)];
        company.publish(&nodes, same_person).await;
        let (_, case) = company.wish(company.wang).await;
        let first = company.answer(&company.chief(), case, "one", "approve").await.expect(StatusCode::OK);
        assert_eq!(first["status"], expected);
    }
}

#[tokio::test]
async fn trap_62_a_flow_edited_while_cases_run_leaves_them_theirs() {
    let company = Company::new().await;
    let (_, old) = company.wish(company.wang).await;
    let nodes = [("one", level(1), Mode::Any), ("two", level(2), Mode::Any)];
    company.publish(&nodes, SamePerson::Merge).await;
    let (_, new) = company.wish(company.wang).await;
    assert_eq!(company.show(old).await["nodes"].as_array().unwrap().len(), 1);
    assert_eq!(company.show(new).await["nodes"].as_array().unwrap().len(), 2);
    let done = company.answer(&company.chief(), old, "manager", "approve").await.expect(StatusCode::OK);
    assert_eq!(done["status"], "approved");
    let flows = company.app.system().get("/api/v1/approval-flows").await.expect(StatusCode::OK);
    assert_eq!(flows["items"][0]["number"], 2);
}

#[tokio::test]
async fn trap_62_a_stored_version_cannot_be_changed() {
    use sea_orm::ConnectionTrait;
    let company = Company::new().await;
    company.wish(company.wang).await;
    let db = company.app.db().maintenance();
    assert!(db.execute_unprepared("UPDATE approval_flow_version SET number = 7").await.is_err());
}

#[tokio::test]
async fn trap_62_what_was_edited_after_the_first_yes_is_decided_by_nobody() {
    let company = Company::new().await;
    let nodes = [("one", level(1), Mode::Any), ("two", level(2), Mode::Any)];
    company.publish(&nodes, SamePerson::Merge).await;
    let (subject, case) = company.wish(company.wang).await;
    company.answer(&company.chief(), case, "one", "approve").await.expect(StatusCode::OK);
    company.wishes.texts.lock().unwrap().insert(subject, "两台打印机".to_owned());
    let voided = company.answer(&company.above(), case, "two", "approve").await.expect(StatusCode::OK);
    assert_eq!(voided["status"], "voided");
    assert_eq!(company.ended(), ["voided"]);
    let again = company.answer(&company.above(), case, "two", "approve").await;
    again.refused(StatusCode::CONFLICT, "approval.closed");
}

#[tokio::test]
async fn trap_63_one_no_ends_a_countersigned_case_and_n_of_m_ends_when_it_is_certain() {
    let company = Company::new().await;
    let all = vec![company.chief.employment, company.above.employment, company.hr.employment];
    let fixed = NodeKind::Fixed { employments: all };
    company.publish(&[("n", fixed.clone(), Mode::All)], SamePerson::Merge).await;
    let (_, case) = company.wish(company.wang).await;
    company.answer(&company.chief(), case, "n", "approve").await.expect(StatusCode::OK);
    let done = company.answer(&company.above(), case, "n", "refuse").await.expect(StatusCode::OK);
    assert_eq!(done["status"], "refused");
    company.publish(&[("n", fixed, Mode::NOfM { needed: 2 })], SamePerson::Merge).await;
    let (_, case) = company.wish(company.wang).await;
    company.answer(&company.chief(), case, "n", "refuse").await.expect(StatusCode::OK);
    let done = company.answer(&company.above(), case, "n", "refuse").await.expect(StatusCode::OK);
    assert_eq!(done["status"], "refused", "two of three cannot be reached any more");
    assert_eq!(company.ended(), ["refused", "refused"]);
}

#[tokio::test]
async fn trap_63_an_empty_group_opens_no_case() {
    let company = Company::new().await;
    let nobody = NodeKind::Role { code: "no_such_role".to_owned() };
    company.publish(&[("n", nobody, Mode::Any)], SamePerson::Merge).await;
    let refused = company.try_wish(company.wang, "一台打印机").await;
    assert!(matches!(refused, Err(ApprovalError::Nobody(_))), "{refused:?}");
    let body = json!({ "definition": { "nodes": [] } });
    let path = "/api/v1/approval-flows/wish/versions";
    let faulty = company.app.system().post(path, body).await;
    faulty.refused(StatusCode::UNPROCESSABLE_ENTITY, "flow.faulty");
}

#[tokio::test]
async fn trap_64_an_effect_that_fails_leaves_the_case_unapproved_until_it_succeeds() {
    let company = Company::new().await;
    *company.wishes.obstacle.lock().unwrap() = Some("wish.sold_out");
    let (_, case) = company.wish(company.wang).await;
    let done = company.answer(&company.chief(), case, "manager", "approve").await.expect(StatusCode::OK);
    assert_eq!((&done["status"], &done["failure"]), (&json!("effect_failed"), &json!("wish.sold_out")));
    assert!(company.ended().is_empty());
    let retry = format!("/api/v1/approvals/{case}/retry");
    company.wang().post(&retry, json!({})).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    *company.wishes.obstacle.lock().unwrap() = None;
    let done = company.app.system().post(&retry, json!({})).await.expect(StatusCode::OK);
    assert_eq!((&done["status"], company.ended()), (&json!("approved"), vec!["approved"]));
}
