//! Sealing registered columns again after a new data key was made.

use std::fmt;

use async_trait::async_trait;
use heng_access::Actor;
use heng_db::{
    Db,
    jobs::{ClaimedJob, JobError, JobHandler, NewJob},
};
use sea_orm::{
    ConnectionTrait, DbErr, QueryResult,
    sea_query::{Expr, ExprTrait, Order, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Context, Vault, VaultError};

/// The kind of job.
const KIND: &str = "vault.reseal";
/// Rows in one unit of work.
const AT_ONCE: u64 = 200;

/// Sealed columns of one table. Every module that seals columns registers them, or rotation would leave them behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealable {
    /// The table.
    pub table: &'static str,
    /// Its key: UUID columns whose plain text forms, joined by colons, are the row of [`Context::cell`].
    pub key: &'static [&'static str],
    /// The sealed columns.
    pub columns: &'static [&'static str],
}

impl Sealable {
    /// The place of one of its cells.
    pub fn cell(&self, column: &str, key: &[Uuid]) -> Context {
        Context::cell(self.table, column, row_text(key))
    }

    fn key_of(&self, row: &QueryResult) -> Result<Vec<Uuid>, DbErr> {
        self.key.iter().map(|column| row.try_get("", column)).collect()
    }
}

/// Handles `vault.reseal`: one batch of rows per job, each queueing the next in its own unit of work, so that it goes on
/// where it stopped whatever happens.
#[derive(Clone)]
pub struct Reseal {
    vault: Vault,
    registry: Vec<Sealable>,
}

/// How far it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Step {
    version: u32,
    table: usize,
    after: Vec<Uuid>,
}

impl Step {
    fn job(&self) -> Result<NewJob, serde_json::Error> {
        let key = format!("{KIND}:{}:{}:{}", self.version, self.table, row_text(&self.after));
        Ok(NewJob::new(KIND, serde_json::to_value(self)?).keyed(key))
    }
}

pub(crate) fn first_job(version: u32) -> Option<NewJob> {
    Step { version, table: 0, after: vec![] }.job().ok()
}

impl Reseal {
    /// For these columns.
    pub fn new(vault: Vault, registry: Vec<Sealable>) -> Self {
        Self { vault, registry }
    }

    /// Seals one batch again; answers the key of the last row seen, nothing at the end of the table.
    async fn batch(
        &self,
        db: &impl ConnectionTrait,
        sealable: &Sealable,
        step: &Step,
    ) -> Result<Vec<Uuid>, VaultError> {
        let rows = rows_after(db, sealable, &step.after).await?;
        let mut last = vec![];
        for row in &rows {
            let key = sealable.key_of(row)?;
            for &column in sealable.columns {
                let Some(sealed) = row.try_get::<Option<Vec<u8>>>("", column)? else { continue };
                if Vault::version_of(&sealed)? >= step.version {
                    continue;
                }
                let context = sealable.cell(column, &key);
                let again = self.vault.seal(&context, &self.vault.open_bytes(&context, &sealed)?)?;
                let mut update = Query::update();
                update.table(sealable.table).value(column, again);
                for (column, id) in sealable.key.iter().zip(&key) {
                    update.and_where(Expr::col(*column).eq(*id));
                }
                db.execute(&update).await?;
            }
            last = key;
        }
        Ok(last)
    }
}

impl fmt::Debug for Reseal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reseal").field("registry", &self.registry).finish_non_exhaustive()
    }
}

#[async_trait]
impl JobHandler for Reseal {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, db: &Db, job: &ClaimedJob) -> Result<(), JobError> {
        let step: Step = job.payload()?;
        let Some(sealable) = self.registry.get(step.table) else { return Ok(()) };
        self.vault.refresh(db).await.map_err(retry)?;
        if self.vault.current_version().map_err(retry)? < step.version {
            return Err(JobError::Retry("the new data key is not in use yet".to_owned()));
        }
        let actor = Actor::job(KIND, db.now().date_naive());
        db.write(&actor, async |tx| {
            let last = self.batch(tx.db(), sealable, &step).await?;
            let table = if last.is_empty() { step.table + 1 } else { step.table };
            if table < self.registry.len() {
                let next = Step { version: step.version, table, after: last };
                tx.enqueue(next.job().map_err(|e| DbErr::Json(e.to_string()))?).await?;
            }
            job.finish(&tx).await?;
            Ok::<_, VaultError>(())
        })
        .await
        .map_err(retry)
    }
}

fn retry(error: VaultError) -> JobError {
    JobError::Retry(error.to_string())
}

async fn rows_after(
    db: &impl ConnectionTrait,
    sealable: &Sealable,
    after: &[Uuid],
) -> Result<Vec<QueryResult>, DbErr> {
    let mut select = Query::select();
    select.columns(sealable.key.iter().chain(sealable.columns).copied()).from(sealable.table);
    if !after.is_empty() {
        let key = Expr::tuple(sealable.key.iter().map(|column| Expr::col(*column)));
        select.and_where(key.gt(Expr::tuple(after.iter().map(|id| Expr::value(*id)))));
    }
    for column in sealable.key {
        select.order_by(*column, Order::Asc);
    }
    db.query_all(select.limit(AT_ONCE)).await
}

/// A key as the row of a [`Context::cell`].
fn row_text(key: &[Uuid]) -> String {
    key.iter().map(Uuid::to_string).collect::<Vec<_>>().join(":")
}

/// Reads every registered cell as it stands in the database and opens it: the proof that the columns are sealed, and by
/// keys at hand. Answers how many cells, by `table.column`, and which do not open.
pub async fn registered_cells_open(
    db: &impl ConnectionTrait,
    vault: &Vault,
    registry: &[Sealable],
) -> Result<(u64, Vec<String>), DbErr> {
    let (mut opened, mut bad) = (0, vec![]);
    for sealable in registry {
        let mut after = vec![];
        loop {
            let rows = rows_after(db, sealable, &after).await?;
            let Some(last) = rows.last() else { break };
            after = sealable.key_of(last)?;
            for row in &rows {
                let key = sealable.key_of(row)?;
                for &column in sealable.columns {
                    let Some(sealed) = row.try_get::<Option<Vec<u8>>>("", column)? else { continue };
                    let context = sealable.cell(column, &key);
                    match vault.open_bytes(&context, &sealed) {
                        Ok(_) => opened += 1,
                        Err(_) => bad.push(context.to_string()),
                    }
                }
            }
        }
    }
    Ok((opened, bad))
}
