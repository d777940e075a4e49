//! `heng migrate`.

use std::sync::Arc;

use anyhow::Context;
use heng_kernel::Clock;

use crate::{
    config::Config,
    output::{Outcome, Printer},
    system::open_store,
};

pub(crate) async fn migrate(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    check: bool,
) -> anyhow::Result<Outcome> {
    let db = open_store(&config, clock).await?;
    let missing = heng_migration::pending(db.maintenance()).await.context("reading the migrations")?;
    if !check && !missing.is_empty() {
        heng_migration::up(db.maintenance()).await.context("migrating")?;
    }
    db.close().await?;
    let word = if check { "missing" } else { "applied" };
    let text = match missing.as_slice() {
        [] => "the database is up to date".to_owned(),
        names => format!("{word}: {}", names.join(", ")),
    };
    printer.print(&text, &serde_json::json!({ word: missing }))?;
    Ok(if check && !missing.is_empty() { Outcome::Findings } else { Outcome::Good })
}
