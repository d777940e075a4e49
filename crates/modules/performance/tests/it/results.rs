//! The month's result.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::world::{MARCH, World, customers, weighing};

const APRIL_FIRST: &str = "2026-04-01T02:00:00Z";

fn proven(restated_since: bool) -> Value {
    json!({ "inputs_intact": true, "outcome_follows": true, "sources_agree": true, "restated_since": restated_since })
}

#[tokio::test]
async fn a_result_is_issued_after_the_month_pushed_seen_and_acknowledged() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    world.report(&id, "9", "2026-03-02").await;
    world.set("2026-03-31T15:59:00Z");
    let body = json!({ "employment_id": world.wang.employment, "month": MARCH });
    let early = world.li().post("/api/v1/results", body).await;
    early.refused(StatusCode::CONFLICT, "result.month_not_over");

    world.set("2026-03-31T16:00:00Z");
    let report = world.issue(MARCH, json!({})).await;
    assert_eq!(world.notices(world.wang).await.last().unwrap(), "result.issued");
    let shown = world.result(&report).await;
    assert_eq!(
        (&shown["score"]["total"], &shown["score"]["scored_on"]),
        (&json!("75.00"), &json!("2026-03-31"))
    );
    assert_eq!(shown["score"]["explanation"]["basis"]["rule"], "sheet.weighted_mean");
    assert_eq!(shown["score"]["parts"][0]["standing"]["points_explained"]["value"], "75.00");
    assert_eq!(shown["check"], proven(false));

    let path = format!("/api/v1/results/{report}/acknowledge");
    let seen = world.wang().post(&path, json!({})).await.expect(StatusCode::OK);
    world.app.clock().advance(chrono::TimeDelta::hours(1));
    let again = world.wang().post(&path, json!({})).await.expect(StatusCode::OK);
    assert_eq!(seen, again, "the first look counts");
    let events =
        world.texts("SELECT name FROM outbox WHERE name LIKE 'performance.result%' ORDER BY id").await;
    assert_eq!(events, ["performance.result_issued.v1", "performance.result_acknowledged.v1"]);
}

#[tokio::test]
async fn a_decided_score_needs_a_second_look_and_a_running_one_does_not() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    world.report(&id, "9", "2026-03-02").await;
    world.looked.store(false, Ordering::SeqCst);
    let preview = format!("/api/v1/results/preview?employment_id={}&month={MARCH}", world.wang.employment);
    let running = world.wang().get(&preview).await.expect(StatusCode::OK);
    assert_eq!(running["score"]["total"], "75.00");
    world.set(APRIL_FIRST);
    let report = world.issue(MARCH, json!({})).await;
    let path = format!("/api/v1/results/{report}");
    world.wang().get(&path).await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    world.li().get(&path).await.refused(StatusCode::FORBIDDEN, "auth.second_look");
    world.wang().get(&preview).await.refused(StatusCode::CONFLICT, "result.already_issued");
    let list = world.wang().get("/api/v1/results").await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["id"], json!(report));
    assert!(!list.to_string().contains("75"), "the list tells no score: {list}");
}

#[tokio::test]
async fn messages_audit_and_events_carry_no_score() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    world.report(&id, "8.4372", "2026-03-02").await;
    world.set(APRIL_FIRST);
    let report = world.issue(MARCH, json!({})).await;
    let total = world.result(&report).await["score"]["total"].as_str().unwrap().to_owned();
    assert_eq!(total, "70.31");
    let cast = |table: &str, column: &str| format!("SELECT CAST({column} AS TEXT) FROM {table}");
    for (table, column) in [("notice", "params"), ("outbox", "payload")] {
        let texts = world.texts(&cast(table, column)).await.join("\n");
        assert!(!texts.contains("70.31") && !texts.contains("total"), "{table}: {texts}");
    }
    let audited =
        world.texts("SELECT after_json FROM audit_entry WHERE action LIKE 'result.%'").await.join("\n");
    assert!(!audited.contains("70.31") && !audited.contains("total"), "{audited}");
}

