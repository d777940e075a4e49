//! `[worker]`.

use serde::{Deserialize, Serialize};

/// Background work: messages, events, sweeping.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkerConfig {
    /// Whether `serve` also works on jobs; otherwise run `heng worker` beside it.
    pub in_server: bool,
    /// Jobs in hand at once.
    pub jobs_at_once: usize,
}

impl Default for WorkerConfig {
    fn default() -> Self {
        Self { in_server: true, jobs_at_once: 4 }
    }
}
