//! `[database]`.

use std::time::Duration;

use heng_db::Settings;
use serde::{Deserialize, Serialize};

use super::{DataConfig, Secret};

/// The database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite:///path/heng.db` or `postgres://user:password@host/name`; `heng.db` in the data folder when not set.
    pub url: Secret,
    /// Reader connections on SQLite, pool size on PostgreSQL.
    pub connections: u32,
    /// Seconds a request may wait for a connection.
    pub acquire_timeout_s: u64,
    /// Whether `serve` and `worker` bring the database up to date when they start.
    pub migrate_at_start: bool,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { url: Secret::default(), connections: 8, acquire_timeout_s: 20, migrate_at_start: true }
    }
}

impl DatabaseConfig {
    /// How to open it.
    pub fn settings(&self, data: &DataConfig) -> Settings {
        let url = match self.url.expose() {
            Some(url) => url.to_owned(),
            None => format!("sqlite://{}", data.folder.join("heng.db").display()),
        };
        Settings {
            url,
            connections: self.connections.max(1),
            acquire_timeout: Duration::from_secs(self.acquire_timeout_s),
        }
    }
}