/// Reference trap 66.
#[tokio::test]
async fn trap_66_a_goal_without_a_number_is_left_out_and_weights_are_shared() {
    let world = World::new().await;
    let first = world.agreed(weighing(500_000, "新成交客户", "12")).await;
    world.agreed(weighing(300_000, "回访", "30")).await;
    let third = world.agreed(weighing(200_000, "新会员", "10")).await;
    world.report(&first, "9", "2026-03-02").await;
    world.report(&third, "0", "2026-03-02").await;
    world.set(APRIL_FIRST);
    let shown = world.result(&world.issue(MARCH, json!({})).await).await;
    assert_eq!(
        shown["score"]["total"], "53.57",
        "(75 × 50 + 0 × 20) ÷ 70: zero is reported, missing is not zero"
    );
    let parts = shown["score"]["parts"].as_array().unwrap();
    let counted: Vec<_> = parts.iter().map(|part| part["counted_weight_ppm"].clone()).collect();
    assert_eq!(counted, [json!(714_286), json!(null), json!(285_714)]);
    let findings: Vec<_> =
        shown["score"]["findings"].as_array().unwrap().iter().map(|f| f["code"].clone()).collect();
    assert_eq!(findings, ["goal.nothing_reported"]);
}

/// Reference trap 66.
#[tokio::test]
async fn trap_66_weights_that_make_less_than_the_whole_count_by_proportion_and_say_so() {
    let world = World::new().await;
    let id = world.agreed(weighing(400_000, "新成交客户", "12")).await;
    world.report(&id, "15", "2026-03-02").await;
    world.set(APRIL_FIRST);
    let shown = world.result(&world.issue(MARCH, json!({})).await).await;
    assert_eq!(shown["score"]["total"], "120.00", "capped at 120 %");
    assert_eq!(shown["score"]["findings"][0]["code"], "sheet.weights_not_whole");
}

/// Reference trap 66.
#[tokio::test]
async fn trap_66_nothing_reported_at_all_gives_a_result_without_a_score() {
    let world = World::new().await;
    world.agreed(customers()).await;
    world.set(APRIL_FIRST);
    let shown = world.result(&world.issue(MARCH, json!({})).await).await;
    assert_eq!(shown["score"]["total"], json!(null));
    assert_eq!(shown["check"], proven(false));
}

#[tokio::test]
async fn what_was_never_confirmed_is_not_scored() {
    let world = World::new().await;
    world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    world.set(APRIL_FIRST);
    let body = json!({ "employment_id": world.wang.employment, "month": MARCH });
    let refused = world.li().post("/api/v1/results", body).await;
    refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "result.nothing_to_score");
}

/// Reference trap 67.
#[tokio::test]
async fn trap_67_a_number_restated_after_the_result_was_issued_counts_only_when_it_is_issued_anew() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let observation = world.report(&id, "12", "2026-03-02").await["observations"][0]["id"].clone();
    world.set(APRIL_FIRST);
    let first = world.issue(MARCH, json!({})).await;
    world
        .wang()
        .post(&format!("/api/v1/results/{first}/acknowledge"), json!({}))
        .await
        .expect(StatusCode::OK);
    let late = json!({ "value": "14", "words": "月底两位", "day_on": "2026-03-31" });
    let path = format!("/api/v1/goals/{id}/progress");
    world.wang().post(&path, late).await.refused(StatusCode::CONFLICT, "progress.month_issued");

    world.correct(&observation, "6").await;
    let unchanged = world.result(&first).await;
    assert_eq!((&unchanged["score"]["total"], &unchanged["check"]), (&json!("100.00"), &proven(true)));
    let body = json!({ "employment_id": world.wang.employment, "month": MARCH });
    world.li().post("/api/v1/results", body).await.refused(StatusCode::CONFLICT, "result.already_issued");
    let second = world.issue(MARCH, json!({ "reason": "收银系统重算" })).await;
    let anew = world.result(&second).await;
    assert_eq!((&anew["version"], &anew["score"]["total"]), (&json!(2), &json!("50.00")));
    assert_eq!((&anew["reason"], &anew["acknowledged_at"]), (&json!("收银系统重算"), &json!(null)));
    assert_eq!(anew["others"][0]["total"], "100.00");
    let old = world.result(&first).await;
    assert_eq!((&old["superseded"], &old["score"]["total"]), (&json!(true), &json!("100.00")));
    assert_eq!(world.notices(world.wang).await.last().unwrap(), "result.reissued");
    let again = json!({ "employment_id": world.wang.employment, "month": MARCH, "reason": "再来" });
    world
        .li()
        .post("/api/v1/results", again)
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "result.nothing_changed");
}

