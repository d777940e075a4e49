//! The law of frozen results: whatever was reported, taken back and corrected, a result is what its observations give, again
//! and again.

use axum::http::StatusCode;
use heng_kernel::{Fixed, GoalId, ObservationId, Rate};
use heng_score::{Bounds, Direction, Goal, Observation, score};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};

use crate::world::{MARCH, World, at, day, weighing};

/// One thing that happens to one of two goals.
#[derive(Clone, Debug)]
enum Deed {
    Report { goal: usize, value: i32, day: u32 },
    TakeBack { goal: usize, which: usize, value: i32, day: u32 },
    Correct { goal: usize, which: usize, value: i32 },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let value = -50..400;
    let report =
        (0..2usize, value.clone(), 1..21u32).prop_map(|(goal, value, day)| Deed::Report { goal, value, day });
    let take_back = (0..2usize, 0..6usize, value.clone(), 1..21u32)
        .prop_map(|(goal, which, value, day)| Deed::TakeBack { goal, which, value, day });
    let correct =
        (0..2usize, 0..6usize, value).prop_map(|(goal, which, value)| Deed::Correct { goal, which, value });
    proptest::collection::vec(prop_oneof![3 => report, 1 => take_back, 2 => correct], 1..12)
}

#[test]
fn a_result_rebuilt_from_its_observations_is_the_frozen_one() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cases = ProptestConfig::default().cases.min(16);
    let mut runner = TestRunner::new(ProptestConfig { cases, ..ProptestConfig::default() });
    runner.run(&deeds(), |deeds| runtime.block_on(holds(deeds))).unwrap();
}

async fn holds(deeds: Vec<Deed>) -> Result<(), TestCaseError> {
    let world = World::new().await;
    let goals = [
        world.agreed(weighing(600_000, "新成交客户", "120")).await,
        world.agreed(weighing(400_000, "回访", "75")).await,
    ];
    world.set("2026-03-20T04:00:00Z");
    for deed in deeds {
        world.app.clock().advance(chrono::TimeDelta::minutes(1));
        let (path, body, manager) = request(&world, &goals, &deed).await;
        let caller = if manager { world.li() } else { world.wang() };
        let Some(path) = path else { continue };
        let status = caller.post(&path, body).await.status;
        prop_assert!(status == StatusCode::CREATED || status == StatusCode::CONFLICT, "{deed:?}: {status}");
    }
    world.set("2026-04-01T02:00:00Z");
    let report = world.issue(MARCH, json!({})).await;
    let frozen = world.result(&report).await;
    let proven = json!({
        "inputs_intact": true, "outcome_follows": true, "sources_agree": true, "restated_since": false,
    });
    prop_assert_eq!(&frozen["check"], &proven);
    let mut sheet = vec![];
    for (id, (target, weight)) in goals.iter().zip([(120, 600_000), (75, 400_000)]) {
        let shown = world.goal(id).await;
        sheet.push((as_goal(id, target, weight), observations(&shown)));
    }
    let total = score(&sheet, day("2026-03-31")).total.map(|points| points.to_string());
    prop_assert_eq!(&frozen["score"]["total"], &json!(total));
    world.app.clock().advance(chrono::TimeDelta::days(40));
    prop_assert_eq!(&world.result(&report).await["score"], &frozen["score"]);
    Ok(())
}

/// The request for a deed; no path when there is nothing to take back or correct.
async fn request(world: &World, goals: &[String], deed: &Deed) -> (Option<String>, Value, bool) {
    let on = |day: &u32| format!("2026-03-{day:02}");
    match deed {
        Deed::Report { goal, value, day } => {
            let body = json!({ "value": value.to_string(), "words": "报", "day_on": on(day) });
            (Some(format!("/api/v1/goals/{}/progress", goals[*goal])), body, false)
        }
        Deed::TakeBack { goal, which, value, day } => {
            let id = nth(world, &goals[*goal], *which).await;
            let body =
                json!({ "value": value.to_string(), "words": "改", "day_on": on(day), "supersedes": id });
            (id.map(|_| format!("/api/v1/goals/{}/progress", goals[*goal])), body, false)
        }
        Deed::Correct { goal, which, value } => {
            let id = nth(world, &goals[*goal], *which).await;
            let path = id.map(|id| format!("/api/v1/progress/{id}/correct"));
            (path, json!({ "value": value.to_string(), "reason": "核" }), true)
        }
    }
}

async fn nth(world: &World, goal: &str, which: usize) -> Option<String> {
    let shown = world.goal(goal).await;
    let rows = shown["observations"].as_array().unwrap();
    rows.get(which).map(|row| row["id"].as_str().unwrap().to_owned())
}

fn as_goal(id: &str, target: i32, weight_ppm: i64) -> Goal {
    Goal {
        id: id.parse::<GoalId>().unwrap(),
        target: Fixed::whole(target.into()),
        baseline: None,
        unit: "个".to_owned(),
        direction: Direction::Higher,
        weight: Rate::from_ppm(weight_ppm),
        due_on: day("2026-03-31"),
        bounds: Bounds::default(),
    }
}

/// The shown observations, read back as the engine's input.
fn observations(goal: &Value) -> Vec<Observation> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = goal["observations"].as_array().unwrap();
    let read = |row: &Value| Observation {
        id: text(row, "id").parse::<ObservationId>().unwrap(),
        value: text(row, "value").parse().unwrap(),
        on: day(&text(row, "day_on")),
        at: at(&text(row, "at")),
        supersedes: row["supersedes"].as_str().map(|id| id.parse().unwrap()),
    };
    rows.iter().map(read).collect()
}
