//! Work that goes on without anybody waiting.

use async_trait::async_trait;
use chrono::TimeDelta;
use heng_db::{
    Db,
    jobs::{ClaimedJob, JobError, JobHandler, Recurring},
};
use heng_web::Problem;

use crate::{
    Intake,
    batch::{self, APPLY, Apply, IntakeError, Order},
};

/// The kind of the purge.
const PURGE: &str = "intake.purge";

/// Applies batches too large to wait for.
#[derive(Clone, Debug)]
pub struct ApplyRosters {
    /// What it works with.
    pub service: Intake,
}

#[async_trait]
impl JobHandler for ApplyRosters {
    fn kind(&self) -> &'static str {
        APPLY
    }

    async fn run(&self, db: &Db, job: &ClaimedJob) -> Result<(), JobError> {
        let order: Order = job.payload()?;
        let actor = order.actor();
        let cmd = Apply { plan_sha256: order.plan_sha256.clone() };
        let prepared = match batch::prepare(db.read(), &self.service, &actor, order.batch).await {
            Ok(prepared) => prepared,
            Err(error) => return refused(db, &order, error).await,
        };
        let done = db
            .write(&actor, async |tx| {
                let applied = batch::apply(&tx, &self.service, &prepared, &cmd).await?;
                job.finish(&tx).await?;
                Ok::<_, IntakeError>(applied)
            })
            .await;
        match done {
            Ok(_) => Ok(()),
            Err(error) => refused(db, &order, error).await,
        }
    }
}

/// What will not go better the next time gives the batch back with its reason.
async fn refused(db: &Db, order: &Order, error: IntakeError) -> Result<(), JobError> {
    if let IntakeError::Db(error) = error {
        return Err(JobError::Db(error));
    }
    let code = Problem::from(error).code;
    let actor = order.actor();
    db.write(&actor, async |tx| batch::give_back(&tx, order.batch, &code).await)
        .await
        .map_err(|error| JobError::Retry(error.to_string()))
}

/// Removes contents whose term is over.
#[derive(Clone, Copy, Debug, Default)]
pub struct PurgeRosters;

#[async_trait]
impl JobHandler for PurgeRosters {
    fn kind(&self) -> &'static str {
        PURGE
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        batch::purge_due(db).await.map(|_| ()).map_err(|error| JobError::Retry(error.to_string()))
    }
}

/// What comes round by itself.
pub fn recurring() -> Vec<Recurring> {
    vec![Recurring { kind: PURGE, every: TimeDelta::hours(6) }]
}
