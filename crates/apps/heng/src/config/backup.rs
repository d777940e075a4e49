//! `[backup]`.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Backups.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BackupConfig {
    /// A key file of their own, in the form of the master key's; the master key when not set. Whoever restores needs the
    /// master key in any case.
    pub key_file: PathBuf,
}
