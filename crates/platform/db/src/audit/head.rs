//! The last sealed row, and its copy outside the database.

use std::{io, path::Path};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    chain::AuditKey,
    entity::{Column, Entity},
};

/// The last sealed row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 before the first.
    pub seq: i64,
    /// Its seal.
    pub mac: Vec<u8>,
}

/// What was found where the head is copied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopiedHead {
    /// A head that this installation's key wrote. It may be an old one: whoever can write the file can put an earlier
    /// head back, which is why it should lie where they cannot.
    Held(Head),
    /// Nothing.
    Missing,
    /// Something that this installation's key did not write.
    Forged,
}

impl Head {
    /// `number:seal:proof`, the last two in hex. The proof is made with a key that is not in the database.
    pub fn to_line(&self, key: &AuditKey) -> String {
        format!("{}:{}:{}\n", self.seq, hex::encode(&self.mac), hex::encode(key.prove(self.seq, &self.mac)))
    }

    /// Back from [`Head::to_line`]; `None` when the line is no head, or another key proved it.
    pub fn from_line(line: &str, key: &AuditKey) -> Option<Self> {
        let mut parts = line.trim().splitn(3, ':');
        let (seq, mac, proof) = (parts.next()?, parts.next()?, parts.next()?);
        let head = Self { seq: seq.parse().ok()?, mac: hex::decode(mac).ok()? };
        (key.prove(head.seq, &head.mac) == hex::decode(proof).ok()?).then_some(head)
    }

    /// The head as it stands in the database.
    pub async fn load(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
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

    /// Whether the trail still holds the row that this head names.
    pub(crate) async fn stands(&self, db: &impl ConnectionTrait) -> Result<bool, DbErr> {
        let row = Entity::find().filter(Column::Seq.eq(self.seq)).one(db).await?;
        Ok(self.seq == 0 || row.is_some_and(|row| row.mac.as_ref() == Some(&self.mac)))
    }

    /// Copies the head to `path`, written beside and renamed: a reader never sees half a line.
    pub fn copy(&self, path: &Path, key: &AuditKey) -> io::Result<()> {
        let beside = path.with_extension("new");
        std::fs::write(&beside, self.to_line(key))?;
        std::fs::rename(&beside, path)
    }
}

impl CopiedHead {
    /// Reads the copy at `path`.
    pub fn read(path: &Path, key: &AuditKey) -> io::Result<Self> {
        match std::fs::read(path) {
            Ok(line) => {
                let head = std::str::from_utf8(&line).ok().and_then(|line| Head::from_line(line, key));
                Ok(head.map_or(Self::Forged, Self::Held))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Missing),
            Err(error) => Err(error),
        }
    }
}
