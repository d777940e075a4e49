//! The queue and the outbox.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use chrono::TimeDelta;
use heng_db::{
    Db, Event, PageSize, Relay, Subscriber, Tx,
    jobs::{
        ClaimedJob, JobError, JobFilter, JobHandler, NewJob, Recurring, Worker, WorkerSettings, failed, retry,
    },
};
use heng_testkit_db::TestDb;
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::watch;

use crate::system;

#[derive(Serialize, Deserialize)]
struct Happened {
    n: usize,
}

impl Event for Happened {
    const NAME: &'static str = "test.happened.v1";
}

/// Notes what it ran; fails as told.
#[derive(Default)]
struct Noting {
    ran: Mutex<Vec<String>>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    failures: AtomicUsize,
}

#[async_trait]
impl JobHandler for Noting {
    fn kind(&self) -> &'static str {
        "test.note"
    }

    async fn run(&self, _: &Db, job: &ClaimedJob) -> Result<(), JobError> {
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        tokio::task::yield_now().await;
        self.ran.lock().unwrap().push(job.id().to_string());
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        if self.failures.load(Ordering::SeqCst) > 0 {
            self.failures.fetch_sub(1, Ordering::SeqCst);
            return Err(JobError::Retry("not yet".to_owned()));
        }
        Ok(())
    }
}

fn worker(db: &Db, handler: &Arc<Noting>, owner: &str) -> Worker {
    let relay = Relay::new(vec![Subscriber { event: Happened::NAME, job: "test.note" }]);
    Worker::new(db.clone(), relay, vec![handler.clone()], vec![], WorkerSettings::new(owner))
}

async fn queue(db: &Db, job: NewJob) -> bool {
    db.write(&system(db), async |tx| tx.enqueue(job.clone()).await).await.unwrap().is_some()
}