/// Reference trap 68.
#[tokio::test]
async fn trap_68_after_a_transfer_each_goal_keeps_the_manager_of_its_day_and_the_new_one_carries_on() {
    let world = World::new().await;
    let before = world.agreed(weighing(500_000, "北店新客户", "10")).await;
    world.report(&before, "10", "2026-03-02").await;
    world.transfer("2026-03-16").await;
    world.set("2026-03-20T04:00:00Z");
    let chen = world.manager(world.chen);
    let seen = chen.get(&format!("/api/v1/goals/{before}")).await.expect(StatusCode::OK);
    assert_eq!(
        (&seen["manager_then"]["name"], &seen["given_by"]["name"]),
        (&json!("李店长"), &json!("李店长"))
    );
    world.li().get(&format!("/api/v1/goals/{before}")).await.refused(StatusCode::NOT_FOUND, "not_found");

    let after = world.give_to(&chen, world.wang, MARCH, weighing(500_000, "南店新客户", "10")).await;
    let path = format!("/api/v1/goals/{}/confirm", after["id"].as_str().unwrap());
    world.wang().post(&path, json!({ "version": 1 })).await.expect(StatusCode::OK);
    world.report(after["id"].as_str().unwrap(), "5", "2026-03-20").await;
    world.set(APRIL_FIRST);
    let body = json!({ "employment_id": world.wang.employment, "month": MARCH });
    let issued = world.manager(world.chen).post("/api/v1/results", body).await.expect(StatusCode::CREATED);
    let shown = world.result(issued["id"].as_str().unwrap()).await;
    let parts = shown["score"]["parts"].as_array().unwrap();
    let whose: Vec<_> =
        parts.iter().map(|part| (part["manager_name"].clone(), part["standing"]["points"].clone())).collect();
    assert_eq!(whose, [(json!("李店长"), json!("100.00")), (json!("陈店长"), json!("50.00"))]);
    assert_eq!(shown["score"]["total"], "75.00");
}

/// Reference trap 68.
#[tokio::test]
async fn trap_68_a_question_after_a_transfer_goes_to_the_new_manager() {
    let world = World::new().await;
    let goal = world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    world.transfer("2026-03-16").await;
    world.set("2026-03-16T04:00:00Z");
    let path = format!("/api/v1/goals/{}/question", goal["id"].as_str().unwrap());
    let ask = json!({ "version": 1, "words": "换店了还算吗" });
    world.wang().post(&path, ask).await.expect(StatusCode::OK);
    assert_eq!(world.notices(world.chen).await, ["goal.questioned"]);
    assert!(world.notices(world.li).await.is_empty());
    let todo = world.manager(world.chen).get("/api/v1/goals/todo").await.expect(StatusCode::OK);
    assert_eq!(todo["items"][0]["kind"], "answer_question");
}

