//! Attacks 30 and 31: looking into the trail, and failed work.

use axum::http::StatusCode;
use heng_access::{Actor, ClassSet, FieldClass, Scope};
use heng_db::{audit::Change, jobs::NewJob};
use serde_json::json;

use crate::office::{At, Office};

/// Two changes: one of a public field, one of pay.
async fn changes(office: &Office) {
    let machine = Actor::command_line(office.today());
    let written = office.test.db.write(&machine, async |tx| {
        let plain =
            Change::new("people.rename", "person", "p1").before(json!("old name")).after(json!("new name"));
        tx.audit(plain.classes(FieldClass::Public.into())).await?;
        let pay =
            Change::new("people.change_pay", "person", "p1").before(json!(800_000)).after(json!(900_000));
        tx.audit(pay.classes(ClassSet::of(&[FieldClass::Pay]))).await
    });
    written.await.unwrap();
}

#[tokio::test]
async fn the_trail_is_for_those_who_may_and_values_for_those_who_see_the_fields() {
    let office = Office::open().await;
    office.owner().await;
    changes(&office).await;
    let auditor = office.employ("auditor", None).await;
    office.employ("zhang", None).await;
    office
        .signed_in("zhang")
        .await
        .get("/api/v1/audit-entries")
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
    office.give(auditor.account, "auditor", Scope::All, At::Nowhere).await;
    let auditor = office.signed_in("auditor").await;
    let answer = auditor.get("/api/v1/audit-entries?action=people.").await;
    assert!(!answer.text.contains("900000"), "{}", answer.text);
    let list = answer.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["action"], "people.change_pay");
    assert_eq!(
        (&list["items"][0]["withheld"], &list["items"][0]["after_value"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(list["items"][1]["after_value"], "new name");
    let reads = |trail: Vec<heng_db::audit::entity::Model>| {
        trail.iter().filter(|row| row.action == "audit.search").count()
    };
    assert_eq!(reads(office.audit().await), 0, "nothing sensitive was shown");
    let boss = office.signed_in("boss").await;
    let list = boss.get("/api/v1/audit-entries?action=people.").await.expect(StatusCode::OK);
    assert_eq!(list["items"][0]["after_value"], 900_000);
    assert_eq!(reads(office.audit().await), 1, "what was shown is recorded");
}

#[tokio::test]
async fn an_entry_names_whom_it_is_about_to_those_who_may_see_them() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let machine = Actor::command_line(office.today());
    let about = Change::new("people.change_pay", "employment", zhang.employment).about(zhang.employment);
    office.test.db.write(&machine, async |tx| tx.audit(about.clone()).await).await.unwrap();
    let looker = office.employ("looker", None).await;
    let boss = office.signed_in("boss").await;
    let rows = json!([{ "permission": "audit.read", "scope": "all", "classes": ["public", "work"] }]);
    let role = json!({ "code": "trail_only", "name_zh": "只看记录", "name_en": "Trail only", "rows": rows });
    let role = boss.post("/api/v1/roles", role).await.expect(StatusCode::CREATED);
    let given = json!({ "account_id": looker.account, "role_id": role["id"], "scope": "all",
        "first_day": office.today() });
    boss.post("/api/v1/grants", given).await.expect(StatusCode::CREATED);
    let entry = async |login: &str| {
        let browser = office.signed_in(login).await;
        let list = browser.get("/api/v1/audit-entries?action=people.").await.expect(StatusCode::OK);
        list["items"][0].clone()
    };
    let seen = entry("boss").await;
    assert_eq!((&seen["employment_name"], &seen["employment_number"]), (&json!("zhang"), &json!("000001")));
    let unseen = entry("looker").await;
    assert_eq!(unseen["employment_id"], json!(zhang.employment));
    assert_eq!((&unseen["employment_name"], &unseen["employment_number"]), (&json!(null), &json!(null)));
}

#[tokio::test]
async fn the_trail_is_searched_by_who_what_when_and_whom() {
    let office = Office::open().await;
    let owner = office.owner().await;
    changes(&office).await;
    let boss = office.signed_in("boss").await;
    let count = async |query: &str| {
        let list = boss.get(&format!("/api/v1/audit-entries?{query}")).await.expect(StatusCode::OK);
        list["items"].as_array().unwrap().len()
    };
    assert_eq!(count("kind=sign_in").await, 1);
    assert_eq!(count("subject_kind=person&subject_id=p1").await, 2);
    let own = count(&format!("account_id={owner}")).await;
    assert_eq!(own, 2, "signing in, though nobody was signed in yet; and reading what is sensitive");
    assert_eq!(count("until=2026-01-01T00:00:00Z").await, 0);
    assert_eq!(count("action=people.change_pay").await, 1);
    assert_eq!(count("action=people%25").await, 0);
    let first = boss.get("/api/v1/audit-entries?limit=1").await.expect(StatusCode::OK);
    let next = first["next"].as_str().unwrap();
    assert_eq!(count(&format!("limit=1&after={next}")).await, 1);
}

#[tokio::test]
async fn nobody_can_change_or_drop_a_row_of_the_trail_over_the_api() {
    let office = Office::open().await;
    office.owner().await;
    changes(&office).await;
    let boss = office.signed_in("boss").await;
    let before = office.audit().await.len();
    for method in [http::Method::DELETE, http::Method::PUT, http::Method::PATCH, http::Method::POST] {
        let answer = boss.send(method, "/api/v1/audit-entries", Some(json!({}))).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    assert_eq!(office.audit().await.len(), before);
}

#[tokio::test]
async fn failed_jobs_are_shown_and_retried_by_those_who_may() {
    use heng_db::{
        Relay,
        jobs::{ClaimedJob, JobError, JobHandler, Worker, WorkerSettings},
    };
    use std::sync::Arc;
    #[derive(Debug)]
    struct Fails;
    #[async_trait::async_trait]
    impl JobHandler for Fails {
        fn kind(&self) -> &'static str {
            "test.fails"
        }
        async fn run(&self, _: &heng_db::Db, _: &ClaimedJob) -> Result<(), JobError> {
            Err(JobError::GiveUp("the partner said no".to_owned()))
        }
    }
    let office = Office::open().await;
    office.owner().await;
    let hr = office.employ("hr", None).await;
    office.give(hr.account, "hr", Scope::All, At::Nowhere).await;
    let machine = Actor::command_line(office.today());
    let payload = json!({ "secret": "salary 9000" });
    let queued = office
        .test
        .db
        .write(&machine, async |tx| tx.enqueue(NewJob::new("test.fails", payload.clone())).await);
    let id = queued.await.unwrap().unwrap();
    let worker = Worker::new(
        office.test.db.clone(),
        Relay::new(vec![]),
        vec![Arc::new(Fails)],
        vec![],
        WorkerSettings::new("t"),
    );
    worker.drain().await.unwrap();
    let hr = office.signed_in("hr").await;
    let answer = hr.get("/api/v1/failed-jobs").await;
    assert!(!answer.text.contains("9000"), "payloads are not shown");
    assert_eq!(answer.expect(StatusCode::OK)["items"][0]["last_error"], "the partner said no");
    hr.post(&format!("/api/v1/failed-jobs/{id}/retry"), json!({}))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
    let boss = office.signed_in("boss").await;
    boss.post(&format!("/api/v1/failed-jobs/{id}/retry"), json!({})).await.expect(StatusCode::NO_CONTENT);
    boss.post(&format!("/api/v1/failed-jobs/{id}/retry"), json!({}))
        .await
        .refused(StatusCode::NOT_FOUND, "not_found");
    assert_eq!(hr.get("/api/v1/failed-jobs").await.expect(StatusCode::OK)["items"], json!([]));
}