#[tokio::test]
async fn a_key_is_queued_once_also_when_its_job_is_done() {
    let test = TestDb::new().await;
    let handler = Arc::new(Noting::default());
    let job = || NewJob::new("test.note", json!({})).keyed("only");
    assert!(queue(&test.db, job()).await);
    assert!(!queue(&test.db, job()).await);
    worker(&test.db, &handler, "a").drain().await.unwrap();
    assert!(!queue(&test.db, job()).await, "not after it is done either");
    assert_eq!(handler.ran.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_failure_is_tried_again_later_and_later_then_shown_to_people() {
    let test = TestDb::new().await;
    let handler = Arc::new(Noting { failures: AtomicUsize::new(99), ..Noting::default() });
    let worker = worker(&test.db, &handler, "a");
    queue(&test.db, NewJob::new("test.note", json!({})).attempts(3)).await;
    for (wait, tried) in [(0, 1), (1, 1), (1, 2), (3, 2), (1, 3), (999, 3)] {
        test.clock.advance(TimeDelta::seconds(wait));
        worker.drain().await.unwrap();
        assert_eq!(handler.ran.lock().unwrap().len(), tried);
    }
    let dead = failed(test.db.read(), JobFilter::Dead, None, PageSize::clamped(None)).await.unwrap().items;
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].last_error.as_deref(), Some("not yet"));

    handler.failures.store(0, Ordering::SeqCst);
    assert!(retry(test.db.maintenance(), dead[0].id, test.db.now()).await.unwrap());
    worker.drain().await.unwrap();
    assert!(
        failed(test.db.read(), JobFilter::Dead, None, PageSize::clamped(None))
            .await
            .unwrap()
            .items
            .is_empty()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_workers_share_a_queue_and_run_nothing_twice() {
    let test = TestDb::new().await;
    let handler = Arc::new(Noting::default());
    let actor = system(&test.db);
    test.db
        .write(&actor, async |tx| {
            for n in 0..60 {
                tx.enqueue(NewJob::new("test.note", json!({ "n": n }))).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
    let stores = [test.db.clone(), test.another(2).await, test.another(3).await];
    let (stop, stopped) = watch::channel(false);
    let running: Vec<_> = stores
        .iter()
        .enumerate()
        .map(|(n, db)| {
            let (worker, stopped) = (worker(db, &handler, &format!("w{n}")), stopped.clone());
            tokio::spawn(async move { worker.run(stopped).await })
        })
        .collect();
    let all = async {
        while handler.ran.lock().unwrap().len() < 60 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), all).await.expect("the queue is worked off");
    stop.send(true).unwrap();
    for task in running {
        task.await.unwrap();
    }
    let mut ran = handler.ran.lock().unwrap().clone();
    ran.sort();
    ran.dedup();
    assert_eq!((ran.len(), handler.ran.lock().unwrap().len()), (60, 60));
}

#[tokio::test]
async fn a_lost_lease_gives_the_job_to_another_and_its_first_holder_cannot_finish_it() {
    struct Dying(watch::Sender<bool>);
    #[async_trait]
    impl JobHandler for Dying {
        fn kind(&self) -> &'static str {
            "test.note"
        }
        async fn run(&self, db: &Db, job: &ClaimedJob) -> Result<(), JobError> {
            // The other worker takes it over while this one is at work.
            self.0.send_replace(true);
            let mut over = self.0.subscribe();
            over.wait_for(|over| !over).await.map_err(|e| JobError::GiveUp(e.to_string()))?;
            let late = db.write(&system(db), async |tx| job.finish(&tx).await).await;
            assert!(matches!(late, Err(DbErr::RecordNotUpdated)));
            Ok(())
        }
    }
    let test = TestDb::new().await;
    queue(&test.db, NewJob::new("test.note", json!({}))).await;
    let (signal, mut started) = watch::channel(false);
    let dying = Worker::new(
        test.db.clone(),
        Relay::new(vec![]),
        vec![Arc::new(Dying(signal.clone()))],
        vec![],
        WorkerSettings::new("dying"),
    );
    let first = tokio::spawn(async move { dying.drain().await });
    started.wait_for(|started| *started).await.unwrap();
    test.clock.advance(TimeDelta::minutes(2));
    let handler = Arc::new(Noting::default());
    assert_eq!(worker(&test.db, &handler, "other").drain().await.unwrap(), 1);
    signal.send_replace(false);
    first.await.unwrap().unwrap();
}

/// One attempt begins, a second one of the same worker begins, the first tries to finish while the second is at work.
struct Overtaken {
    step: watch::Sender<u8>,
    refused: AtomicUsize,
}

#[async_trait]
impl JobHandler for Overtaken {
    fn kind(&self) -> &'static str {
        "test.note"
    }

    async fn run(&self, db: &Db, job: &ClaimedJob) -> Result<(), JobError> {
        let until = async |step: u8| {
            let mut steps = self.step.subscribe();
            steps.wait_for(|now| *now == step).await.map(drop).map_err(|e| JobError::GiveUp(e.to_string()))
        };
        if job.attempt() == 1 {
            self.step.send_replace(1);
            until(2).await?;
            let late = db.write(&system(db), async |tx| job.finish(&tx).await).await;
            self.refused
                .fetch_add(usize::from(matches!(late, Err(DbErr::RecordNotUpdated))), Ordering::SeqCst);
            self.step.send_replace(3);
            return Ok(());
        }
        self.step.send_replace(2);
        until(3).await?;
        db.write(&system(db), async |tx| job.finish(&tx).await).await.map_err(JobError::from)
    }
}

#[tokio::test]
async fn an_attempt_whose_lease_was_lost_cannot_finish_the_next_attempt_of_the_same_worker() {
    let test = TestDb::new().await;
    queue(&test.db, NewJob::new("test.note", json!({})).attempts(2)).await;
    let handler = Arc::new(Overtaken { step: watch::channel(0).0, refused: AtomicUsize::new(0) });
    let same = || {
        let handlers: Vec<Arc<dyn JobHandler>> = vec![handler.clone()];
        Worker::new(test.db.clone(), Relay::new(vec![]), handlers, vec![], WorkerSettings::new("same"))
    };
    let (first, second) = (same(), same());
    let first = tokio::spawn(async move { first.drain().await });
    handler.step.subscribe().wait_for(|step| *step == 1).await.unwrap();
    test.clock.advance(TimeDelta::minutes(2));
    assert_eq!(second.drain().await.unwrap(), 1);
    first.await.unwrap().unwrap();
    assert_eq!(handler.refused.load(Ordering::SeqCst), 1, "the first attempt is over");
    let dead = failed(test.db.read(), JobFilter::Dead, None, PageSize::clamped(None)).await.unwrap();
    assert!(dead.items.is_empty(), "the second attempt finished its job");
}

/// Works for ever, and tells when it is stopped.
struct Endless(watch::Sender<u8>);

#[async_trait]
impl JobHandler for Endless {
    fn kind(&self) -> &'static str {
        "test.note"
    }

    async fn run(&self, _: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        struct Stopped<'a>(&'a watch::Sender<u8>);
        impl Drop for Stopped<'_> {
            fn drop(&mut self) {
                self.0.send_replace(2);
            }
        }
        let stopped = Stopped(&self.0);
        self.0.send_replace(1);
        std::future::pending::<()>().await;
        drop(stopped);
        Ok(())
    }
}

