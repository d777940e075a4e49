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
};
use crate::{Db, Lease};

/// Most rows sealed in one transaction.
const AT_ONCE: u64 = 500;

/// The last sealed row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 before the first.
    pub seq: i64,
    /// Its seal.
    pub mac: Vec<u8>,
}

impl Head {
    /// `number:seal-in-hex`.
    pub fn to_line(&self) -> String {
        format!("{}:{}\n", self.seq, hex::encode(&self.mac))
    }

    /// Back from [`Head::to_line`].
    pub fn from_line(line: &str) -> Option<Self> {
        let (seq, mac) = line.trim().split_once(':')?;
        Some(Self { seq: seq.parse().ok()?, mac: hex::decode(mac).ok()? })
    }

    pub(crate) async fn load(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let row = Entity::find()
            .filter(Column::Seq.is_not_null())
            .order_by_desc(Column::Seq)
            .limit(1)
            .one(db)
            .await?;
        Ok(row.map_or_else(Self::default, |row| Self {
            seq: row.seq.unwrap_or_default(),
            mac: row.mac.unwrap_or_default(),
        }))
    }
}

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
        let lease = Lease { name: "audit.seal", owner: self.owner.clone(), length: TimeDelta::seconds(15) };
        if !lease.take(db.maintenance(), db.now()).await? {
            return Ok(0);
        }
        let actor = Actor::job("audit.seal", db.now().date_naive());
        let mut sealed = 0;
        loop {
            let (count, head) = db.write(&actor, async |tx| self.seal_some(tx.db()).await).await?;
            sealed += count;
            if count == 0 {
                break;
            }
            self.copy(&head).await;
        }
        Ok(sealed)
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

    async fn copy(&self, head: &Head) {
        let Some(path) = &self.copy else { return };
        // Written beside and renamed: a reader never sees half a line.
        let beside = path.with_extension("new");
        let written = async {
            tokio::fs::write(&beside, head.to_line()).await?;
            tokio::fs::rename(&beside, path).await
        };
        if let Err(error) = written.await {
            tracing::error!(%error, "the audit head could not be copied outside the database");
        }
    }
}
