//! `heng audit verify`.

use std::{fmt::Write, fs, io, path::Path, sync::Arc};

use anyhow::Context;
use heng_db::audit::{Fault, Head, verify};
use heng_kernel::Clock;

use crate::{
    System,
    config::Config,
    output::{Outcome, Printer, Unusable},
};

pub(crate) async fn audit_verify(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let copied = copied_head(&system.config.data.audit_head())?;
    let key = system.vault.audit_key();
    let report = verify(system.db.read(), &key, copied.as_ref(), system.db.now()).await?;
    system.close().await?;
    let mut text = format!("{} rows checked, the last is number {}", report.checked, report.last);
    if copied.is_none() {
        text.push_str("; there is no copied head, so a cut-off end cannot be seen");
    }
    for fault in &report.faults {
        write!(text, "\n{}", says(fault))?;
    }
    printer.print(&text, &report)?;
    Ok(if report.faults.is_empty() { Outcome::Good } else { Outcome::Findings })
}

/// The head that was copied outside the database, if it was.
pub(crate) fn copied_head(path: &Path) -> anyhow::Result<Option<Head>> {
    match fs::read_to_string(path) {
        Ok(line) => match Head::from_line(&line) {
            Some(head) => Ok(Some(head)),
            None => Err(Unusable(format!("{} holds no audit head", path.display())).into()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

pub(crate) fn says(fault: &Fault) -> String {
    match fault {
        Fault::Altered { seq, id } => format!("row {seq} ({id}) is not what was sealed"),
        Fault::Missing { first, last } => format!("rows {first} to {last} are gone"),
        Fault::Truncated { last, expected } => format!("the trail ends at {last}, but reached {expected}"),
        Fault::Rewritten { seq } => format!("the trail was rewritten: row {seq} is sealed differently"),
        Fault::Unsealed { count } => format!("{count} rows older than a minute were never sealed"),
    }
}
