//! Who may not.

use axum::http::{Method, StatusCode};
use heng_testkit::{Answer, Caller, openapi};
use serde_json::{Value, json};

use crate::world::{MARCH, Person, World, customers};

/// Ids of everything 王小明 has after March.
struct Ids {
    goal: String,
    observation: String,
    report: String,
    improvement: String,
}

async fn after_march(world: &World) -> Ids {
    let goal = world.agreed(customers()).await;
    let observation = world.report(&goal, "9", "2026-03-02").await["observations"][0]["id"].clone();
    world.set("2026-04-01T02:00:00Z");
    let item = json!({ "improvement": { "goal_id": goal, "target": "11", "action": "回访" } });
    let report = world.issue(MARCH, item).await;
    let improvement = world.result(&report).await["improvement"]["id"].as_str().unwrap().to_owned();
    Ids { goal, observation: observation.as_str().unwrap().to_owned(), report, improvement }
}

impl Ids {
    fn unknown() -> Self {
        let id = || uuid::Uuid::from_u128(0x7fff_ffff).to_string();
        Self { goal: id(), observation: id(), report: id(), improvement: id() }
    }

    /// Every operation with an id in its path.
    fn operations(&self) -> Vec<(Method, String, Value)> {
        let Self { goal, observation, report, improvement } = self;
        let number = json!({ "value": "1", "words": "一" });
        let item = json!({ "goal_id": goal, "target": "11", "action": "回访" });
        let revise = json!({ "version": 1, "terms": customers(), "reason": "改" });
        [
            (Method::GET, format!("goals/{goal}"), Value::Null),
            (Method::POST, format!("goals/{goal}/confirm"), json!({ "version": 1 })),
            (Method::POST, format!("goals/{goal}/question"), json!({ "version": 1, "words": "？" })),
            (Method::POST, format!("goals/{goal}/revise"), revise),
            (Method::POST, format!("goals/{goal}/cancel"), json!({ "reason": "撤" })),
            (Method::POST, format!("goals/{goal}/progress"), number.clone()),
            (
                Method::POST,
                format!("progress/{observation}/correct"),
                json!({ "value": "1", "reason": "改" }),
            ),
            (Method::GET, format!("results/{report}"), Value::Null),
            (Method::POST, format!("results/{report}/acknowledge"), json!({})),
            (Method::POST, format!("results/{report}/improvement"), item),
            (Method::GET, format!("improvements/{improvement}"), Value::Null),
            (Method::POST, format!("improvements/{improvement}/progress"), number),
        ]
        .map(|(method, path, body)| (method, format!("/api/v1/{path}"), body))
        .to_vec()
    }
}

async fn send(caller: &Caller, (method, path, body): &(Method, String, Value)) -> Answer {
    caller.send(method.clone(), path, (!body.is_null()).then(|| body.clone())).await
}

#[tokio::test]
async fn every_operation_with_an_id_has_its_attack() {
    let world = World::new().await;
    let with_id =
        openapi::operations(&world.app.openapi).into_iter().filter(|op| op.path.contains('{')).count();
    assert_eq!(with_id, Ids::unknown().operations().len(), "an operation with an id has no attack");
}

/// Attack case 1.
#[tokio::test]
async fn what_belongs_to_somebody_else_is_answered_like_what_does_not_exist() {
    let world = World::new().await;
    let ids = after_march(&world).await;
    let colleague = ("a colleague", world.employee(world.zhao));
    let other_branch = ("a manager of another branch", world.manager(world.chen));
    let other_company = ("a manager of another company", world.manager(world.sun));
    let administrator = ("an IT administrator", world.with_roles(world.zhou, &["employee", "it_admin"]));
    for (who, caller) in [colleague, other_branch, other_company, administrator] {
        for (theirs, nobodys) in ids.operations().iter().zip(Ids::unknown().operations()) {
            let (theirs, nobodys) = (send(&caller, theirs).await, send(&caller, &nobodys).await);
            assert_eq!(
                (theirs.status, theirs.code()),
                (StatusCode::NOT_FOUND, "not_found"),
                "{who}: {}",
                theirs.body
            );
            assert_eq!((theirs.status, &theirs.bytes), (nobodys.status, &nobodys.bytes), "{who}");
        }
    }
}

/// Attack case 1.
#[tokio::test]
async fn somebody_with_group_scope_learns_of_an_unknown_id_only_that_it_is_unknown() {
    let world = World::new().await;
    let head = world.with_roles(world.zhou, &["employee", "hr_head"]);
    for operation in Ids::unknown().operations() {
        let answer = send(&head, &operation).await;
        // Deeds in one's own name are nobody else's, known id or not.
        let own_deed = answer.status == StatusCode::FORBIDDEN;
        assert!(own_deed || answer.status == StatusCode::NOT_FOUND, "{operation:?}: {}", answer.body);
    }
}

