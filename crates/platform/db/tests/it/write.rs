//! The unit of work.

use std::collections::BTreeSet;

use futures::future::join_all;
use heng_db::audit::{AuditFilter, Change, search};
use heng_db::{Event, PageSize};
use heng_testkit_db::TestDb;
use sea_orm::DbErr;
use serde::Serialize;

use crate::system;

#[derive(Serialize)]
struct Happened {
    n: i32,
}

impl Event for Happened {
    const NAME: &'static str = "test.happened.v1";
}

#[tokio::test]
async fn a_failed_unit_of_work_leaves_nothing_behind() {
    let test = TestDb::new().await;
    let actor = system(&test.db);
    let refused: Result<(), DbErr> = test
        .db
        .write(&actor, async |tx| {
            tx.emit(&Happened { n: 1 }).await?;
            tx.audit(Change::new("test.change", "thing", 1)).await?;
            tx.next_number("test").await?;
            Err(DbErr::Custom("no".to_owned()))
        })
        .await;
    assert!(refused.is_err());
    let rows = search(test.db.read(), &AuditFilter::default(), None, PageSize::clamped(None)).await.unwrap();
    assert!(rows.items.is_empty());
    let first = test.db.write(&actor, async |tx| tx.next_number("test").await).await.unwrap();
    assert_eq!(first, 1, "the number was given back");
}

/// Decision 15: two units of work that read the same row and write what they computed never lose an update.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn colliding_writers_each_get_their_own_number() {
    let test = TestDb::new().await;
    let other = test.another(2).await;
    let tasks = (0..24).map(|n| {
        let db = if n % 2 == 0 { test.db.clone() } else { other.clone() };
        tokio::spawn(async move {
            let actor = system(&db);
            loop {
                match db.write(&actor, async |tx| tx.next_number("race").await).await {
                    Ok(number) => break number,
                    Err(error) => assert!(heng_db::is_serialization_failure(&error), "{error}"),
                }
            }
        })
    });
    let numbers: BTreeSet<i64> = join_all(tasks).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(numbers, (1..=24).collect());
}

#[tokio::test]
async fn a_sequence_can_be_lifted_but_not_lowered() {
    let test = TestDb::new().await;
    let actor = system(&test.db);
    let numbers = test
        .db
        .write(&actor, async |tx| {
            tx.reserve_numbers("employee", 41).await?;
            tx.reserve_numbers("employee", 7).await?;
            Ok::<_, DbErr>((tx.next_number("employee").await?, tx.next_number("employee").await?))
        })
        .await
        .unwrap();
    assert_eq!(numbers, (42, 43));
}

#[tokio::test]
async fn readers_cannot_write_on_sqlite() {
    use sea_orm::ConnectionTrait;
    let test = TestDb::new().await;
    if test.db.backend() == heng_db::DbBackend::Sqlite {
        let refused = test.db.read().execute_unprepared("DELETE FROM setting").await;
        assert!(refused.is_err());
    }
}