#[tokio::test]
async fn work_whose_lease_was_lost_is_stopped() {
    let test = TestDb::new().await;
    queue(&test.db, NewJob::new("test.note", json!({}))).await;
    let (signal, mut step) = watch::channel(0);
    // The clock stands still: the lease is renewed every few milliseconds and ends when the clock is moved.
    let settings = WorkerSettings { lease: TimeDelta::milliseconds(30), ..WorkerSettings::new("endless") };
    let endless: Vec<Arc<dyn JobHandler>> = vec![Arc::new(Endless(signal))];
    let endless = Worker::new(test.db.clone(), Relay::new(vec![]), endless, vec![], settings);
    let first = tokio::spawn(async move { endless.drain().await });
    step.wait_for(|step| *step == 1).await.unwrap();
    let handler = Arc::new(Noting::default());
    let other = worker(&test.db, &handler, "other");
    let taken_over = async {
        while other.drain().await.unwrap() == 0 {
            test.clock.advance(TimeDelta::seconds(1));
        }
        step.wait_for(|step| *step == 2).await.unwrap();
    };
    tokio::time::timeout(Duration::from_mins(1), taken_over).await.expect("taken over, then stopped");
    assert_eq!(first.await.unwrap().unwrap(), 1);
    assert_eq!(handler.ran.lock().unwrap().len(), 1);
}

/// One unit of work, longer than its lease is renewed.
struct Long;

#[async_trait]
impl JobHandler for Long {
    fn kind(&self) -> &'static str {
        "test.note"
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let long = async |tx: Tx| {
            for _ in 0..2_000 {
                tx.db().execute_unprepared("SELECT 1").await?;
            }
            Ok::<_, DbErr>(())
        };
        Ok(db.write(&system(db), long).await?)
    }
}

/// Waiting for the writer it held itself, the work stood still until the wait ran out, after twenty seconds.
#[tokio::test]
async fn a_long_unit_of_work_is_not_paused_by_its_own_lease() {
    let test = TestDb::new().await;
    queue(&test.db, NewJob::new("test.note", json!({}))).await;
    let settings = WorkerSettings { lease: TimeDelta::milliseconds(30), ..WorkerSettings::new("long") };
    let long: Vec<Arc<dyn JobHandler>> = vec![Arc::new(Long)];
    let worker = Worker::new(test.db.clone(), Relay::new(vec![]), long, vec![], settings);
    let done = tokio::time::timeout(Duration::from_secs(15), worker.drain()).await;
    assert_eq!(done.expect("not paused").unwrap(), 1);
}

#[tokio::test]
async fn an_event_becomes_one_job_per_subscriber() {
    let test = TestDb::new().await;
    let handler = Arc::new(Noting::default());
    let actor = system(&test.db);
    for n in 0..3 {
        test.db.write(&actor, async |tx| tx.emit(&Happened { n }).await).await.unwrap();
    }
    let (a, b) = (worker(&test.db, &handler, "a"), worker(&test.db, &handler, "b"));
    a.drain().await.unwrap();
    b.drain().await.unwrap();
    assert_eq!(handler.ran.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn recurring_work_runs_once_per_slot_however_many_workers() {
    let test = TestDb::new().await;
    let handler = Arc::new(Noting::default());
    let recurring = vec![Recurring { kind: "test.note", every: TimeDelta::hours(1) }];
    let workers = ["a", "b"].map(|owner| {
        let handlers: Vec<Arc<dyn JobHandler>> = vec![handler.clone()];
        Worker::new(
            test.db.clone(),
            Relay::new(vec![]),
            handlers,
            recurring.clone(),
            WorkerSettings::new(owner),
        )
    });
    for _ in 0..3 {
        for worker in &workers {
            worker.drain().await.unwrap();
        }
        test.clock.advance(TimeDelta::hours(1));
    }
    assert_eq!(handler.ran.lock().unwrap().len(), 3);
}