/// Reference trap 71: what followed from the first result can follow from the new one, with a trace.
#[tokio::test]
async fn trap_71_a_result_issued_anew_tells_who_listens_and_leaves_a_trace() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let observation = world.report(&id, "6", "2026-03-02").await["observations"][0]["id"].clone();
    world.set(APRIL_FIRST);
    let first = world.issue(MARCH, json!({})).await;
    world.correct(&observation, "12").await;
    world.app.clock().advance(chrono::TimeDelta::hours(1));
    let second = world.issue(MARCH, json!({ "reason": "申诉成立" })).await;
    let events = world.texts(
        "SELECT CAST(payload AS TEXT) FROM outbox WHERE name = 'performance.result_issued.v1' ORDER BY id",
    );
    let events: Vec<Value> = events.await.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let told: Vec<_> =
        events.iter().map(|event| (event["report"].clone(), event["version"].clone())).collect();
    assert_eq!(told, [(json!(first), json!(1)), (json!(second), json!(2))]);
    let trail = world.texts(
        "SELECT before_json FROM audit_entry WHERE action = 'result.issue' AND before_json IS NOT NULL",
    );
    let trail: Value = serde_json::from_str(&trail.await[0]).unwrap();
    assert_eq!(trail["version"], 1);
    let path = format!("/api/v1/results/{first}/acknowledge");
    world.wang().post(&path, json!({})).await.refused(StatusCode::CONFLICT, "result.superseded");
}

#[tokio::test]
async fn the_month_ends_by_itself_when_it_is_over_at_the_place_of_work() {
    let world = World::new().await;
    world.agreed(customers()).await;
    let there = world.give_to(&world.li(), world.schmidt, MARCH, customers()).await;
    let path = format!("/api/v1/goals/{}/confirm", there["id"].as_str().unwrap());
    world.employee(world.schmidt).post(&path, json!({ "version": 1 })).await.expect(StatusCode::OK);
    let issued = async || world.texts("SELECT CAST(version AS TEXT) FROM result_report").await.len();
    world.set("2026-03-31T15:30:00Z");
    world.app.drain().await;
    assert_eq!(issued().await, 0);
    world.set("2026-03-31T17:00:00Z");
    world.app.drain().await;
    assert_eq!(issued().await, 1, "April in Shanghai, still March in Berlin");
    world.set("2026-03-31T22:30:00Z");
    world.app.drain().await;
    assert_eq!(issued().await, 2);
    world.app.clock().advance(chrono::TimeDelta::hours(2));
    world.app.drain().await;
    assert_eq!(issued().await, 2, "each month is issued once");
    assert_eq!(world.notices(world.wang).await.last().unwrap(), "result.issued");
    let failed = world.texts("SELECT kind FROM job WHERE state = 'dead' OR attempts > 1").await;
    assert!(failed.iter().all(|kind| kind != "result.issue_due"), "{failed:?}");
}

#[tokio::test]
async fn altered_inputs_altered_outcomes_and_altered_sources_are_told_apart() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    world.report(&id, "9", "2026-03-02").await;
    world.set(APRIL_FIRST);
    let report = world.issue(MARCH, json!({})).await;
    let alter = async |sql: &str| {
        let db = world.app.db().maintenance();
        db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        world.result(&report).await["check"].clone()
    };
    let check = alter("UPDATE observation SET value_micro = 12000000").await;
    assert_eq!((&check["sources_agree"], &check["outcome_follows"]), (&json!(false), &json!(true)));
    alter("UPDATE observation SET value_micro = 9000000").await;
    let check = alter("UPDATE result_report SET total_hundredths = 10000").await;
    assert_eq!((&check["inputs_intact"], &check["outcome_follows"]), (&json!(true), &json!(false)));
    alter("UPDATE result_report SET total_hundredths = 7500").await;
    let check = alter(r#"UPDATE result_report SET inputs = REPLACE(inputs, '"9"', '"12"')"#).await;
    assert_eq!((&check["inputs_intact"], &check["outcome_follows"]), (&json!(false), &json!(false)));
}
