//! The handle everybody holds.

use std::{fmt, sync::Arc};

use heng_db::Db;
use heng_kernel::FileId;
use heng_vault::{Context, Vault};
use object_store::ObjectStore;

use crate::{Place, Scanner, StoreUnreachable};

/// How much is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one file.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 20 * 1024 * 1024 }
    }
}

/// Stored files. Cheap to clone; every clone is the same store.
#[derive(Clone)]
pub struct Files {
    pub(crate) db: Db,
    pub(crate) vault: Vault,
    pub(crate) store: Arc<dyn ObjectStore>,
    pub(crate) limits: Limits,
    pub(crate) scanner: Option<Arc<dyn Scanner>>,
}

impl Files {
    /// Opens the store at `place`.
    pub fn open_store(db: Db, vault: Vault, place: &Place, limits: Limits) -> Result<Self, StoreUnreachable> {
        Ok(Self { db, vault, store: place.open()?, limits, scanner: None })
    }

    /// Has every file scanned before it is let in.
    pub fn with_scanner(mut self, scanner: Arc<dyn Scanner>) -> Self {
        self.scanner = Some(scanner);
        self
    }

    /// The store itself, for backups.
    pub fn store(&self) -> Arc<dyn ObjectStore> {
        self.store.clone()
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("store", &self.store.to_string()).finish_non_exhaustive()
    }
}

/// Contents open for this file alone.
pub(crate) fn context(id: FileId) -> Context {
    Context::cell("file", "contents", id)
}
