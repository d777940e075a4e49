//! What is over goes, after its time and not before.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use heng_db::{
    Db, Event, Relay, Sweep,
    jobs::{ClaimedJob, JobError, JobHandler, NewJob, Worker, WorkerSettings},
};
use heng_testkit_db::TestDb;
use sea_orm::{ConnectionTrait, Statement, sea_query::Query};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::system;

#[derive(Serialize, Deserialize)]
struct Happened;

impl Event for Happened {
    const NAME: &'static str = "test.happened.v1";
}

/// Does `test.well`; `test.badly` is given up.
struct Doing(&'static str);

#[async_trait]
impl JobHandler for Doing {
    fn kind(&self) -> &'static str {
        self.0
    }

    async fn run(&self, _: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        if self.0 == "test.well" { Ok(()) } else { Err(JobError::GiveUp("never".to_owned())) }
    }
}

async fn count(test: &TestDb, what: &str) -> i64 {
    let sql = Statement::from_string(test.db.backend(), format!("SELECT COUNT(*) FROM {what}"));
    test.db.read().query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn answers_events_and_done_jobs_go_after_their_days_and_dead_jobs_stay() {
    let test = TestDb::new().await;
    let handlers: Vec<Arc<dyn JobHandler>> =
        vec![Arc::new(Doing("test.well")), Arc::new(Doing("test.badly")), Arc::new(Sweep)];
    let worker = Worker::new(
        test.db.clone(),
        Relay::new(vec![]),
        handlers,
        vec![Sweep::every()],
        WorkerSettings::new("a"),
    );
    let answer = Query::insert()
        .into_table("idempotency")
        .columns(["account_id", "key", "fingerprint", "status", "body", "at"])
        .values_panic([
            uuid::Uuid::from_u128(1).into(),
            "once".into(),
            vec![0_u8; 32].into(),
            200.into(),
            "{}".into(),
            test.db.now().into(),
        ])
        .to_owned();
    test.db
        .write(&system(&test.db), async |tx| {
            tx.emit(&Happened).await?;
            tx.enqueue(NewJob::new("test.well", json!({})).keyed("well")).await?;
            tx.enqueue(NewJob::new("test.badly", json!({}))).await?;
            tx.db().execute(&answer).await
        })
        .await
        .unwrap();
    let rows = ["idempotency", "outbox", "job WHERE kind = 'test.well'", "job WHERE kind = 'test.badly'"];
    let start = test.db.now();
    for (days, left) in
        [(0, [1, 1, 1, 1]), (6, [1, 1, 1, 1]), (8, [0, 1, 1, 1]), (31, [0, 0, 1, 1]), (91, [0, 0, 0, 1])]
    {
        test.clock.set(start + TimeDelta::days(days));
        worker.drain().await.unwrap();
        for (row, left) in rows.iter().zip(left) {
            assert_eq!(count(&test, row).await, left, "{row} after {days} days");
        }
    }
}
