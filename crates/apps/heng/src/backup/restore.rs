//! Filling an empty database from a checked backup.

use std::path::Path;

use anyhow::{Context, bail};
use heng_db::{
    Db,
    audit::{AuditKey, Head},
};
use heng_vault::MasterKey;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, path::Path as Place};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseTransaction, DbBackend, Statement, TransactionTrait,
    sea_query::{Alias, Query},
};

use super::{
    frame::{FrameReader, Kind},
    read::{Checked, named, parsed, row},
};
use crate::{
    content_hash,
    output::Unusable,
    rows::{Inserter, TableShape},
};

/// Restores a backup that [`super::check`] found whole. The database must be empty. Documents come first, then every row
/// in one transaction that commits only if the content hash is the backup's; if anything fails, what was written is gone.
pub async fn restore(
    db: &Db,
    master: &MasterKey,
    store: &dyn ObjectStore,
    key: &MasterKey,
    from: &Path,
    checked: &Checked,
) -> anyhow::Result<()> {
    let applied = heng_migration::migrations().len() - heng_migration::pending(db.maintenance()).await?.len();
    if applied > checked.manifest.migrations.len() {
        bail!("the database is newer than the backup: restore into a fresh one");
    }
    heng_migration::up_to(db.maintenance(), checked.manifest.migrations.len()).await.context("migrating")?;
    refuse_full(db, &checked.manifest.tables, checked.manifest.migrations.len()).await?;
    let mut put = vec![];
    let done = match files(store, key, from, &mut put).await {
        Ok(()) => rows(db, master, key, from, checked).await,
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        for place in put {
            let _ = store.delete(&place).await;
        }
        return Err(error);
    }
    heng_migration::up(db.maintenance()).await.context("migrating")
}

/// Copies the head of the restored audit trail outside the database, where the next check looks for it.
pub async fn copy_audit_head(db: &Db, path: &Path, key: &AuditKey) -> anyhow::Result<()> {
    let head = Head::load(db.read()).await?;
    if head.seq > 0 {
        head.copy(path, key).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Refuses a database that holds more than its migrations put there.
async fn refuse_full(db: &Db, tables: &[TableShape], migrations: usize) -> anyhow::Result<()> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    // A database in memory lives as long as its one connection.
    options.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None).sqlx_logging(false);
    let fresh = Database::connect(options).await?;
    heng_migration::up_to(&fresh, migrations).await.context("migrating")?;
    for table in tables {
        let only = std::slice::from_ref(table);
        if content_hash::everything(db.read(), only).await? != content_hash::everything(&fresh, only).await? {
            return Err(Unusable(format!("the database is not empty: {} has rows", table.name)).into());
        }
    }
    fresh.close().await?;
    Ok(())
}

async fn files(
    store: &dyn ObjectStore,
    key: &MasterKey,
    from: &Path,
    put: &mut Vec<Place>,
) -> anyhow::Result<()> {
    let mut frames = FrameReader::open(from, key)?;
    let mut open: Option<(Place, Vec<u8>)> = None;
    while let Some((kind, bytes)) = frames.next()? {
        match (kind, &mut open) {
            (Kind::Piece, Some((_, contents))) => contents.extend(bytes),
            (Kind::File | Kind::End, _) => {
                if let Some((place, contents)) = open.take() {
                    put.push(place.clone());
                    store.put(&place, PutPayload::from(contents)).await?;
                }
                if kind == Kind::File {
                    open = Some((Place::from(parsed::<String>(&bytes)?.as_str()), vec![]));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

async fn rows(
    db: &Db,
    master: &MasterKey,
    key: &MasterKey,
    from: &Path,
    checked: &Checked,
) -> anyhow::Result<()> {
    let txn = db.maintenance().begin().await?;
    defer_references(&txn).await?;
    // What migrations put there comes again with the backup.
    for table in checked.manifest.tables.iter().rev() {
        txn.execute(&Query::delete().from_table(Alias::new(&table.name)).to_owned()).await?;
    }
    let mut frames = FrameReader::open(from, key)?;
    let mut inserter: Option<Inserter<'_>> = None;
    let mut table = None;
    while let Some((kind, bytes)) = frames.next()? {
        match kind {
            Kind::Row => {
                let (Some(table), Some(inserter)) = (table, &mut inserter) else {
                    bail!("a row without its table")
                };
                inserter.push(&txn, row(table, &bytes)?).await.with_context(|| table.name.clone())?;
            }
            Kind::Manifest => {}
            Kind::Table | Kind::File | Kind::Piece | Kind::End => {
                if let Some(mut full) = inserter.take() {
                    full.flush(&txn).await?;
                }
                if kind != Kind::Table {
                    break;
                }
                let next = named(&checked.manifest, &bytes)?;
                (table, inserter) = (Some(next), Some(Inserter::new(next)));
            }
        }
    }
    enforce_references(&txn).await.context("a reference leads nowhere")?;
    let word = content_hash::everything(&txn, &checked.manifest.tables).await?;
    if word != checked.summary.content_hash {
        bail!("what was restored differs from what was backed up");
    }
    heng_vault::Vault::proves(&txn, master)
        .await
        .context("the master key at hand does not open the backup's keys")?;
    txn.commit().await?;
    Ok(())
}

/// Foreign keys are checked at the end: rows may point to rows that come later.
async fn defer_references(txn: &DatabaseTransaction) -> anyhow::Result<()> {
    if txn.get_database_backend() == DbBackend::Sqlite {
        txn.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
        return Ok(());
    }
    for (table, constraint) in references(txn).await? {
        let sql = format!("ALTER TABLE {table} ALTER CONSTRAINT {constraint} DEFERRABLE INITIALLY DEFERRED");
        txn.execute_unprepared(&sql).await?;
    }
    Ok(())
}

async fn enforce_references(txn: &DatabaseTransaction) -> anyhow::Result<()> {
    if txn.get_database_backend() == DbBackend::Sqlite {
        let broken =
            txn.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check")).await?;
        if broken.is_some() {
            bail!("foreign keys do not hold");
        }
        return Ok(());
    }
    txn.execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE").await?;
    for (table, constraint) in references(txn).await? {
        let sql = format!("ALTER TABLE {table} ALTER CONSTRAINT {constraint} NOT DEFERRABLE");
        txn.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Every foreign key of the schema at hand, quoted.
async fn references(txn: &DatabaseTransaction) -> anyhow::Result<Vec<(String, String)>> {
    const SQL: &str = "SELECT conrelid::regclass::text AS tab, quote_ident(conname) AS con FROM pg_constraint \
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace";
    let rows = txn.query_all_raw(Statement::from_string(DbBackend::Postgres, SQL)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "tab")?, row.try_get("", "con")?))).collect()
}
