//! `heng key`.

use std::{fmt::Write, path::Path, sync::Arc};

use anyhow::Context;
use heng_access::Actor;
use heng_kernel::Clock;
use heng_vault::{MasterKey, Vault};

use crate::{
    System,
    config::Config,
    output::{Outcome, Printer, Unusable},
};

pub(crate) async fn key_status(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let keys = Vault::status(&system.db).await?;
    system.close().await?;
    let mut text = String::new();
    for key in &keys {
        let until = key.retired_at.map(|at| format!(", seals nothing new since {at:.0}")).unwrap_or_default();
        writeln!(
            text,
            "data key {} of {:.0}, wrapped by {}{until}",
            key.version, key.created_at, key.master
        )?;
    }
    printer.print(&text, &keys)?;
    Ok(Outcome::Good)
}

pub(crate) async fn key_rotate(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let actor = Actor::command_line(system.db.now().date_naive());
    let version = system.vault.rotate(&system.db, &actor).await?;
    system.finish().await?;
    let text = format!(
        "data key {version} was made; in a minute the worker begins to seal everything again with it"
    );
    printer.print(&text, &serde_json::json!({ "version": version }))?;
    Ok(Outcome::Good)
}

pub(crate) async fn key_rewrap(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    file: &Path,
) -> anyhow::Result<Outcome> {
    let new = if file.exists() {
        MasterKey::read(file).map_err(|e| Unusable(e.to_string()))?
    } else {
        MasterKey::create(file).with_context(|| format!("making {}", file.display()))?
    };
    let system = System::open(config, clock, false).await?;
    let actor = Actor::command_line(system.db.now().date_naive());
    system.vault.rewrap(&system.db, &actor, &new).await?;
    system.finish().await?;
    let text = format!(
        "the data keys are wrapped by master key {} now: put {} into the settings and start every process again",
        new.fingerprint(),
        file.display()
    );
    printer.print(&text, &serde_json::json!({ "master": new.fingerprint() }))?;
    Ok(Outcome::Good)
}
