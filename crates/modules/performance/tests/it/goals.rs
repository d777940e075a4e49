//! Giving, confirming, asking back, changing, taking back.

use axum::http::StatusCode;
use serde_json::json;

use crate::world::{MARCH, World, customers, weighing};

#[tokio::test]
async fn a_goal_is_given_pushed_confirmed_and_both_sides_are_told() {
    let world = World::new().await;
    let goal = world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    assert_eq!((&goal["state"], &goal["version"]), (&json!("given"), &json!(1)));
    assert_eq!(goal["employee"]["name"], "王小明");
    assert_eq!(goal["versions"][0]["due_on"], "2026-03-31");
    assert_eq!(goal["standing"], json!(null), "nothing counts before it is confirmed");
    assert_eq!(world.notices(world.wang).await, ["goal.given"]);
    let told = world.texts("SELECT name FROM live_event WHERE name = 'todo'").await;
    assert!(!told.is_empty(), "open pages look again");

    let id = goal["id"].as_str().unwrap();
    let path = format!("/api/v1/goals/{id}/confirm");
    let confirmed = world.wang().post(&path, json!({ "version": 1 })).await.expect(StatusCode::OK);
    assert_eq!((&confirmed["state"], &confirmed["confirmed_version"]), (&json!("confirmed"), &json!(1)));
    assert_eq!(world.notices(world.li).await, ["goal.confirmed"]);
    let kinds: Vec<_> =
        confirmed["steps"].as_array().unwrap().iter().map(|step| step["kind"].clone()).collect();
    assert_eq!(kinds, ["given", "confirmed"]);
    let events = world.texts("SELECT name FROM outbox WHERE name LIKE 'performance.%' ORDER BY id").await;
    assert_eq!(events, ["performance.goal_given.v1", "performance.goal_confirmed.v1"]);
    let audited = world.texts("SELECT action FROM audit_entry WHERE action LIKE 'goal.%' ORDER BY id").await;
    assert_eq!(audited, ["goal.give", "goal.confirm"]);
}

#[tokio::test]
async fn confirming_twice_happens_once() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    let path = format!("/api/v1/goals/{id}/confirm");
    let again = world.wang().post(&path, json!({ "version": 1 })).await.expect(StatusCode::OK);
    assert_eq!(again["steps"].as_array().unwrap().len(), 2);
    assert_eq!(world.notices(world.li).await, ["goal.confirmed"]);
    let once = world.li().with("idempotency-key", "the-same-click");
    let body = json!({ "employment_id": world.wang.employment, "month": "2026-04", "terms": customers() });
    let first = once.post("/api/v1/goals", body.clone()).await.expect(StatusCode::CREATED);
    let second = once.post("/api/v1/goals", body).await.expect(StatusCode::CREATED);
    assert_eq!(first["id"], second["id"]);
}

#[tokio::test]
async fn a_question_goes_to_the_manager_and_the_answer_is_a_new_version() {
    let world = World::new().await;
    let goal = world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    let path = |verb: &str| format!("/api/v1/goals/{}/{verb}", goal["id"].as_str().unwrap());
    let ask = json!({ "version": 1, "words": "线上成交的算吗" });
    let asked = world.wang().post(&path("question"), ask).await.expect(StatusCode::OK);
    assert_eq!(asked["state"], "questioned");
    assert_eq!(asked["steps"][1]["words"], "线上成交的算吗");
    assert_eq!(world.notices(world.li).await, ["goal.questioned"]);

    let terms = weighing(1_000_000, "新成交客户（含线上）", "12");
    let revise = json!({ "version": 1, "terms": terms, "reason": "线上的也算" });
    let revised = world.li().post(&path("revise"), revise).await.expect(StatusCode::OK);
    assert_eq!((&revised["state"], &revised["version"]), (&json!("given"), &json!(2)));
    assert_eq!(world.notices(world.wang).await, ["goal.given", "goal.revised"]);
    let old = world.wang().post(&path("confirm"), json!({ "version": 1 })).await;
    assert_eq!(old.refused(StatusCode::CONFLICT, "goal.changed_meanwhile")["params"]["version"], 2);
    let confirmed = world.wang().post(&path("confirm"), json!({ "version": 2 })).await.expect(StatusCode::OK);
    assert_eq!(confirmed["confirmed_version"], 2);
    let late = json!({ "version": 2, "words": "等一下" });
    world.wang().post(&path("question"), late).await.refused(StatusCode::CONFLICT, "goal.already_confirmed");
}

#[tokio::test]
async fn a_change_of_a_confirmed_goal_shows_both_versions_and_the_old_one_counts_until_confirmed() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    world.report(&id, "6", "2026-03-02").await;
    let path = |verb: &str| format!("/api/v1/goals/{id}/{verb}");
    let harder = json!({ "version": 1, "terms": weighing(1_000_000, "新成交客户", "24"), "reason": "旺季" });
    let no_reason = json!({ "version": 1, "terms": customers(), "reason": " " });
    let refused = world.li().post(&path("revise"), no_reason).await;
    assert_eq!(
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")["errors"][0]["field"],
        "reason"
    );
    let same = json!({ "version": 1, "terms": customers(), "reason": "旺季" });
    world
        .li()
        .post(&path("revise"), same)
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "goal.nothing_changed");
    let revised = world.li().post(&path("revise"), harder).await.expect(StatusCode::OK);
    assert_eq!(revised["versions"].as_array().unwrap().len(), 2);
    assert_eq!(revised["versions"][1]["reason"], "旺季");
    assert_eq!(
        (&revised["confirmed_version"], &revised["standing"]["completion_ppm"]),
        (&json!(1), &json!(500_000))
    );
    let confirmed = world.wang().post(&path("confirm"), json!({ "version": 2 })).await.expect(StatusCode::OK);
    assert_eq!(confirmed["standing"]["completion_ppm"], 250_000);
}

