//! `[vault]`.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Secret;

/// The master key. Lose it and sensitive fields, documents and backups are lost; keep a copy apart from backups.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VaultConfig {
    /// The key itself, 32 bytes as 64 hex digits or base64; best set as `HENG__VAULT__MASTER_KEY`.
    pub master_key: Secret,
    /// A file that holds it; `master.key` in the data folder when neither is set, made at the first start.
    pub master_key_file: PathBuf,
}
