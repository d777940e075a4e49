//! The database: reachable, writable, durable, on time, up to date.

use chrono::TimeDelta;
use heng_db::{Db, DbBackend, Lease};
use sea_orm::{ConnectionTrait, DbErr, Statement};

use super::Check;

/// More than this between our clock and the database's confuses leases and sessions.
const MOST_DRIFT: TimeDelta = TimeDelta::seconds(2);

pub(super) async fn writable(db: &Db) -> Check {
    let name = match db.backend() {
        DbBackend::Sqlite => "SQLite",
        _ => "PostgreSQL",
    };
    let probe = Lease { name: "doctor.probe", owner: "doctor".to_owned(), length: TimeDelta::seconds(1) };
    let tried = async {
        db.read().execute_unprepared("SELECT 1").await?;
        if heng_migration::pending(db.maintenance()).await?.is_empty() {
            probe.take(db.maintenance(), db.now()).await?;
            probe.release(db.maintenance()).await?;
        }
        Ok::<_, DbErr>(format!("{name} can be read and written"))
    };
    Check::of("database", tried.await)
}

/// Whether a commit survives a power cut.
pub(super) async fn durable(db: &Db) -> Check {
    let wanted: &[(&str, &[&str])] = match db.backend() {
        DbBackend::Sqlite => &[
            ("PRAGMA journal_mode", &["wal"]),
            ("PRAGMA synchronous", &["2", "3"]),
            ("PRAGMA foreign_keys", &["1"]),
        ],
        _ => &[
            ("SHOW fsync", &["on"]),
            ("SHOW synchronous_commit", &["on", "remote_write", "remote_apply"]),
            ("SHOW full_page_writes", &["on"]),
        ],
    };
    for (question, answers) in wanted {
        match ask(db, question).await {
            Ok(answer) if answers.contains(&answer.as_str()) => {}
            Ok(answer) => {
                let says = format!(
                    "{question} is {answer}, should be {}: commits may be lost",
                    answers.join(" or ")
                );
                return Check::bad("durability", says);
            }
            Err(error) => return Check::bad("durability", format!("{question}: {error}")),
        }
    }
    Check::good("durability", "commits survive a power cut")
}

async fn ask(db: &Db, question: &str) -> Result<String, DbErr> {
    let row = db.maintenance().query_one_raw(Statement::from_string(db.backend(), question)).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(question.to_owned()))?;
    match row.try_get_by_index::<String>(0) {
        Ok(text) => Ok(text),
        Err(_) => row.try_get_by_index::<i64>(0).map(|number| number.to_string()),
    }
}

/// Whether our clock and the database's agree; SQLite has ours.
pub(super) async fn clock(db: &Db) -> Check {
    if db.backend() == DbBackend::Sqlite {
        return Check::good("clock", format!("{:.0}", db.now()));
    }
    let sql = "SELECT clock_timestamp() AS at";
    let theirs = async {
        let row = db.read().query_one_raw(Statement::from_string(db.backend(), sql)).await?;
        row.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?
            .try_get::<chrono::DateTime<chrono::Utc>>("", "at")
    };
    match theirs.await {
        Ok(theirs) if (db.now() - theirs).abs() <= MOST_DRIFT => {
            Check::good("clock", "agrees with the database's")
        }
        Ok(theirs) => {
            let drift = (db.now() - theirs).num_seconds();
            Check::bad("clock", format!("{drift} s apart from the database's: set both by NTP"))
        }
        Err(error) => Check::bad("clock", error.to_string()),
    }
}

pub(super) async fn migrations(db: &Db) -> Check {
    match heng_migration::pending(db.maintenance()).await {
        Ok(missing) if missing.is_empty() => Check::good("migrations", "up to date"),
        Ok(missing) => {
            Check::bad("migrations", format!("missing {}: run `heng migrate`", missing.join(", ")))
        }
        Err(error) => Check::bad("migrations", error.to_string()),
    }
}
