//! `[data]`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Where things lie that no other section places.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataConfig {
    /// The folder.
    pub folder: PathBuf,
    /// Where the audit trail's head is copied to; `audit.head` in the folder when not set. Best a place that whoever
    /// keeps the database cannot write.
    pub audit_head: PathBuf,
}

impl Default for DataConfig {
    fn default() -> Self {
        Self { folder: PathBuf::from("data"), audit_head: PathBuf::new() }
    }
}

impl DataConfig {
    /// `path` if one is set, else `name` in the folder.
    pub fn place(&self, path: &Path, name: &str) -> PathBuf {
        if path.as_os_str().is_empty() { self.folder.join(name) } else { path.to_owned() }
    }

    /// The copy of the audit trail's head, outside the database.
    pub fn audit_head(&self) -> PathBuf {
        self.place(&self.audit_head, "audit.head")
    }
}
