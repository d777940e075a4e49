//! Group commit for hot appends: many callers, one transaction, every caller answered after the commit.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, TransactionTrait, Value,
    sea_query::{Expr, Query},
};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

/// Most rows in one transaction.
const MOST: usize = 256;
/// Rows that may wait before callers are held back.
const WAITING: usize = 4096;
/// Bound values in one statement; SQLite stops at 32,766.
const MOST_VALUES: usize = 30_000;

/// One row for an append-only table.
#[derive(Clone, Debug)]
pub struct Append {
    /// The table.
    pub table: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// A value for each column.
    pub values: Vec<Value>,
}

impl Append {
    fn fits(&self, other: &Self) -> bool {
        self.table == other.table && self.columns == other.columns
    }
}

type Waiting = (Append, oneshot::Sender<Result<(), DbErr>>);

#[derive(Debug)]
pub(crate) struct Batcher {
    queue: mpsc::Sender<Waiting>,
    task: tokio::sync::Mutex<Option<JoinHandle<()>>>,
    stop: tokio::sync::watch::Sender<bool>,
}

impl Batcher {
    pub(crate) fn start(db: DatabaseConnection) -> Self {
        let (queue, inbox) = mpsc::channel(WAITING);
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let task = tokio::spawn(run(db, inbox, stopped));
        Self { queue, task: tokio::sync::Mutex::new(Some(task)), stop }
    }

    pub(crate) async fn append(&self, row: Append) -> Result<(), DbErr> {
        let (answer, answered) = oneshot::channel();
        let closed = || DbErr::Custom("the store is closing".to_owned());
        self.queue.send((row, answer)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    /// Writes what waits, then stops.
    pub(crate) async fn stop(&self) {
        let _ = self.stop.send(true);
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

async fn run(
    db: DatabaseConnection,
    mut inbox: mpsc::Receiver<Waiting>,
    mut stopped: tokio::sync::watch::Receiver<bool>,
) {
    let mut batch = Vec::with_capacity(MOST);
    loop {
        let count = tokio::select! {
            count = inbox.recv_many(&mut batch, MOST) => count,
            _ = stopped.changed() => {
                inbox.close();
                inbox.recv_many(&mut batch, MOST).await
            }
        };
        if count == 0 {
            return;
        }
        commit(&db, std::mem::take(&mut batch)).await;
    }
}

/// One transaction for all; when it fails, each row on its own, so that a bad row harms nobody else.
async fn commit(db: &DatabaseConnection, batch: Vec<Waiting>) {
    let (rows, answers): (Vec<Append>, Vec<_>) = batch.into_iter().unzip();
    if insert(db, &rows).await.is_ok() {
        for answer in answers {
            let _ = answer.send(Ok(()));
        }
        return;
    }
    for (row, answer) in rows.into_iter().zip(answers) {
        let _ = answer.send(insert(db, &[row]).await);
    }
}

async fn insert(db: &DatabaseConnection, rows: &[Append]) -> Result<(), DbErr> {
    let txn = db.begin().await?;
    for run in rows.chunk_by(Append::fits) {
        let Some(first) = run.first() else { continue };
        for chunk in run.chunks(MOST_VALUES / first.columns.len().max(1)) {
            let mut statement = Query::insert();
            statement.into_table(first.table).columns(first.columns.iter().copied());
            for row in chunk {
                let values = row.values.iter().cloned().map(Expr::value);
                statement.values(values).map_err(|e| DbErr::Custom(e.to_string()))?;
            }
            txn.execute(&statement).await?;
        }
    }
    txn.commit().await
}
