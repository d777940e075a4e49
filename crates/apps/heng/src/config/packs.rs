//! `[packs]`.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Rule data: law by place and day, shipped with the program.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PacksConfig {
    /// The installation's own files, laid over the shipped ones; none when not set.
    pub folder: PathBuf,
}

impl PacksConfig {
    /// The folder, if one is set.
    pub fn folder(&self) -> Option<PathBuf> {
        Some(self.folder.clone()).filter(|folder| !folder.as_os_str().is_empty())
    }
}
