//! The sealer: one process at a time numbers and chains what was written.

use std::path::PathBuf;

use chrono::TimeDelta;
use heng_access::Actor;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    chain::AuditKey,
    entity::{Column, Entity},
    head::{CopiedHead, Head},
};
use crate::{Db, Lease};

/// Most rows sealed in one transaction.
const AT_ONCE: u64 = 500;

/// Seals rows and copies the head outside the database.
#[derive(Clone, Debug)]
pub struct Sealer {
    key: AuditKey,
    owner: String,
    copy: Option<PathBuf>,
}

impl Sealer {
    /// A sealer for the process named `owner`; the head is copied to `copy` after each round.
    pub fn new(key: AuditKey, owner: impl Into<String>, copy: Option<PathBuf>) -> Self {
        Self { key, owner: owner.into(), copy }
    }

    /// Seals what waits. Answers how many rows; 0 also when another process holds the lease.
    pub async fn seal(&self, db: &Db) -> Result<usize, DbErr> {
        let actor = Actor::job("audit.seal", db.now().date_naive());
        let mut sealed = 0;
        // Taken anew for each round: a long backlog may outlast it.
        while self.lease().take(db.maintenance(), db.now()).await? {
            let (count, head) = db.write(&actor, async |tx| self.seal_some(tx.db()).await).await?;
            sealed += count;
            if count == 0 {
                break;
            }
            self.copy(db, &head).await?;
        }
        Ok(sealed)
    }

    /// [`Sealer::seal`] for the last time: the lease is given back, so that whoever comes next need not wait for its end.
    pub async fn finish(&self, db: &Db) -> Result<usize, DbErr> {
        let sealed = self.seal(db).await;
        self.lease().release(db.maintenance()).await?;
        sealed
    }

    fn lease(&self) -> Lease {
        Lease { name: "audit.seal", owner: self.owner.clone(), length: TimeDelta::seconds(15) }
    }

    async fn seal_some(&self, db: &impl ConnectionTrait) -> Result<(usize, Head), DbErr> {
        let mut head = Head::load(db).await?;
        let rows = Entity::find()
            .filter(Column::Seq.is_null())
            .order_by_asc(Column::At)
            .order_by_asc(Column::Id)
            .limit(AT_ONCE)
            .all(db)
            .await?;
        for row in &rows {
            let seq = head.seq + 1;
            let mac = self.key.seal(&head.mac, seq, row);
            Entity::update_many()
                .col_expr(Column::Seq, Expr::value(seq))
                .col_expr(Column::Mac, Expr::value(mac.clone()))
                .filter(Column::Id.eq(row.id))
                .exec(db)
                .await?;
            head = Head { seq, mac };
        }
        Ok((rows.len(), head))
    }

    /// A copy that contradicts the trail is evidence and stays as it is; so does one that cannot be read.
    async fn copy(&self, db: &Db, head: &Head) -> Result<(), DbErr> {
        let Some(path) = &self.copy else { return Ok(()) };
        match CopiedHead::read(path, &self.key) {
            Ok(CopiedHead::Missing) => {}
            Ok(CopiedHead::Held(known)) if known.stands(db.read()).await? => {}
            Ok(_) => {
                tracing::error!(path = %path.display(), "the audit trail contradicts its copied head, which is kept");
                return Ok(());
            }
            Err(error) => {
                tracing::error!(%error, path = %path.display(), "the copied audit head cannot be read");
                return Ok(());
            }
        }
        if let Err(error) = head.copy(path, &self.key) {
            tracing::error!(%error, path = %path.display(), "the audit head could not be copied outside the database");
        }
        Ok(())
    }
}
