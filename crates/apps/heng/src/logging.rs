//! The log: standard error, pretty or JSON. What is logged is ids, kinds, counts and times, never personal data.

use std::io::{self, IsTerminal};

use anyhow::Context;
use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{LogConfig, LogFormat};

/// Turns the log on, once per process.
pub(crate) fn start(config: &LogConfig) -> anyhow::Result<()> {
    // Migrations tell each step; what matters of them the commands say themselves.
    let filter = EnvFilter::builder()
        .parse(format!("sea_orm_migration=warn,{}", config.level))
        .with_context(|| format!("log.level = {:?}", config.level))?;
    let lines = fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    let started = match config.format {
        LogFormat::Pretty => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|e| anyhow::anyhow!("the log cannot be started: {e}"))
}