#[tokio::test]
async fn weights_are_a_finding_until_the_month_opens_and_never_thin_out_an_open_month() {
    let world = World::new().await;
    let april = "2026-04";
    let first = world.give_to(&world.li(), world.wang, april, weighing(700_000, "新成交客户", "12")).await;
    assert_eq!(first["findings"][0]["code"], "sheet.weights_not_whole");
    let second = world.give_to(&world.li(), world.wang, april, weighing(700_000, "回访", "30")).await;
    assert_eq!(
        (&second["month_weights_ppm"], &second["findings"][0]["params"]["sum_ppm"]),
        (&json!(1_400_000), &json!(1_400_000))
    );

    world.give_to(&world.li(), world.wang, MARCH, weighing(700_000, "新成交客户", "12")).await;
    let body = |weight| json!({ "employment_id": world.wang.employment, "month": MARCH, "terms": weighing(weight, "回访", "30") });
    let refused = world.li().post("/api/v1/goals", body(300_001)).await;
    let problem = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "goal.weights_above_whole");
    assert_eq!(problem["params"]["sum_ppm"], 1_000_001);
    let whole = world.li().post("/api/v1/goals", body(300_000)).await.expect(StatusCode::CREATED);
    assert_eq!(whole["findings"], json!([]));
}

#[tokio::test]
async fn a_sheet_that_weighs_too_much_when_its_month_opens_is_mended_step_by_step() {
    let world = World::new().await;
    let april = "2026-04";
    let goal = world.give_to(&world.li(), world.wang, april, weighing(900_000, "新成交客户", "12")).await;
    world.give_to(&world.li(), world.wang, april, weighing(900_000, "回访", "30")).await;
    world.set("2026-04-01T04:00:00Z");
    let revise = |version: i32, weight| json!({ "version": version, "terms": weighing(weight, "新成交客户", "12"), "reason": "权重" });
    let path = format!("/api/v1/goals/{}/revise", goal["id"].as_str().unwrap());
    let more = world.li().post(&path, revise(1, 950_000)).await;
    more.refused(StatusCode::UNPROCESSABLE_ENTITY, "goal.weights_above_whole");
    let less = world.li().post(&path, revise(1, 500_000)).await.expect(StatusCode::OK);
    assert_eq!(less["month_weights_ppm"], 1_400_000);
}

#[tokio::test]
async fn a_cancelled_goal_counts_for_nothing_and_stays_to_be_seen() {
    let world = World::new().await;
    let id = world.agreed(customers()).await;
    world.report(&id, "6", "2026-03-02").await;
    let path = |verb: &str| format!("/api/v1/goals/{id}/{verb}");
    let cancelled =
        world.li().post(&path("cancel"), json!({ "reason": "门店装修" })).await.expect(StatusCode::OK);
    assert_eq!((&cancelled["state"], &cancelled["standing"]), (&json!("cancelled"), &json!(null)));
    assert_eq!(cancelled["observations"].as_array().unwrap().len(), 1);
    assert_eq!(cancelled["steps"][2]["words"], "门店装修");
    assert_eq!(world.notices(world.wang).await.last().unwrap(), "goal.cancelled");
    let number = json!({ "value": "7", "words": "又一个" });
    world
        .wang()
        .post(&path("progress"), number)
        .await
        .refused(StatusCode::CONFLICT, "progress.not_confirmed");
    world
        .li()
        .post(&path("cancel"), json!({ "reason": "再次" }))
        .await
        .refused(StatusCode::CONFLICT, "goal.cancelled");
    let preview = format!("/api/v1/results/preview?employment_id={}&month={MARCH}", world.wang.employment);
    assert_eq!(world.wang().get(&preview).await.expect(StatusCode::OK)["score"]["parts"], json!([]));
}

#[tokio::test]
async fn a_goal_is_for_a_month_that_is_not_over_and_in_which_its_person_works() {
    let world = World::new().await;
    let body =
        |month: &str| json!({ "employment_id": world.wang.employment, "month": month, "terms": customers() });
    let over = world.li().post("/api/v1/goals", body("2026-02")).await;
    over.refused(StatusCode::CONFLICT, "goal.month_over");
    let before_hire = world.give_bad(json!({ "month": "2026-3" })).await;
    assert_eq!(before_hire["errors"][0]["field"], "month");
    let wrong = world.give_bad(json!({ "terms": { "name": "", "unit": "个", "target": "十二", "direction": "higher", "weight_ppm": 0 } })).await;
    let fields: Vec<_> =
        wrong["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(fields, ["terms.name", "terms.target", "terms.weight_ppm"]);
}

impl World {
    /// A goal with some fields spoilt; answers with the refusal.
    async fn give_bad(&self, spoilt: serde_json::Value) -> serde_json::Value {
        let mut body = json!({ "employment_id": self.wang.employment, "month": MARCH, "terms": customers() });
        body.as_object_mut().unwrap().extend(spoilt.as_object().unwrap().clone());
        let refused = self.li().post("/api/v1/goals", body).await;
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")
    }
}
