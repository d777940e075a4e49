//! Keys, and the proof that what should be sealed is sealed: the raw bytes are read and opened.

use futures::TryStreamExt;
use heng_db::audit::verify;
use heng_files::FileError;
use heng_kernel::FileId;
use heng_vault::{MasterKey, registered_cells_open};
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Order, Query},
};
use uuid::Uuid;

use super::Check;
use crate::{System, commands, config::Config, wiring};

/// Newest documents that are opened from end to end.
const DOCUMENTS: u64 = 50;
/// How a stored document must begin.
const SEALED_MARK: &[u8] = b"HENGSTR\x01";
/// Bad places named in one line.
const NAMED: usize = 5;

pub(super) fn master(key: &anyhow::Result<MasterKey>) -> Check {
    match key {
        Ok(key) => Check::good("master key", format!("{} is at hand", key.fingerprint())),
        Err(error) => Check::bad("master key", format!("{error:#}")),
    }
}

/// Every registered cell, as it stands in the database.
pub(super) async fn sealed_columns(system: &System) -> Check {
    match registered_cells_open(system.db.read(), &system.vault, &wiring::sealed()).await {
        Ok((count, bad)) if bad.is_empty() => {
            Check::good("fields", format!("{count} sealed values, all open"))
        }
        Ok((_, bad)) => {
            let named = bad.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            Check::bad("fields", format!("{} values are not sealed or do not open: {named}", bad.len()))
        }
        Err(error) => Check::bad("fields", error.to_string()),
    }
}

/// The newest documents: their first bytes as they lie in the store, then their contents from end to end.
pub(super) async fn documents(system: &System) -> Check {
    let mut bad = vec![];
    let newest = match newest(system).await {
        Ok(newest) => newest,
        Err(error) => return Check::bad("documents", error.to_string()),
    };
    for id in &newest {
        if let Err(error) = open(system, *id).await {
            bad.push(format!("{id} ({error})"));
        }
    }
    if bad.is_empty() {
        return Check::good("documents", format!("{} newest are encrypted and open", newest.len()));
    }
    bad.truncate(NAMED);
    Check::bad("documents", format!("do not open: {}", bad.join(", ")))
}

async fn newest(system: &System) -> Result<Vec<FileId>, DbErr> {
    let select = Query::select()
        .column("id")
        .from("file")
        .and_where(Expr::col("removed_at").is_null())
        .order_by("id", Order::Desc)
        .limit(DOCUMENTS)
        .to_owned();
    let rows = system.db.read().query_all(&select).await?;
    rows.iter().map(|row| row.try_get::<Uuid>("", "id").map(FileId)).collect()
}

async fn open(system: &System, id: FileId) -> Result<(), FileError> {
    let file = system.files.find(id).await?;
    let end = u64::try_from(SEALED_MARK.len()).unwrap_or_default();
    let raw = system.files.store().get_range(&Path::from(file.location.as_str()), 0..end).await?;
    if raw != SEALED_MARK {
        return Err(heng_vault::VaultError::NotSealed.into());
    }
    let opened = system.files.open(id).await?;
    opened.body.try_for_each(async |_| Ok(())).await
}

/// Where the head is copied to.
pub(super) fn audit_head(config: &Config) -> Check {
    let head = config.data.audit_head();
    let folder = |path: &std::path::Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let above = folder(head.parent().unwrap_or(&head));
    if above.starts_with(folder(&config.data.folder)) {
        let says = format!(
            "{} lies in the data folder: whoever can change the database there can put an older head back. Set \
             data.audit_head to a place they cannot write",
            head.display()
        );
        return Check::doubtful("audit head", says);
    }
    Check::good("audit head", format!("{} lies apart from the data", head.display()))
}

/// The audit trail against its copied head.
pub(super) async fn audit(system: &System) -> Check {
    let key = system.vault.audit_key();
    let copied = match commands::copied_head(&system.config.data.audit_head(), &key) {
        Ok(copied) => copied,
        Err(error) => return Check::bad("audit", format!("{error:#}")),
    };
    match verify(system.db.read(), &key, &copied, system.db.now()).await {
        Ok(report) if report.faults.is_empty() => {
            Check::good("audit", format!("{} rows, chain unbroken up to {}", report.checked, report.last))
        }
        Ok(report) => {
            let faults: Vec<String> = report.faults.iter().take(NAMED).map(commands::says).collect();
            Check::bad("audit", faults.join("; "))
        }
        Err(error) => Check::bad("audit", error.to_string()),
    }
}
