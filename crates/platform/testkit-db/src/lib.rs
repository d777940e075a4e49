//! Fresh, migrated databases for tests: a copied template file on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.
//!
//! `HENG_TEST_DB=postgres` with `HENG_TEST_PG=postgres://…` (an administrator's address) runs the same tests on
//! PostgreSQL; otherwise they run on SQLite. Time stands still at [`NOON`] unless a test moves it.

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that cannot get its database must stop loudly"
)]

mod clock;
mod postgres;
mod sqlite;

use std::sync::Arc;

use heng_db::{Db, Settings};
use heng_kernel::SeededIds;
use sea_orm::Database;

pub use clock::{NOON, TestClock};

/// A fresh database. Dropping it removes it on SQLite; on PostgreSQL it goes with the cluster of the run.
#[derive(Debug)]
pub struct TestDb {
    /// The store.
    pub db: Db,
    /// Its clock, standing at [`NOON`].
    pub clock: TestClock,
    /// Its address, for a second process or a restart.
    pub url: String,
    _home: tempfile::TempDir,
}

impl TestDb {
    /// A migrated, empty database of the kind the environment asks for.
    pub async fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let url = match postgres::administrator() {
            Some(admin) => postgres::create(&admin).await,
            None => sqlite::create(home.path()).await,
        };
        let clock = TestClock::at_noon();
        let db = open(&url, &clock, 1).await;
        Self { db, clock, url, _home: home }
    }

    /// A second store on the same database, as another process would hold it.
    pub async fn another(&self, seed: u64) -> Db {
        open(&self.url, &self.clock, seed).await
    }
}

async fn open(url: &str, clock: &TestClock, seed: u64) -> Db {
    let settings = Settings { connections: 6, ..Settings::new(url) };
    Db::open(&settings, Arc::new(clock.clone()), Arc::new(SeededIds::new(seed)))
        .await
        .expect("the database opens")
}

/// Migrates a new database once; copies are made from it.
async fn migrate(url: &str) {
    let connection = Database::connect(url).await.expect("the template opens");
    heng_migration::up(&connection).await.expect("the migrations run");
    connection.close().await.expect("the template closes");
}

/// A word that changes with the schema, so that a template of an older schema is never used.
fn schema_word() -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    for migration in heng_migration::migrations() {
        for step in migration.steps {
            step.statements(heng_db::DbBackend::Sqlite).hash(&mut hasher);
            step.statements(heng_db::DbBackend::Postgres).hash(&mut hasher);
        }
    }
    format!("{:016x}", hasher.finish())
}
