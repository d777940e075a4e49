//! Who else speaks of some units, people and employments: whatever was recorded since that stands on them.

use std::collections::{BTreeMap, HashSet};

use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    image::{Made, TRUTH, Whose, tables},
    row::AT_ONCE,
};

/// Rows elsewhere that stand on what a bulk made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The table: `leave_request`.
    pub table: String,
    /// How many rows.
    pub count: usize,
}

/// Tables whose rows follow from others, or only tell that something happened.
const NOT_ASKED: [&str; 9] = [
    "audit_entry",
    "outbox",
    "job",
    "live_event",
    "visibility_place",
    "visibility_manager",
    "visibility_unit",
    "people_card",
    "person_token",
];

/// What a column points to: by its foreign key, or by its name where modules keep bare ids.
fn points_to(name: &str, references: Option<&str>) -> Option<Whose> {
    match references {
        Some("unit") => return Some(Whose::Unit),
        Some("job_title") => return Some(Whose::Job),
        Some("grade") => return Some(Whose::Grade),
        Some("person") => return Some(Whose::Person),
        Some("employment") => return Some(Whose::Employment),
        Some(_) => return None,
        None => {}
    }
    match name {
        "unit_id" | "company_id" | "branch_id" => Some(Whose::Unit),
        "person_id" => Some(Whose::Person),
        "employment_id" | "manager_id" | "approver_id" | "applicant_id" | "stand_in_id" => {
            Some(Whose::Employment)
        }
        _ => None,
    }
}

/// Rows of other tables, and of other employments and units, that refer to any of these.
pub async fn references_to(
    db: &impl ConnectionTrait,
    made: &Made,
    except: &[&str],
) -> Result<Vec<Reference>, DbErr> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for table in tables().into_values() {
        if NOT_ASKED.contains(&table.name) || except.contains(&table.name) {
            continue;
        }
        // A row of the truth that is itself about what was made stands on nothing else.
        let own = TRUTH.iter().find(|(name, _, _)| *name == table.name);
        let own_ids: HashSet<Uuid> =
            own.map(|(_, _, whose)| made.ids(*whose).into_iter().collect()).unwrap_or_default();
        let key = own.map_or_else(|| table.key.first().copied(), |(_, key, _)| Some(*key));
        for column in &table.columns {
            let Some(whose) = points_to(column.name, column.references) else { continue };
            for some in made.ids(whose).chunks(AT_ONCE) {
                let mut select = Query::select();
                select
                    .from(Alias::new(table.name))
                    .and_where(Expr::col(Alias::new(column.name)).is_in(some.iter().copied()));
                let strangers = if let (Some(key), true) = (key, own.is_some()) {
                    select.column(Alias::new(key));
                    let rows = db.query_all(&select).await?;
                    let mut strangers = 0;
                    for row in rows {
                        let id: Uuid = row.try_get("", key)?;
                        strangers += usize::from(!own_ids.contains(&id));
                    }
                    strangers
                } else {
                    select.expr_as(Expr::cust("COUNT(*)"), Alias::new("n"));
                    let row = db.query_one(&select).await?;
                    let count: i64 = row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default();
                    usize::try_from(count).unwrap_or_default()
                };
                *found.entry(table.name).or_default() += strangers;
            }
        }
    }
    let found = found.into_iter().filter(|(_, count)| *count > 0);
    Ok(found.map(|(table, count)| Reference { table: table.to_owned(), count }).collect())
}
