//! Databases cloned from a migrated template.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use uuid::{ContextV7, Timestamp, Uuid};

/// Any number all test processes share: the lock under which the template is made.
const TEMPLATE_LOCK: i64 = 0x7465_7374;

/// The administrator's address when the environment asks for PostgreSQL.
pub(crate) fn administrator() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "how the runner tells the tests which database to use")]
    let (kind, url) = (std::env::var("HENG_TEST_DB"), std::env::var("HENG_TEST_PG"));
    match kind.as_deref() {
        Ok("postgres") => Some(url.expect("HENG_TEST_DB=postgres needs HENG_TEST_PG=postgres://…")),
        _ => None,
    }
}

pub(crate) async fn create(admin: &str) -> String {
    let connection = Database::connect(single(admin)).await.expect("HENG_TEST_PG answers");
    let template = format!("heng_template_{}", crate::schema_word());
    run(&connection, &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    if !exists(&connection, &template).await {
        let unfinished = format!("{template}_new");
        run(&connection, &format!("DROP DATABASE IF EXISTS {unfinished}")).await;
        run(&connection, &format!("CREATE DATABASE {unfinished}")).await;
        crate::migrate(&database(admin, &unfinished)).await;
        run(&connection, &format!("ALTER DATABASE {unfinished} RENAME TO {template}")).await;
    }
    run(&connection, &format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    let name = format!("heng_test_{}", Uuid::new_v7(Timestamp::now(ContextV7::new())).simple());
    run(&connection, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
    connection.close().await.expect("the administrator's connection closes");
    database(admin, &name)
}

fn single(url: &str) -> sea_orm::ConnectOptions {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    options
}

/// The same server, another database.
fn database(admin: &str, name: &str) -> String {
    let (server, _) = admin.rsplit_once('/').unwrap_or((admin, ""));
    format!("{server}/{name}")
}

async fn run(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

async fn exists(connection: &DatabaseConnection, name: &str) -> bool {
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    row.expect("the list of databases is read").is_some()
}
