//! Group commit.

use futures::future::join_all;
use heng_db::Append;
use heng_testkit_db::TestDb;
use sea_orm::{ConnectionTrait, Statement, Value};

fn row(name: &str) -> Append {
    Append {
        table: "sequence",
        columns: &["name", "next"],
        values: vec![Value::from(name), Value::from(1_i64)],
    }
}

async fn count(test: &TestDb) -> i64 {
    let sql = "SELECT count(*) AS n FROM sequence";
    let statement = Statement::from_string(test.db.backend(), sql);
    test.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[tokio::test]
async fn every_caller_is_answered_after_the_commit() {
    let test = TestDb::new().await;
    let answers = join_all((0..600).map(|n| {
        let db = test.db.clone();
        async move { db.append(row(&format!("a{n}"))).await }
    }))
    .await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(count(&test).await, 600);
}

#[tokio::test]
async fn a_bad_row_harms_nobody_else() {
    let test = TestDb::new().await;
    test.db.append(row("taken")).await.unwrap();
    let names = ["x", "taken", "y", "taken", "z"];
    let answers = join_all(names.map(|name| test.db.append(row(name)))).await;
    let good: Vec<bool> = answers.iter().map(Result::is_ok).collect();
    assert_eq!(good, [true, false, true, false, true]);
    assert_eq!(count(&test).await, 4);
}

#[tokio::test]
async fn what_waits_is_written_before_the_store_closes() {
    let test = TestDb::new().await;
    let waiting = tokio::spawn({
        let db = test.db.clone();
        async move { db.append(row("last")).await }
    });
    tokio::task::yield_now().await;
    test.db.close().await.unwrap();
    let answered = waiting.await.unwrap();
    let other = test.another(2).await;
    let statement =
        Statement::from_string(other.backend(), "SELECT 1 AS n FROM sequence WHERE name = 'last'");
    let found = other.read().query_one_raw(statement).await.unwrap().is_some();
    assert_eq!(answered.is_ok(), found, "acknowledged exactly when stored");
}
