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
    /// Its UUID key; its plain text form is the row of [`Context::cell`].
    pub key: &'static str,
    /// The sealed columns.
    pub columns: &'static [&'static str],
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
    after: Option<Uuid>,
}

impl Step {
    fn job(&self) -> Result<NewJob, serde_json::Error> {
        let after = self.after.map(|id| id.to_string()).unwrap_or_default();
        let key = format!("{KIND}:{}:{}:{after}", self.version, self.table);
        Ok(NewJob::new(KIND, serde_json::to_value(self)?).keyed(key))
    }
}

pub(crate) fn first_job(version: u32) -> Option<NewJob> {
    Step { version, table: 0, after: None }.job().ok()
}

impl Reseal {
    /// For these columns.
    pub fn new(vault: Vault, registry: Vec<Sealable>) -> Self {
        Self { vault, registry }
    }

    /// Seals one batch again; answers the last row seen, `None` at the end of the table.
    async fn batch(
        &self,
        db: &impl ConnectionTrait,
        sealable: &Sealable,
        step: &Step,
    ) -> Result<Option<Uuid>, VaultError> {
        let rows = rows_after(db, sealable, step.after).await?;
        let mut last = None;
        for row in &rows {
            let id: Uuid = row.try_get("", sealable.key)?;
            last = Some(id);
            for &column in sealable.columns {
                let Some(sealed) = row.try_get::<Option<Vec<u8>>>("", column)? else { continue };
                if Vault::version_of(&sealed)? >= step.version {
                    continue;
                }
                let context = Context::cell(sealable.table, column, id);
                let again = self.vault.seal(&context, &self.vault.open_bytes(&context, &sealed)?)?;
                let update = Query::update()
                    .table(sealable.table)
                    .value(column, again)
                    .and_where(Expr::col(sealable.key).eq(id))
                    .to_owned();
                db.execute(&update).await?;
            }
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
            let table = if last.is_none() { step.table + 1 } else { step.table };
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
    after: Option<Uuid>,
) -> Result<Vec<QueryResult>, DbErr> {
    let mut select = Query::select();
    select.column(sealable.key).columns(sealable.columns.iter().copied()).from(sealable.table);
    if let Some(after) = after {
        select.and_where(Expr::col(sealable.key).gt(after));
    }
    db.query_all(select.order_by(sealable.key, Order::Asc).limit(AT_ONCE)).await
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
        let mut after = None;
        loop {
            let rows = rows_after(db, sealable, after).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.try_get("", sealable.key)?);
            for row in &rows {
                let id: Uuid = row.try_get("", sealable.key)?;
                for &column in sealable.columns {
                    let Some(sealed) = row.try_get::<Option<Vec<u8>>>("", column)? else { continue };
                    let context = Context::cell(sealable.table, column, id);
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
