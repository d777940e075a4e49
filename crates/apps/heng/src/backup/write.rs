//! Writing a backup while the system runs.

use std::{fs, path::Path};

use anyhow::{Context, bail};
use futures::TryStreamExt;
use heng_vault::MasterKey;
use object_store::{ObjectStore, ObjectStoreExt, path::Path as Place};
use sea_orm::DatabaseTransaction;
use serde_json::Value as Json;

use super::{
    Manifest, Summary, check,
    frame::{FrameWriter, Kind},
};
use crate::{
    System, content_hash,
    output::Unusable,
    rows::{Cell, TableShape, each_row},
};

/// Writes everything as it stands in one instant to `to`, then reads it back and compares.
pub async fn write(system: &System, key: &MasterKey, to: &Path) -> anyhow::Result<Summary> {
    if to.exists() {
        return Err(Unusable(format!("{} exists already", to.display())).into());
    }
    let mut beside = to.as_os_str().to_owned();
    beside.push(".partial");
    let beside = Path::new(&beside);
    let written = write_and_check(system, key, beside).await;
    match &written {
        Ok(_) => fs::rename(beside, to).with_context(|| format!("naming {}", to.display()))?,
        Err(_) if beside.exists() => fs::remove_file(beside)?,
        Err(_) => {}
    }
    written
}

async fn write_and_check(system: &System, key: &MasterKey, path: &Path) -> anyhow::Result<Summary> {
    let written = fill(system, key, path).await?;
    let read = check(key, path).context("reading the backup again")?;
    if read.summary != written {
        bail!("the backup reads back differently from what was written");
    }
    Ok(written)
}

async fn fill(system: &System, key: &MasterKey, path: &Path) -> anyhow::Result<Summary> {
    let made_at = system.db.now().to_rfc3339();
    let mut out =
        FrameWriter::create(path, key, made_at).with_context(|| format!("writing {}", path.display()))?;
    let snapshot = system.db.snapshot().await?;
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        migrations: heng_migration::migrations().iter().map(|m| m.name.to_owned()).collect(),
        tables: TableShape::all(),
    };
    out.json(Kind::Manifest, &manifest)?;
    let mut summary = Summary::default();
    let mut locations = vec![];
    for table in &manifest.tables {
        summary.rows += rows(&snapshot, table, &mut out, &mut locations).await?;
    }
    summary.content_hash = content_hash::everything(&snapshot, &manifest.tables).await?;
    snapshot.rollback().await?;
    let store = system.files.store();
    for location in locations {
        if file(store.as_ref(), &location, &mut out).await? {
            summary.files += 1;
        } else {
            summary.missing.push(location);
        }
    }
    out.json(Kind::End, &summary)?;
    out.finish()?;
    Ok(summary)
}

async fn rows(
    snapshot: &DatabaseTransaction,
    table: &TableShape,
    out: &mut FrameWriter,
    locations: &mut Vec<String>,
) -> anyhow::Result<u64> {
    out.json(Kind::Table, &table.name)?;
    let mut count = 0;
    each_row(snapshot, table, async |row| {
        count += 1;
        if table.name == "file" {
            locations.extend(location(table, &row));
        }
        out.json(Kind::Row, &row.iter().map(Cell::to_json).collect::<Vec<Json>>())
    })
    .await?;
    Ok(count)
}

/// Where a document's contents lie, unless it was removed.
fn location(table: &TableShape, row: &[Cell]) -> Option<String> {
    let cell = |name: &str| table.columns.iter().zip(row).find(|(c, _)| c.name == name).map(|(_, cell)| cell);
    match (cell("location"), cell("removed_at")) {
        (Some(Cell::Text(location)), Some(Cell::Null)) => Some(location.clone()),
        _ => None,
    }
}

/// Copies a document as it lies in the store, encrypted; `false` when it is not there.
async fn file(store: &dyn ObjectStore, location: &str, out: &mut FrameWriter) -> anyhow::Result<bool> {
    let found = match store.get(&Place::from(location)).await {
        Ok(found) => found,
        // Removed since the snapshot, or lost: whoever reads the summary is told.
        Err(object_store::Error::NotFound { .. }) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    out.json(Kind::File, &location)?;
    let mut pieces = found.into_stream();
    while let Some(piece) = pieces.try_next().await? {
        out.bytes(Kind::Piece, &piece)?;
    }
    Ok(true)
}
