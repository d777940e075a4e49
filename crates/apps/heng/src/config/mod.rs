//! Settings: defaults, then `heng.toml`, then the environment (`HENG__SECTION__KEY`). Unknown keys are refused.
//!
//! An empty text means "not set". `heng.toml.example` shows every key with its default; a test keeps it so.

mod backup;
mod data;
mod database;
mod files;
mod load;
mod log;
mod metrics;
mod packs;
mod secret;
mod server;
mod vault;
mod wecom;
mod worker;

use serde::{Deserialize, Serialize};

pub use backup::BackupConfig;
pub use data::DataConfig;
pub use database::DatabaseConfig;
pub use files::{BucketConfig, FilesConfig, StoreKind};
pub use load::{ConfigError, load};
pub use log::{LogConfig, LogFormat};
pub use metrics::MetricsConfig;
pub use packs::PacksConfig;
pub use secret::Secret;
pub use server::ServerConfig;
pub use vault::VaultConfig;
pub use wecom::WeComConfig;
pub use worker::WorkerConfig;

/// Every setting.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where things lie.
    pub data: DataConfig,
    /// The database.
    pub database: DatabaseConfig,
    /// The web server.
    pub server: ServerConfig,
    /// Background work.
    pub worker: WorkerConfig,
    /// The master key.
    pub vault: VaultConfig,
    /// Stored files.
    pub files: FilesConfig,
    /// Rule data.
    pub packs: PacksConfig,
    /// Backups.
    pub backup: BackupConfig,
    /// Numbers for Prometheus.
    pub metrics: MetricsConfig,
    /// The log.
    pub log: LogConfig,
    /// WeCom.
    pub wecom: WeComConfig,
    /// Whether the people are made up, as in the demo: pages say so. No file and no environment sets it.
    #[serde(skip)]
    pub made_up: bool,
}
