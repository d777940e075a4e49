//! Applies what is not applied yet.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};

use crate::list::{Migration, migrations};

/// Arbitrary, but the same in every process: the advisory lock that lets one of them migrate.
const MIGRATION_LOCK: i64 = 0x4845_4e47;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for sql in self.steps.iter().flat_map(|step| step.statements(manager.get_database_backend())) {
            db.execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    /// One migration, one transaction, on both databases.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        migrations().into_iter().map(|m| -> Box<dyn MigrationTrait> { Box::new(m) }).collect()
    }
}

/// Brings the database up to date. Several processes may call it at once: on PostgreSQL they queue behind an advisory
/// lock held for the length of a transaction, on SQLite behind the one writer.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    up_to(db, migrations().len()).await
}

/// Applies the first `count` migrations and no more: what a backup of an older program is restored into.
pub async fn up_to(db: &DatabaseConnection, count: usize) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        use sea_orm::TransactionTrait;
        let guard = db.begin().await?;
        guard.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
        apply(db, count).await?;
        return guard.commit().await;
    }
    apply(db, count).await
}

async fn apply(db: &DatabaseConnection, count: usize) -> Result<(), DbErr> {
    let pending = Migrator::get_pending_migrations(db).await?.len();
    let applied = migrations().len().saturating_sub(pending);
    match u32::try_from(count.saturating_sub(applied)) {
        Ok(0) | Err(_) => Ok(()),
        steps => Migrator::up(db, steps.ok()).await,
    }
}

/// Names of the migrations that are not applied yet.
pub async fn pending(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    Ok(Migrator::get_pending_migrations(db).await?.iter().map(|m| m.name().to_owned()).collect())
}
