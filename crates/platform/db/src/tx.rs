//! What a use case holds while it works.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, Utc};
use heng_access::Actor;
use heng_kernel::{EventId, Ids, JobId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait};
use uuid::Uuid;

use crate::{
    Event,
    audit::{self, Change},
    jobs::{self, NewJob},
    live, outbox, sequence,
};

/// One unit of work: a transaction, one reading of the clock, one actor. Only [`crate::Db::write`] commits it.
#[derive(Debug)]
pub struct Tx {
    txn: Arc<DatabaseTransaction>,
    /// The instant of this unit of work.
    pub now: DateTime<Utc>,
    /// Who acts.
    pub actor: Actor,
    ids: Arc<dyn Ids>,
    stirs: Arc<AtomicBool>,
}

/// The transaction as [`crate::Db::write`] holds it. Dropped without a commit, it is rolled back.
pub(crate) struct OpenTx {
    txn: Arc<DatabaseTransaction>,
    stirs: Arc<AtomicBool>,
}

impl OpenTx {
    pub(crate) fn new(txn: DatabaseTransaction) -> Self {
        Self { txn: Arc::new(txn), stirs: Arc::new(AtomicBool::new(false)) }
    }

    /// The handle the use case works with.
    pub(crate) fn tx(&self, now: DateTime<Utc>, actor: Actor, ids: Arc<dyn Ids>) -> Tx {
        Tx { txn: self.txn.clone(), now, actor, ids, stirs: self.stirs.clone() }
    }

    /// Commits; says whether jobs, events or live updates were left behind.
    pub(crate) async fn commit(self) -> Result<bool, DbErr> {
        let kept = || DbErr::Custom("the unit of work kept its transaction after it ended".to_owned());
        Arc::into_inner(self.txn).ok_or_else(kept)?.commit().await?;
        Ok(self.stirs.load(Ordering::Relaxed))
    }
}

impl Tx {
    /// A second handle, for plumbing that goes on in the same unit of work after handing the first to a use case. It must
    /// not outlive the closure given to [`crate::Db::write`].
    pub fn again(&self) -> Self {
        Self {
            txn: self.txn.clone(),
            now: self.now,
            actor: self.actor.clone(),
            ids: self.ids.clone(),
            stirs: self.stirs.clone(),
        }
    }

    /// The connection queries run on.
    pub fn db(&self) -> &impl ConnectionTrait {
        self.txn.as_ref()
    }

    /// A new typed id, stamped with [`Tx::now`].
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        self.ids.uuid_at(self.now).into()
    }

    /// Says that something happened. Delivered after the commit, at least once; consumers are idempotent by event id.
    pub async fn emit<E: Event>(&self, event: &E) -> Result<EventId, DbErr> {
        let id: EventId = self.new_id();
        let payload = serde_json::to_value(event).map_err(|e| DbErr::Json(e.to_string()))?;
        let row = outbox::entity::ActiveModel {
            id: Set(id),
            name: Set(E::NAME.to_owned()),
            payload: Set(payload),
            at: Set(self.now),
            delivered_at: Set(None),
        };
        outbox::entity::Entity::insert(row).exec_without_returning(self.db()).await?;
        self.stirs.store(true, Ordering::Relaxed);
        Ok(id)
    }

    /// Queues a job. With a key, a second job of that key is not queued: `Ok(None)`.
    pub async fn enqueue(&self, job: NewJob) -> Result<Option<JobId>, DbErr> {
        self.stirs.store(true, Ordering::Relaxed);
        jobs::insert(self.db(), self.new_id(), self.now, job).await
    }

    /// Writes one row of the audit trail for this change.
    pub async fn audit(&self, change: Change) -> Result<(), DbErr> {
        audit::insert(self.db(), audit::entry(self.new_id(), self.now, &self.actor, change)).await
    }

    /// Writes that sensitive fields are shown in the answer to this change.
    pub async fn audit_read(&self, read: audit::Read) -> Result<(), DbErr> {
        self.audit(read.into()).await
    }

    /// Tells the open pages of `topic` (an account id, or a name pages subscribe to) to look again at `name`.
    pub async fn tell(&self, topic: impl Into<String>, name: &str) -> Result<(), DbErr> {
        self.stirs.store(true, Ordering::Relaxed);
        live::insert(self.db(), self.new_id(), self.now, topic.into(), name).await
    }

    /// The next number of a sequence that starts at 1. Gap-free per commit, never handed out twice.
    pub async fn next_number(&self, sequence: &str) -> Result<i64, DbErr> {
        sequence::next(self.db(), sequence).await
    }

    /// Lifts a sequence so that the next number is above `used`. Never lowers it.
    pub async fn reserve_numbers(&self, sequence: &str, used: i64) -> Result<(), DbErr> {
        sequence::reserve(self.db(), sequence, used).await
    }
}
