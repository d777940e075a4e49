//! Rows to work with: through the units of work that real ones come through, and straight into tables where no module
//! is at hand.

use std::convert::Infallible;

use bytes::Bytes;
use futures::stream;
use heng::System;
use heng_access::Actor;
use heng_db::{Db, Event, Tx, audit::Change, jobs::NewJob};
use heng_files::Media;
use heng_kernel::FileId;
use sea_orm::{
    ConnectionTrait, DbErr, Value,
    sea_query::{Expr, Query},
};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

#[derive(Serialize)]
pub struct Happened {
    pub n: u64,
}

impl Event for Happened {
    const NAME: &'static str = "test.happened.v1";
}

pub fn system_actor(db: &Db) -> Actor {
    Actor::job("test", db.now().date_naive())
}

pub async fn insert(tx: &Tx, table: &'static str, row: &[(&'static str, Value)]) -> Result<(), DbErr> {
    let mut statement = Query::insert();
    statement
        .into_table(table)
        .columns(row.iter().map(|(column, _)| *column))
        .values(row.iter().map(|(_, value)| Expr::value(value.clone())))
        .map_err(|e| DbErr::Custom(e.to_string()))?;
    tx.db().execute(&statement).await.map(|_| ())
}

/// One unit of work that leaves a row of every kind the platform writes.
pub async fn happen(db: &Db, n: u64) {
    db.write(&system_actor(db), async |tx| {
        tx.emit(&Happened { n }).await?;
        tx.enqueue(
            NewJob::new("test.nobody_handles_this", json!({ "b": [n, null], "a": "衡" }))
                .keyed(format!("k{n}")),
        )
        .await?;
        tx.audit(Change::new("test.happen", "thing", n).before(json!(null)).after(json!({ "n": n }))).await?;
        tx.tell("test", "thing").await?;
        tx.next_number("things").await?;
        Ok::<_, DbErr>(())
    })
    .await
    .unwrap();
}

/// A document.
pub async fn document(system: &System, name: &str, text: &str) -> FileId {
    let content = stream::iter([Ok::<_, Infallible>(Bytes::from(text.to_owned()))]);
    let staged = system.files.stage(name, &[Media::Text], content).await.unwrap();
    let actor = system_actor(&system.db);
    system.db.write(&actor, async |tx| system.files.keep(&tx, &staged).await).await.unwrap()
}

/// A unit, a job and a position that points to both.
pub async fn position(db: &Db, code: &str, unit: &str, headcount: i32) {
    db.write(&system_actor(db), async |tx| {
        let (unit_id, job_id, id): (Uuid, Uuid, Uuid) = (tx.new_id(), tx.new_id(), tx.new_id());
        insert(
            &tx,
            "unit",
            &[
                ("id", unit_id.into()),
                ("kind", "department".into()),
                ("code", unit.into()),
                ("created_at", tx.now.into()),
            ],
        )
        .await?;
        insert(
            &tx,
            "job_title",
            &[
                ("id", job_id.into()),
                ("code", format!("J-{code}").into()),
                ("name", "店长".into()),
                ("retired", false.into()),
                ("created_at", tx.now.into()),
            ],
        )
        .await?;
        insert(
            &tx,
            "position",
            &[
                ("id", id.into()),
                ("code", code.into()),
                ("name", "一店店长".into()),
                ("unit_id", unit_id.into()),
                ("job_id", job_id.into()),
                ("headcount", headcount.into()),
                ("from_on", chrono::NaiveDate::from_ymd_opt(2026, 3, 1).into()),
                ("created_at", tx.now.into()),
            ],
        )
        .await
    })
    .await
    .unwrap();
}

/// A small installation with something in every corner.
pub async fn all(system: &System) {
    for n in 0..10 {
        happen(&system.db, n).await;
    }
    // More rows than go into one statement.
    let actor = system_actor(&system.db);
    let many = async |tx: Tx| {
        for n in 0..600 {
            tx.emit(&Happened { n }).await?;
        }
        Ok::<_, DbErr>(())
    };
    system.db.write(&actor, many).await.unwrap();
    position(&system.db, "P1", "U1", 2).await;
    document(system, "合同.txt", "劳动合同").await;
    document(system, "long.txt", &"很长的文件。".repeat(5_000)).await;
}
