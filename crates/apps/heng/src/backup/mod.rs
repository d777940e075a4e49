//! Backups: everything in one encrypted file, the same form whichever database it came from.
//!
//! ```text
//! HENG BACKUP 1\n   { "key": fingerprint of the key, "made_at": … }\n   sealed stream of frames
//! frames: manifest · { table · row* }* · { file · piece* }* · end with counts and content hash
//! ```
//!
//! The heading is bound to the stream: changed, nothing opens. Reading authenticates every chunk, and a backup is whole
//! only when its end was reached and all counts agree.

mod frame;
mod head;
mod read;
mod restore;
mod write;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rows::TableShape;

pub use read::check;
pub use restore::{copy_audit_head, restore};
pub use write::write;

/// What a backup says of itself at its beginning.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The program that made it.
    pub(crate) version: String,
    /// Migrations that were applied, oldest first.
    pub(crate) migrations: Vec<String>,
    /// Tables in an order that satisfies references.
    pub(crate) tables: Vec<TableShape>,
}

/// What a backup holds, told at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Rows over all tables.
    pub rows: u64,
    /// Documents.
    pub files: u64,
    /// The content hash over all tables (`heng content-hash`).
    pub content_hash: String,
    /// Documents whose contents were not in the store.
    pub missing: Vec<String>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows, {} documents, content hash {}", self.rows, self.files, self.content_hash)?;
        if !self.missing.is_empty() {
            write!(f, "; without contents in the store: {}", self.missing.join(", "))?;
        }
        Ok(())
    }
}

/// A backup cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file does not begin like a backup.
    #[error("this is not a backup of Heng")]
    NoBackup,
    /// Another key sealed it.
    #[error("this backup was sealed with key {wanted}; the key at hand is {given}")]
    WrongKey {
        /// Fingerprint of the key it wants.
        wanted: String,
        /// Fingerprint of the key at hand.
        given: String,
    },
    /// It was altered or cut.
    #[error("this backup is damaged: it was altered or cut off")]
    Damaged,
    /// It was made by a newer program.
    #[error(
        "this backup was made by Heng {version}, which knows {migration}; this program does not. Upgrade first"
    )]
    Newer {
        /// The program that made it.
        version: String,
        /// The first migration this program does not know.
        migration: String,
    },
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
