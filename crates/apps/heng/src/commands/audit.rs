//! `heng audit verify`.

use std::{fmt::Write, path::Path, sync::Arc};

use anyhow::Context;
use heng_db::audit::{AuditKey, CopiedHead, Fault, verify};
use heng_kernel::Clock;

use crate::{
    System,
    config::Config,
    output::{Outcome, Printer},
};

pub(crate) async fn audit_verify(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let key = system.vault.audit_key();
    let copied = copied_head(&system.config.data.audit_head(), &key)?;
    let report = verify(system.db.read(), &key, &copied, system.db.now()).await?;
    system.close().await?;
    let mut text = format!("{} rows checked, the last is number {}", report.checked, report.last);
    for fault in &report.faults {
        write!(text, "\n{}", says(fault))?;
    }
    printer.print(&text, &report)?;
    Ok(if report.faults.is_empty() { Outcome::Good } else { Outcome::Findings })
}

/// What lies where the head is copied to.
pub(crate) fn copied_head(path: &Path, key: &AuditKey) -> anyhow::Result<CopiedHead> {
    CopiedHead::read(path, key).with_context(|| path.display().to_string())
}

pub(crate) fn says(fault: &Fault) -> String {
    match fault {
        Fault::Altered { seq, id } => format!("row {seq} ({id}) is not what was sealed"),
        Fault::Missing { first, last } => format!("rows {first} to {last} are gone"),
        Fault::Truncated { last, expected } => format!("the trail ends at {last}, but reached {expected}"),
        Fault::Rewritten { seq } => format!("the trail was rewritten: row {seq} is sealed differently"),
        Fault::HeadMissing => {
            "the copied head is gone: whether the end was cut off cannot be said".to_owned()
        }
        Fault::HeadForged => "the copied head was not written by this installation".to_owned(),
        Fault::Unsealed { count } => format!("{count} rows older than a minute were never sealed"),
    }
}
