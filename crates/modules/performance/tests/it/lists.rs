//! Lists, the team, what waits.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{MARCH, World, customers, weighing};

fn kinds(todo: &Value) -> Vec<Value> {
    todo["items"].as_array().unwrap().iter().map(|item| item["kind"].clone()).collect()
}

#[tokio::test]
async fn what_waits_changes_with_the_round() {
    let world = World::new().await;
    let todo = async |caller: heng_testkit::Caller| {
        kinds(&caller.get("/api/v1/goals/todo").await.expect(StatusCode::OK))
    };
    assert!(todo(world.wang()).await.is_empty());
    let goal = world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    assert_eq!(todo(world.wang()).await, ["confirm_goal"]);
    let path = |verb: &str| format!("/api/v1/goals/{}/{verb}", goal["id"].as_str().unwrap());
    world.wang().post(&path("question"), json!({ "version": 1, "words": "？" })).await.expect(StatusCode::OK);
    assert!(todo(world.wang()).await.is_empty());
    assert_eq!(todo(world.li()).await, ["answer_question"]);
    assert!(todo(world.manager(world.chen)).await.is_empty());
    world.wang().post(&path("confirm"), json!({ "version": 1 })).await.expect(StatusCode::OK);
    assert!(todo(world.li()).await.is_empty() && todo(world.wang()).await.is_empty());
    world.set("2026-03-09T04:00:00Z");
    assert_eq!(todo(world.wang()).await, ["report_progress"], "a week without a number");
    world.report(goal["id"].as_str().unwrap(), "3", "2026-03-09").await;
    assert!(todo(world.wang()).await.is_empty());
    world.set("2026-04-01T02:00:00Z");
    let report = world.issue(MARCH, json!({})).await;
    assert_eq!(todo(world.wang()).await, ["acknowledge_result"]);
    world
        .wang()
        .post(&format!("/api/v1/results/{report}/acknowledge"), json!({}))
        .await
        .expect(StatusCode::OK);
    assert!(todo(world.wang()).await.is_empty());
}

#[tokio::test]
async fn a_list_shows_what_one_may_see_newest_first_page_by_page() {
    let world = World::new().await;
    for month in [MARCH, "2026-04", "2026-05"] {
        world.give_to(&world.li(), world.wang, month, customers()).await;
    }
    world.give_to(&world.li(), world.zhao, MARCH, customers()).await;
    let own = world.wang().get("/api/v1/goals?limit=2").await.expect(StatusCode::OK);
    let months = |page: &Value| -> Vec<Value> {
        page["items"].as_array().unwrap().iter().map(|row| row["month"].clone()).collect()
    };
    assert_eq!(months(&own), ["2026-05", "2026-04"]);
    let next = format!("/api/v1/goals?limit=2&after={}", own["next"].as_str().unwrap());
    let rest = world.wang().get(&next).await.expect(StatusCode::OK);
    assert_eq!((months(&rest), &rest["next"]), (vec![json!(MARCH)], &json!(null)));
    let march =
        world.li().get(&format!("/api/v1/goals?month={MARCH}&state=given")).await.expect(StatusCode::OK);
    let names: Vec<_> =
        march["items"].as_array().unwrap().iter().map(|row| row["employee"]["name"].clone()).collect();
    assert_eq!(names, ["赵小红", "王小明"]);
    let bad = world.wang().get("/api/v1/goals?month=2026-3").await;
    assert_eq!(bad.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")["errors"][0]["field"], "month");
}

#[tokio::test]
async fn the_team_list_shows_everybody_also_those_without_a_goal() {
    let world = World::new().await;
    let id = world.agreed(weighing(600_000, "新成交客户", "12")).await;
    world.report(&id, "9", "2026-03-02").await;
    let page = world.li().get(&format!("/api/v1/goals/team?month={MARCH}")).await.expect(StatusCode::OK);
    let rows = page["items"].as_array().unwrap();
    let row = |name: &str| rows.iter().find(|row| row["employee"]["name"] == name).cloned();
    let wang = row("王小明").unwrap();
    assert_eq!(
        (&wang["goals"], &wang["confirmed"], &wang["weights_ppm"]),
        (&json!(1), &json!(1), &json!(600_000))
    );
    assert_eq!(wang["running_total"], "75.00");
    assert_eq!(row("赵小红").unwrap()["findings"][0]["code"], "goal.none_given");
    assert!(row("施密特").is_some() && row("李店长").is_none() && row("陈店长").is_none());
    let first =
        world.li().get(&format!("/api/v1/goals/team?month={MARCH}&limit=1")).await.expect(StatusCode::OK);
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    let next =
        format!("/api/v1/goals/team?month={MARCH}&limit=200&after={}", first["next"].as_str().unwrap());
    let rest = world.li().get(&next).await.expect(StatusCode::OK);
    assert_eq!(rest["items"].as_array().unwrap().len(), rows.len() - 1);

    world.set("2026-04-01T02:00:00Z");
    world.issue(MARCH, json!({})).await;
    let page = world.li().get(&format!("/api/v1/goals/team?month={MARCH}")).await.expect(StatusCode::OK);
    let wang =
        page["items"].as_array().unwrap().iter().find(|row| row["employee"]["name"] == "王小明").unwrap();
    assert_eq!(wang["running_total"], json!(null), "a decided score is not in a list");
    assert!(wang["result_id"].is_string());
    let refused = world.wang().get(&format!("/api/v1/goals/team?month={MARCH}")).await;
    refused.refused(StatusCode::FORBIDDEN, "auth.denied");
}
