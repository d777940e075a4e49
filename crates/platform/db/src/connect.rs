//! Opening the database.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use crate::PageSize;

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:///path/heng.db` or `postgres://…`. Never logged: it may hold a password.
    pub url: String,
    /// Reader connections on SQLite, pool size on PostgreSQL.
    pub connections: u32,
    /// How long a request may wait for a connection.
    pub acquire_timeout: Duration,
}

impl Settings {
    /// Defaults for `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: 8, acquire_timeout: Duration::from_secs(20) }
    }

    /// Whether `url` names a SQLite file.
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }
}

/// The database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// The scheme is neither `sqlite:` nor `postgres:`.
    #[error("the database address must begin with sqlite: or postgres:")]
    UnknownScheme,
    /// The driver said no.
    #[error("the database cannot be opened: {0}")]
    Db(#[from] DbErr),
}

/// The writer's and the readers' side of the store; on PostgreSQL both are one pool.
pub(crate) struct Pools {
    pub(crate) write: DatabaseConnection,
    pub(crate) read: DatabaseConnection,
}

pub(crate) async fn open(settings: &Settings) -> Result<Pools, Unreachable> {
    if settings.is_sqlite() {
        let write = Database::connect(sqlite(settings, 1, false)).await?;
        let read = Database::connect(sqlite(settings, settings.connections, true)).await?;
        return Ok(Pools { write, read });
    }
    if settings.url.starts_with("postgres:") || settings.url.starts_with("postgresql:") {
        let pool = Database::connect(postgres(settings)).await?;
        return Ok(Pools { write: pool.clone(), read: pool });
    }
    Err(Unreachable::UnknownScheme)
}

fn common(settings: &Settings, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(settings.url.clone());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(settings.acquire_timeout)
        .sqlx_logging(false);
    options
}

/// Our statements are the same every time but for the values, and joins of many tables take PostgreSQL ten times as long to plan
/// as to do: they are planned once per connection. Compiling them to machine code pays for none.
fn postgres(settings: &Settings) -> ConnectOptions {
    let mut options = common(settings, settings.connections);
    options.map_sqlx_postgres_opts(|o| {
        o.options([("plan_cache_mode", "force_generic_plan"), ("jit", "off")]).statement_cache_capacity(512)
    });
    options
}

fn sqlite(settings: &Settings, connections: u32, reader: bool) -> ConnectOptions {
    let mut options = common(settings, connections);
    // Connections that idle out would drop their prepared statements and page cache.
    options.idle_timeout(None).max_lifetime(None);
    options.map_sqlx_sqlite_opts(move |o| {
        o.create_if_missing(!reader)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(512)
            // The largest page and its surplus row, so that no reader waits half way for its rows to be taken.
            .row_buffer_size(usize::from(PageSize::MOST) + 1)
            // 16 MB hold what is asked for all the time; mapping the file is not faster, and counts again for each connection.
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory")
            .pragma("query_only", if reader { "ON" } else { "OFF" })
    });
    options
}
