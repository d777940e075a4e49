//! The store and its unit of work.

use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use heng_access::Actor;
use heng_kernel::{Clock, Ids};
use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    Append, Settings, Tx, Unreachable,
    batch::Batcher,
    connect::{self, Pools},
    live::Live,
    retry,
    tx::OpenTx,
};

/// How often a unit of work is tried on PostgreSQL before its serialization failure is given back.
const ATTEMPTS: u32 = 6;

/// The store. Cheap to clone; every clone is the same store.
#[derive(Clone, Debug)]
pub struct Db {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    write: DatabaseConnection,
    read: DatabaseConnection,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    batcher: Batcher,
    live: Live,
    work: Arc<Notify>,
    statements: Arc<AtomicU64>,
}

impl Db {
    /// Opens the store. Nothing is migrated here.
    pub async fn open(
        settings: &Settings,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, Unreachable> {
        let Pools { mut write, mut read } = connect::open(settings).await?;
        let statements = Arc::new(AtomicU64::new(0));
        for side in [&mut write, &mut read] {
            let statements = statements.clone();
            side.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
        let batcher = Batcher::start(write.clone());
        let live = Live::new(read.clone(), clock.clone());
        let work = Arc::new(Notify::new());
        Ok(Self { inner: Arc::new(Inner { write, read, clock, ids, batcher, live, work, statements }) })
    }

    /// One unit of work: a transaction, one reading of the clock, one actor. Commits when `work` returns `Ok`, rolls
    /// everything back otherwise.
    ///
    /// `work` may run more than once (serialization failures on PostgreSQL), so it must have no effect outside `tx` and
    /// borrows what it needs: `db.write(&actor, async |tx| submit(&tx, &cmd).await)`.
    ///
    /// The handle is passed by value: futures of closures over `&Tx` cannot be shown to be `Send` yet.
    pub async fn write<T, E, F>(&self, actor: &Actor, work: impl Fn(Tx) -> F) -> Result<T, E>
    where
        E: From<DbErr> + Error + 'static,
        F: Future<Output = Result<T, E>>,
    {
        let mut attempt = 1;
        loop {
            let error = match self.attempt(actor, &work).await {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            if attempt >= ATTEMPTS || !retry::is_serialization_failure(&error) {
                return Err(error);
            }
            tokio::time::sleep(self.back_off(attempt)).await;
            attempt += 1;
        }
    }

    async fn attempt<T, E, F>(&self, actor: &Actor, work: &impl Fn(Tx) -> F) -> Result<T, E>
    where
        E: From<DbErr>,
        F: Future<Output = Result<T, E>>,
    {
        let open = OpenTx::new(self.begin().await?);
        let done = work(open.tx(self.now(), actor.clone(), self.inner.ids.clone())).await?; // on Err: rolled back
        let stirs = open.commit().await?;
        if stirs {
            self.inner.work.notify_waiters();
            self.inner.live.stir();
        }
        Ok(done)
    }

    async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::Serializable),
                ..TransactionOptions::default()
            },
        };
        self.inner.write.begin_with_options(options).await
    }

    /// A read-only transaction in which every query sees the same state. For exports, backups and content hashes.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        self.inner.read.begin_with_options(options).await
    }

    /// Spreads the retries of colliding writers over growing slots, so that they do not meet again.
    fn back_off(&self, attempt: u32) -> Duration {
        let [random, ..] = self.inner.ids.entropy();
        let slot = 1_u64 << attempt.min(8);
        Duration::from_millis(slot + u64::from(random) % (4 * slot))
    }

    /// The readers' side. On SQLite these connections cannot write.
    pub fn read(&self) -> &DatabaseConnection {
        &self.inner.read
    }

    /// The writer's side, for migrations and the queue's own single statements.
    pub fn maintenance(&self) -> &DatabaseConnection {
        &self.inner.write
    }

    /// Queues one row of a hot append-only table; answers after the transaction that holds it has committed.
    pub async fn append(&self, row: Append) -> Result<(), DbErr> {
        self.inner.batcher.append(row).await
    }

    /// The live-update feed.
    pub fn live(&self) -> &Live {
        &self.inner.live
    }

    /// Wakes when a unit of work left jobs or events behind.
    pub(crate) fn work(&self) -> Arc<Notify> {
        self.inner.work.clone()
    }

    /// Statements sent to the database by this process since it was opened; `BEGIN` and `COMMIT` are not counted.
    pub fn statements(&self) -> u64 {
        self.inner.statements.load(Ordering::Relaxed)
    }

    /// The present, by the injected clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// The injected clock.
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.inner.clock.clone()
    }

    /// A new id outside a unit of work.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        self.inner.ids.uuid_at(self.now()).into()
    }

    /// Which database this is.
    pub fn backend(&self) -> DbBackend {
        self.inner.write.get_database_backend()
    }

    /// Closes every connection after the work under way.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.inner.batcher.stop().await;
        if self.backend() == DbBackend::Sqlite {
            self.inner.read.close_by_ref().await?;
        }
        self.inner.write.close_by_ref().await
    }
}
