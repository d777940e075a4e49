//! Numbers on the way.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{MARCH, World, customers};

fn due_on(day: &str) -> Value {
    let mut terms = customers();
    terms["due_on"] = json!(day);
    terms
}

#[tokio::test]
async fn completion_and_days_late_are_computed_and_explained() {
    let world = World::new().await;
    let id = world.agreed(due_on("2026-03-05")).await;
    world.set("2026-03-10T04:00:00Z");
    let goal = world.report(&id, "9", "2026-03-04").await;
    let standing = &goal["standing"];
    assert_eq!((&standing["actual"], &standing["completion_ppm"]), (&json!("9"), &json!(750_000)));
    assert_eq!(
        (&standing["points"], &standing["days_late"]),
        (&json!("75.00"), &json!(5)),
        "overdue by five days"
    );
    let why = &standing["completion_explained"];
    assert_eq!((&why["value"], &why["unit"]), (&json!("75"), &json!("percent")));
    assert_eq!(why["terms"][0]["input"]["id"], goal["observations"][0]["id"]);
    let reached = world.report(&id, "12", "2026-03-08").await;
    assert_eq!(
        (&reached["standing"]["reached_on"], &reached["standing"]["days_late"]),
        (&json!("2026-03-08"), &json!(3))
    );
    assert_eq!(reached["standing"]["delay_explained"]["basis"]["rule"], "goal.delay.reached");
    let last = &reached["observations"][1];
    assert_eq!((&last["days_after_day"], &last["days_after_due"]), (&json!(2), &json!(5)));
    assert_eq!(world.goal(&id).await["standing"], reached["standing"], "the manager sees the same");
}

#[tokio::test]
async fn the_day_of_a_number_is_the_day_at_the_place_of_work() {
    let world = World::new().await;
    let terms = customers();
    let there = world.give_to(&world.li(), world.schmidt, MARCH, terms.clone()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let here = world.agreed(terms).await;
    let schmidt = world.employee(world.schmidt);
    let path = |id: &str, verb: &str| format!("/api/v1/goals/{id}/{verb}");
    schmidt.post(&path(&there, "confirm"), json!({ "version": 1 })).await.expect(StatusCode::OK);
    // Half past one on the 3rd in Shanghai, half past six in the evening of the 2nd in Berlin.
    world.set("2026-03-02T17:30:00Z");
    let number = json!({ "value": "1", "words": "第一位" });
    let berlin = schmidt.post(&path(&there, "progress"), number.clone()).await.expect(StatusCode::CREATED);
    let shanghai = world.wang().post(&path(&here, "progress"), number).await.expect(StatusCode::CREATED);
    assert_eq!(berlin["observations"][0]["day_on"], "2026-03-02");
    assert_eq!(shanghai["observations"][0]["day_on"], "2026-03-03");
    let tomorrow = json!({ "value": "2", "words": "明天的", "day_on": "2026-03-03" });
    let refused = schmidt.post(&path(&there, "progress"), tomorrow).await;
    let problem = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(problem["errors"], json!([{ "field": "day_on", "code": "in_the_future" }]));
}

#[tokio::test]
async fn a_number_is_for_a_day_of_the_month_and_comes_with_words() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let bad = json!({ "value": "ten", "words": " ", "day_on": "2026-02-28" });
    let refused = world.wang().post(&format!("/api/v1/goals/{id}/progress"), bad).await;
    let problem = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    let found: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["field"].clone(), e["code"].clone()))
        .collect();
    let expected = [("value", "not_a_number"), ("words", "required"), ("day_on", "outside_month")];
    assert_eq!(found, expected.map(|(field, code)| (json!(field), json!(code))));
}

#[tokio::test]
async fn nothing_is_reported_on_a_goal_that_was_never_confirmed() {
    let world = World::new().await;
    let goal = world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    let path = format!("/api/v1/goals/{}/progress", goal["id"].as_str().unwrap());
    let refused = world.wang().post(&path, json!({ "value": "1", "words": "一" })).await;
    refused.refused(StatusCode::CONFLICT, "progress.not_confirmed");
}

#[tokio::test]
async fn an_own_number_is_taken_back_by_a_new_one_and_both_are_shown() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let first = world.report(&id, "9", "2026-03-02").await["observations"][0]["id"].clone();
    let path = format!("/api/v1/goals/{id}/progress");
    let instead = json!({ "value": "6", "words": "数错了", "day_on": "2026-03-02", "supersedes": first });
    let goal = world.wang().post(&path, instead.clone()).await.expect(StatusCode::CREATED);
    assert_eq!(
        (&goal["observations"][0]["superseded"], &goal["standing"]["actual"]),
        (&json!(true), &json!("6"))
    );
    world.wang().post(&path, instead).await.refused(StatusCode::CONFLICT, "progress.already_superseded");
    let nobodys = json!({ "value": "6", "words": "?", "supersedes": uuid::Uuid::nil() });
    let unknown =
        world.wang().post(&path, nobodys).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(unknown["errors"], json!([{ "field": "supersedes", "code": "unknown" }]));
}

#[tokio::test]
async fn a_correction_supersedes_with_a_reason_and_stands() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let mistaken = world.report(&id, "12", "2026-03-02").await["observations"][0]["id"].clone();
    let numbers = world.correct(&mistaken, "8").await;
    assert_eq!((&numbers[0]["superseded"], &numbers[1]["source"]), (&json!(true), &json!("correction")));
    assert_eq!((&numbers[1]["words"], &numbers[1]["by_name"]), (&json!("收银系统为准"), &json!("李店长")));
    assert_eq!(world.notices(world.wang).await.last().unwrap(), "progress.corrected");
    assert_eq!(world.goal(&id).await["standing"]["actual"], "8");
    let path = format!("/api/v1/goals/{id}/progress");
    for supersedes in [json!(null), numbers[1]["id"].clone()] {
        let again =
            json!({ "value": "12", "words": "还是十二", "day_on": "2026-03-02", "supersedes": supersedes });
        world.wang().post(&path, again).await.refused(StatusCode::CONFLICT, "progress.day_corrected");
    }
    let twice = format!("/api/v1/progress/{}/correct", mistaken.as_str().unwrap());
    let body = json!({ "value": "7", "reason": "再改" });
    world.li().post(&twice, body).await.refused(StatusCode::CONFLICT, "progress.already_superseded");
}

/// Reference trap 67.
#[tokio::test]
async fn trap_67_the_same_report_sent_twice_counts_once() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let path = format!("/api/v1/goals/{id}/progress");
    let once = world.wang().with("idempotency-key", "queued-on-a-slow-line");
    let body = json!({ "value": "3", "words": "三位" });
    let first = once.post(&path, body.clone()).await.expect(StatusCode::CREATED);
    let second = once.post(&path, body).await.expect(StatusCode::CREATED);
    assert_eq!(first, second);
    assert_eq!(world.goal(&id).await["observations"].as_array().unwrap().len(), 1);
}

/// Reference trap 67.
#[tokio::test]
async fn trap_67_a_number_in_another_unit_has_no_way_in() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let path = format!("/api/v1/goals/{id}/progress");
    let with_unit = json!({ "value": "3", "words": "三万", "unit": "万" });
    let refused = world.wang().post(&path, with_unit).await;
    assert_eq!(
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")["errors"][0]["field"],
        "unit"
    );
    let worded = world.wang().post(&path, json!({ "value": "3万", "words": "三万" })).await;
    assert_eq!(
        worded.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")["errors"][0]["code"],
        "not_a_number"
    );
}
