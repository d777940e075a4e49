//! The queue: who works on it, and what it could not do.

use chrono::{DateTime, TimeDelta, Utc};
use heng_db::Db;
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr},
};

use super::Check;

/// A due job that waits longer than this means that nobody works.
const MOST_WAIT: TimeDelta = TimeDelta::minutes(5);

pub(super) async fn jobs(db: &Db) -> Check {
    match count(db, Expr::col("state").eq("dead")).await {
        Ok(0) => Check::good("jobs", "none was given up"),
        Ok(dead) => {
            Check::doubtful("jobs", format!("{dead} were given up: see failed jobs and messages in the web"))
        }
        Err(error) => Check::bad("jobs", error.to_string()),
    }
}

pub(super) async fn worker(db: &Db) -> Check {
    let oldest = async {
        let select = Query::select()
            .expr_as(Expr::col("run_at").min(), "oldest")
            .from("job")
            .and_where(Expr::col("state").eq("ready"))
            .to_owned();
        let row = db.read().query_one(&select).await?;
        row.map_or(Ok(None), |row| row.try_get::<Option<DateTime<Utc>>>("", "oldest"))
    };
    match oldest.await {
        Ok(Some(due)) if db.now() - due > MOST_WAIT => {
            let minutes = (db.now() - due).num_minutes();
            Check::bad(
                "worker",
                format!("a job is due for {minutes} minutes: start `heng serve` or `heng worker`"),
            )
        }
        Ok(_) => Check::good("worker", "no job is overdue"),
        Err(error) => Check::bad("worker", error.to_string()),
    }
}

async fn count(db: &Db, condition: SimpleExpr) -> Result<i64, DbErr> {
    let select =
        Query::select().expr_as(Expr::col("id").count(), "n").from("job").and_where(condition).to_owned();
    let row = db.read().query_one(&select).await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}
