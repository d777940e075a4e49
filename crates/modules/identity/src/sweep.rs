//! Clearing away what ended by itself.

use async_trait::async_trait;
use chrono::TimeDelta;
use heng_db::{
    Db,
    jobs::{ClaimedJob, JobError, JobHandler, Recurring},
};

use crate::sign_in;

/// The kind of job.
const KIND: &str = "identity.sweep";

/// Handles `identity.sweep`: removes sessions, half-finished sign-ins, remembered browsers and tallies that count no more.
/// Nothing waits for it; what has ended has ended.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sweep;

/// When it comes round.
pub const fn sweep_every() -> Recurring {
    Recurring { kind: KIND, every: TimeDelta::hours(1) }
}

#[async_trait]
impl JobHandler for Sweep {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let removed = sign_in::sweep(db.maintenance(), db.now()).await?;
        tracing::debug!(removed, "ended sign-ins cleared away");
        Ok(())
    }
}
