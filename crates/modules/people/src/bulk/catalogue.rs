//! Jobs and grades by name.

use std::collections::HashMap;

use heng_access::Permission;
use heng_db::Tx;
use heng_identifiers::compact;
use heng_kernel::{GradeId, JobTitleId};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use crate::{belief::CHUNK, unit::UnitError};

/// Entries of a catalogue by name, compared without width, spaces and case.
#[derive(Clone, Debug)]
pub struct Catalogue<T> {
    by_name: HashMap<String, T>,
    names: HashMap<T, String>,
}

impl<T: Copy + Eq + std::hash::Hash> Catalogue<T> {
    /// The entry with this name.
    pub fn named(&self, name: &str) -> Option<T> {
        self.by_name.get(&compact(name)).copied()
    }

    /// The name of an entry.
    pub fn name(&self, id: T) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }
}

/// Jobs in use.
pub async fn jobs(db: &impl ConnectionTrait) -> Result<Catalogue<JobTitleId>, DbErr> {
    read(db, "job_title").await
}

/// Grades in use.
pub async fn grades(db: &impl ConnectionTrait) -> Result<Catalogue<GradeId>, DbErr> {
    read(db, "grade").await
}

async fn read<T>(db: &impl ConnectionTrait, table: &'static str) -> Result<Catalogue<T>, DbErr>
where
    T: Copy + Eq + std::hash::Hash + From<Uuid>,
{
    let select = Query::select()
        .columns(["id", "name"])
        .from(table)
        .and_where(Expr::col("retired").eq(false))
        .order_by("id", sea_orm::sea_query::Order::Desc)
        .to_owned();
    let (mut by_name, mut names) = (HashMap::new(), HashMap::new());
    for row in db.query_all(&select).await? {
        let (id, name): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "name")?);
        by_name.insert(compact(&name), T::from(id));
        names.insert(T::from(id), name);
    }
    Ok(Catalogue { by_name, names })
}

/// Makes the jobs that are not there. Answers the new ones.
pub async fn ensure_jobs(tx: &Tx, wanted: &[String]) -> Result<Vec<JobTitleId>, UnitError> {
    let known = jobs(tx.db()).await?;
    ensure(tx, Kind { table: "job_title", prefix: 'J', ranked: false }, &known, wanted).await
}

/// Makes the grades that are not there, ranked by their order. Answers the new ones.
pub async fn ensure_grades(tx: &Tx, wanted: &[String]) -> Result<Vec<GradeId>, UnitError> {
    let known = grades(tx.db()).await?;
    ensure(tx, Kind { table: "grade", prefix: 'G', ranked: true }, &known, wanted).await
}

struct Kind {
    table: &'static str,
    prefix: char,
    ranked: bool,
}

async fn ensure<T>(tx: &Tx, kind: Kind, known: &Catalogue<T>, wanted: &[String]) -> Result<Vec<T>, UnitError>
where
    T: Copy + Eq + std::hash::Hash + From<Uuid> + Into<Uuid>,
{
    let mut missing: Vec<&String> = wanted.iter().filter(|name| known.named(name).is_none()).collect();
    missing.sort_by_key(|name| compact(name));
    missing.dedup_by_key(|name| compact(name));
    if missing.is_empty() {
        return Ok(vec![]);
    }
    // The catalogues are the group's: whoever keeps some part of the organisation may add to them.
    tx.actor.require_anywhere(Permission::OrgWrite)?;
    let mut made = vec![];
    for some in missing.chunks(CHUNK) {
        let mut insert = Query::insert();
        insert.into_table(kind.table);
        let mut columns = vec!["id", "code", "name", "retired", "created_at"];
        if kind.ranked {
            columns.push("rank");
        }
        insert.columns(columns);
        for name in some {
            let id: T = tx.new_id();
            let number = tx.next_number(&format!("{}_code", kind.table)).await?;
            let uuid: Uuid = id.into();
            let mut values: Vec<Expr> = vec![
                Expr::value(uuid),
                Expr::value(format!("{}{number:05}", kind.prefix)),
                Expr::value(name.trim()),
                Expr::value(false),
                Expr::value(tx.now),
            ];
            if kind.ranked {
                let rank = i32::try_from(made.len()).unwrap_or(i32::MAX);
                values.push(Expr::value(rank));
            }
            insert.values_panic(values);
            made.push(id);
        }
        tx.db().execute(&insert).await?;
    }
    Ok(made)
}
