//! One thing to do better, and whether it got better.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{MARCH, World, customers};

const APRIL: &str = "2026-04";

/// March issued with 9 of 12 customers; answers with the goal and the report.
async fn march(world: &World, item: Option<Value>) -> (String, String) {
    let id = world.agreed(customers()).await;
    world.report(&id, "9", "2026-03-02").await;
    world.set("2026-04-01T02:00:00Z");
    let more = item.map_or(json!({}), |mut item| {
        item["goal_id"] = json!(id);
        json!({ "improvement": item })
    });
    let report = world.issue(MARCH, more).await;
    (id, report)
}

#[tokio::test]
async fn an_item_agreed_with_a_result_shows_its_effect_in_the_next_one() {
    let world = World::new().await;
    let item = json!({ "target": "11", "action": "留资客户三天内回访" });
    let (goal, report) = march(&world, Some(item)).await;
    let set = world.result(&report).await["improvement"].clone();
    assert_eq!(
        (&set["goal_id"], &set["month"], &set["effect"]["before"]),
        (&json!(goal), &json!(APRIL), &json!("9"))
    );
    assert_eq!((&set["effect"]["change"], &set["reached"]), (&json!("not_measured"), &json!(null)));
    assert!(world.notices(world.wang).await.contains(&"improvement.set".to_owned()));

    let next = world.agreed_for(APRIL, customers()).await;
    world.set("2026-04-20T02:00:00Z");
    let path = format!("/api/v1/improvements/{}", set["id"].as_str().unwrap());
    let number = json!({ "value": "11", "words": "回访有用" });
    let measured = world.wang().post(&format!("{path}/progress"), number).await.expect(StatusCode::CREATED);
    let effect = &measured["effect"];
    assert_eq!(
        (&effect["change"], &effect["gain"], &effect["relative_ppm"]),
        (&json!("better"), &json!("2"), &json!(222_222))
    );
    assert_eq!((&measured["reached"], &effect["explanation"]["value"]), (&json!(true), &json!("2")));
    world.report(&next, "11", "2026-04-20").await;
    world.set("2026-05-01T02:00:00Z");
    let april = world.issue(APRIL, json!({})).await;
    let frozen = world.result(&april).await;
    assert_eq!(frozen["score"]["effects"][0]["after"], "11");
    assert_eq!(frozen["check"]["sources_agree"], true);

    let observation = measured["observations"][0]["id"].clone();
    world.correct(&observation, "8").await;
    let kept = world.result(&april).await;
    assert_eq!(
        (&kept["score"]["effects"][0]["after"], &kept["check"]["restated_since"]),
        (&json!("11"), &json!(true))
    );
    let now = world.wang().get(&path).await.expect(StatusCode::OK);
    assert_eq!((&now["effect"]["change"], &now["effect"]["gain"]), (&json!("worse"), &json!("-1")));
}

#[tokio::test]
async fn a_result_has_one_item_and_a_typed_measure_is_complete() {
    let world = World::new().await;
    let (_, report) = march(&world, None).await;
    let path = format!("/api/v1/results/{report}/improvement");
    let bare = json!({ "target": "24", "action": "先回应再处理" });
    let problem =
        world.li().post(&path, bare).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    let missing: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(missing, ["name", "unit", "direction", "before"]);
    let item = |target: &str| {
        json!({ "name": "投诉首次回复", "unit": "小时", "direction": "lower", "before": "36", "target": target,
                "action": "先回应再处理" })
    };
    let worse =
        world.li().post(&path, item("40")).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(worse["errors"], json!([{ "field": "target", "code": "not_better" }]));
    let set = world.li().post(&path, item("24")).await.expect(StatusCode::CREATED);
    assert_eq!(set["set_by_name"], "李店长");
    world.li().post(&path, item("20")).await.refused(StatusCode::CONFLICT, "improvement.exists");
    let list = world.wang().get(&format!("/api/v1/improvements?month={APRIL}")).await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["id"], set["id"]);
}

#[tokio::test]
async fn the_value_before_is_read_from_the_result_and_never_typed() {
    let world = World::new().await;
    let (goal, report) = march(&world, None).await;
    let path = format!("/api/v1/results/{report}/improvement");
    let typed = json!({ "goal_id": goal, "before": "1", "target": "10", "action": "多回访" });
    let set = world.li().post(&path, typed).await.expect(StatusCode::CREATED);
    assert_eq!(set["effect"]["before"], "9");
}

#[tokio::test]
async fn an_item_needs_a_goal_of_its_result() {
    let world = World::new().await;
    let (_, report) = march(&world, None).await;
    let other = world.give_to(&world.li(), world.zhao, APRIL, customers()).await;
    let body = json!({ "goal_id": other["id"], "target": "10", "action": "多回访" });
    let refused = world.li().post(&format!("/api/v1/results/{report}/improvement"), body).await;
    let problem = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(problem["errors"], json!([{ "field": "goal_id", "code": "unknown" }]));
}