/// Attack case 2: ids in bodies, in the query, in filters.
#[tokio::test]
async fn ids_in_bodies_and_filters_reach_no_further_than_ids_in_paths() {
    let world = World::new().await;
    let ids = after_march(&world).await;
    for caller in [world.manager(world.chen), world.manager(world.sun), world.employee(world.zhao)] {
        let to_wang =
            json!({ "employment_id": world.wang.employment, "month": "2026-04", "terms": customers() });
        let give = caller.post("/api/v1/goals", to_wang).await;
        give.refused(StatusCode::NOT_FOUND, "not_found");
        let issue = json!({ "employment_id": world.wang.employment, "month": MARCH, "reason": "改" });
        caller.post("/api/v1/results", issue).await.refused(StatusCode::NOT_FOUND, "not_found");
        let of_wang = format!("employment_id={}&month=2026-04", world.wang.employment);
        let preview = caller.get(&format!("/api/v1/results/preview?{of_wang}")).await;
        preview.refused(StatusCode::NOT_FOUND, "not_found");
        for list in ["goals", "results", "improvements"] {
            let found = caller.get(&format!("/api/v1/{list}?employment_id={}", world.wang.employment)).await;
            assert_eq!(found.expect(StatusCode::OK), json!({ "items": [] }), "{list}");
        }
    }
    let borrowed = json!({ "value": "1", "words": "一", "supersedes": ids.observation });
    let own = world.give_to(&world.li(), world.zhao, "2026-04", customers()).await;
    let path = |verb: &str| format!("/api/v1/goals/{}/{verb}", own["id"].as_str().unwrap());
    let zhao = world.employee(world.zhao);
    zhao.post(&path("confirm"), json!({ "version": 1 })).await.expect(StatusCode::OK);
    let refused = zhao.post(&path("progress"), borrowed).await;
    let problem = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    assert_eq!(problem["errors"][0]["code"], "unknown", "a number of another goal is no number of this one");
}

/// Attack case 5.
#[tokio::test]
async fn state_score_author_and_place_cannot_be_posted() {
    let world = World::new().await;
    let forged = [
        ("state", json!("confirmed")),
        ("given_by", json!(world.chen.employment)),
        ("manager_id", json!(world.chen.employment)),
        ("confirmed_version", json!(1)),
        ("company_id", json!(uuid::Uuid::nil())),
    ];
    for (field, value) in forged {
        let mut body =
            json!({ "employment_id": world.wang.employment, "month": MARCH, "terms": customers() });
        body[field] = value;
        let refused = world.li().post("/api/v1/goals", body).await;
        let problem = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
        assert_eq!(problem["errors"], json!([{ "field": field, "code": "unknown_field" }]));
    }
    let goal = world.agreed(customers()).await;
    let number = json!({ "value": "1", "words": "一", "at": "2020-01-01T00:00:00Z", "source": "correction" });
    let refused = world.wang().post(&format!("/api/v1/goals/{goal}/progress"), number).await;
    refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    world.set("2026-04-01T02:00:00Z");
    let scored = json!({ "employment_id": world.wang.employment, "month": MARCH, "total": "120.00" });
    let refused = world.li().post("/api/v1/results", scored).await;
    assert_eq!(
        refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid")["errors"][0]["field"],
        "total"
    );
}

/// Every way of judging oneself, whatever one is granted.
#[tokio::test]
async fn nobody_gives_themselves_a_goal_or_touches_their_own_result() {
    let world = World::new().await;
    let ids = after_march(&world).await;
    let judged = |who: Person| json!({ "employment_id": who.employment, "month": MARCH });
    for roles in [["employee", "manager"], ["employee", "hr_head"], ["employee", "owner"]] {
        let wang = world.with_roles(world.wang, &roles);
        let mut give = judged(world.wang);
        give["month"] = json!("2026-04");
        give["terms"] = customers();
        assert_eq!(wang.post("/api/v1/goals", give).await.status, StatusCode::FORBIDDEN, "{roles:?}");
        let mut anew = judged(world.wang);
        anew["reason"] = json!("重算");
        assert_eq!(wang.post("/api/v1/results", anew).await.status, StatusCode::FORBIDDEN, "{roles:?}");
        for operation in ids.operations() {
            let judges = ["/revise", "/cancel", "/correct", "/improvement"];
            if judges.iter().any(|end| operation.1.ends_with(end)) {
                let answer = send(&wang, &operation).await;
                assert_eq!(
                    answer.status,
                    StatusCode::FORBIDDEN,
                    "{roles:?} {}: {}",
                    operation.1,
                    answer.body
                );
            }
        }
    }
    let shown = world.result(&ids.report).await;
    assert_eq!((&shown["version"], &shown["check"]["restated_since"]), (&json!(1), &json!(false)));
}

#[tokio::test]
async fn nobody_confirms_reports_or_acknowledges_for_somebody_else() {
    let world = World::new().await;
    let goal = world.give_to(&world.li(), world.wang, MARCH, customers()).await;
    let path = |verb: &str| format!("/api/v1/goals/{}/{verb}", goal["id"].as_str().unwrap());
    let deeds = [
        (path("confirm"), json!({ "version": 1 })),
        (path("question"), json!({ "version": 1, "words": "？" })),
        (path("progress"), json!({ "value": "1", "words": "一" })),
    ];
    for caller in [world.li(), world.with_roles(world.zhou, &["employee", "owner"]), world.app.system()] {
        for (path, body) in &deeds {
            caller.post(path, body.clone()).await.refused(StatusCode::FORBIDDEN, "auth.denied");
        }
    }
}

#[tokio::test]
async fn hr_and_auditors_see_goals_and_change_none() {
    let world = World::new().await;
    let ids = after_march(&world).await;
    for role in ["hr", "auditor"] {
        let caller = world.with_roles(world.zhou, &["employee", role]);
        caller.get(&format!("/api/v1/goals/{}", ids.goal)).await.expect(StatusCode::OK);
        let cancel =
            caller.post(&format!("/api/v1/goals/{}/cancel", ids.goal), json!({ "reason": "撤" })).await;
        cancel.refused(StatusCode::FORBIDDEN, "auth.denied");
    }
}
