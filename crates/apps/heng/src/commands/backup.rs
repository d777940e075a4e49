//! `heng backup`, `heng restore`.

use std::{path::Path, sync::Arc};

use anyhow::Context;
use heng_kernel::Clock;
use heng_vault::Vault;

use crate::{
    System, backup as archive,
    config::Config,
    output::{Outcome, Printer},
    system::{backup_key, master_key, open_store},
};

pub(crate) async fn backup(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    to: &Path,
) -> anyhow::Result<Outcome> {
    let key = backup_key(&config)?;
    let system = System::open(config, clock, false).await?;
    // What is restored from it has a whole trail; where a server runs, it seals.
    if let Err(error) = system.sealer().finish(&system.db).await {
        tracing::warn!(%error, "the audit trail could not be sealed before the backup");
    }
    let written = archive::write(&system, &key, to).await;
    system.close().await?;
    let summary = written?;
    printer.print(&format!("{}: {summary}", to.display()), &summary)?;
    Ok(if summary.missing.is_empty() { Outcome::Good } else { Outcome::Findings })
}

pub(crate) async fn restore(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    from: &Path,
    check_only: bool,
) -> anyhow::Result<Outcome> {
    let key = backup_key(&config)?;
    let checked = archive::check(&key, from)?;
    if check_only {
        printer.print(&format!("{}: {checked}", from.display()), &checked)?;
        return Ok(Outcome::Good);
    }
    let master = master_key(&config, true)?;
    let db = open_store(&config, clock).await?;
    let store = config.files.place(&config.data).open().context("opening the file store")?;
    let restored = archive::restore(&db, &master, store.as_ref(), &key, from, &checked).await;
    if restored.is_ok() {
        // The keys that came along open with the master key at hand; said again now that they are in place.
        let vault = Vault::open(&db, &master).await.context("opening the vault of the restored database")?;
        archive::copy_audit_head(&db, &config.data.audit_head(), &vault.audit_key()).await?;
    }
    db.close().await?;
    restored?;
    printer.print(&format!("restored {checked}"), &checked)?;
    Ok(Outcome::Good)
}
