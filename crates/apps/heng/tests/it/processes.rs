//! Several servers on one database.

use heng_db::jobs::NewJob;
use rustix::process::Signal;
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query},
};
use serde_json::json;

use crate::{
    fill,
    place::{Place, Running, eventually},
};

async fn queue(db: &heng_db::Db, jobs: std::ops::Range<u32>) {
    db.write(&fill::system_actor(db), async |tx| {
        for n in jobs.clone() {
            tx.enqueue(NewJob::new("files.erase", json!({ "location": format!("no/{n}") }))).await?;
        }
        Ok::<_, DbErr>(())
    })
    .await
    .unwrap();
}

async fn count(db: &heng_db::Db, table: &'static str, condition: Expr) -> i64 {
    let select =
        Query::select().expr_as(Expr::col("id").count(), "n").from(table).and_where(condition).to_owned();
    db.read().query_one(&select).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[tokio::test]
async fn three_servers_share_queue_and_audit_trail_and_outlive_one_that_is_killed() {
    let place = Place::new().await;
    let system = place.system().await;
    let db = &system.db;
    let mut servers: Vec<Running> = (0..3).map(|_| place.serve()).collect();
    queue(db, 0..100).await;
    let done = async |n| {
        count(db, "job", Expr::col("kind").eq("files.erase").and(Expr::col("state").eq("done"))).await == n
    };
    eventually("the queue is worked off", async || done(100).await).await;
    assert_eq!(count(db, "job", Expr::col("attempts").gt(1)).await, 0, "nothing ran twice");

    for n in 0..50 {
        fill::happen(db, n).await;
    }
    let unsealed = async || count(db, "audit_entry", Expr::col("seq").is_null()).await;
    eventually("every audit row is sealed", async || unsealed().await == 0).await;
    assert_eq!(place.run(["audit", "verify"]).code, 0);

    let killed = servers.remove(0);
    killed.signal(Signal::KILL);
    assert_eq!(killed.ended().0, None);
    queue(db, 100..150).await;
    eventually("the others go on", async || done(150).await).await;
    for server in servers {
        server.signal(Signal::TERM);
        let (code, log) = server.ended();
        assert_eq!(code, Some(0), "{log}");
    }
    system.close().await.unwrap();
}
