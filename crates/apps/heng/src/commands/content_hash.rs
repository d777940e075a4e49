//! `heng content-hash`.

use std::sync::Arc;

use heng_kernel::Clock;

use crate::{
    System,
    cli::Scope,
    config::Config,
    content_hash as hash,
    output::{Outcome, Printer},
    rows::TableShape,
    wiring,
};

pub(crate) async fn content_hash(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    scope: Scope,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let (word, name) = {
        let snapshot = system.db.snapshot().await?;
        match scope {
            Scope::All => (hash::everything(&snapshot, &TableShape::all()).await?, "all"),
            Scope::Business => {
                let hashed =
                    hash::business(&snapshot, &system.vault, &wiring::business(), &wiring::sealed()).await?;
                (hashed, "business")
            }
        }
    };
    system.close().await?;
    printer.print(&word, &serde_json::json!({ "scope": name, "content_hash": word }))?;
    Ok(Outcome::Good)
}
