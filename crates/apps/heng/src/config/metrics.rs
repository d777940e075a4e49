//! `[metrics]`.

use serde::{Deserialize, Serialize};

/// Numbers for Prometheus at `/metrics`, on an address of their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsConfig {
    /// Address and port; empty turns them off. They are not protected: keep them on the machine or behind a wall.
    pub listen: String,
}

impl Default for MetricsConfig {
    fn default() -> Self {
        Self { listen: "127.0.0.1:9464".to_owned() }
    }
}
