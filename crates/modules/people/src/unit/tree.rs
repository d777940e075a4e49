//! The organisation as of a day.

use chrono::NaiveDate;
use heng_access::{Actor, Permission, Reach};
use heng_kernel::{CompanyId, EmploymentId, JobTitleId, UnitId};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, FromQueryResult, QueryResult,
    sea_query::{Alias, Expr, ExprTrait, IntoColumnRef, Order, Query, SelectStatement},
};

use super::UnitKind;
use crate::{
    directory::{Sees, visible},
    projection::CardState,
};

/// A unit in the tree.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Node {
    /// Its id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Its code.
    pub code: String,
    /// The unit above.
    pub parent_id: Option<UnitId>,
    /// Name in Chinese.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// Who heads it.
    pub head_id: Option<EmploymentId>,
    /// That person's name, while they work.
    pub head_name: Option<String>,
    /// That person's employee number, while they work.
    pub head_number: Option<String>,
    /// Cost centre of its own.
    pub cost_centre: Option<String>,
    /// Time zone of its own.
    pub zone: Option<String>,
    /// Address of its own.
    pub place: Option<String>,
    /// People whose main post is right here.
    pub people: i64,
}

/// Somebody on the chart.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Member {
    /// The employment.
    pub employment_id: EmploymentId,
    /// Employee number.
    pub number: String,
    /// Name.
    pub name: String,
    /// The unit.
    pub unit_id: UnitId,
    /// The job.
    pub job_id: Option<JobTitleId>,
    /// The job's name.
    pub job_name: Option<String>,
    /// The manager of the main post.
    pub manager_id: Option<EmploymentId>,
    /// Where they stand.
    pub state: CardState,
}

/// The units that are there on a day and that the actor may see, in one query, ordered by code.
pub async fn tree(
    db: &impl ConnectionTrait,
    actor: &Actor,
    as_of: NaiveDate,
    below: Option<UnitId>,
) -> Result<Vec<Node>, DbErr> {
    let mut query = with_versions(as_of, below);
    query.cond_where(of_reach(&actor.reach(Permission::OrgRead), actor.today(), ("u", "id")));
    if let Some(unit) = below {
        query.and_where(Expr::col(("u", "id")).in_subquery(units_below(unit, as_of)));
    }
    query.order_by(("u", "code"), Order::Asc);
    let rows = db.query_all(&query).await?;
    rows.iter().map(|row: &QueryResult| Node::from_query_result(row, "")).collect()
}

/// The people of a unit and everything below it on a day, by one query.
pub(crate) async fn members(
    db: &impl ConnectionTrait,
    sees: &Sees,
    unit: UnitId,
    as_of: NaiveDate,
    limit: u64,
) -> Result<Vec<Member>, DbErr> {
    let mut query = Query::select();
    query
        .columns([("c", "employment_id"), ("c", "number"), ("c", "name"), ("c", "unit_id"), ("c", "job_id")])
        .columns([("c", "manager_id"), ("c", "state")])
        .expr_as(Expr::col(("j", "name")), "job_name")
        .from_as("people_card", "c")
        .join_as(
            sea_orm::JoinType::LeftJoin,
            "job_title",
            "j",
            Expr::col(("j", "id")).equals(("c", "job_id")),
        )
        .and_where(Expr::col(("c", "unit_id")).in_subquery(units_below(unit, as_of)))
        .cond_where(within(as_of, ("c", "from_on"), ("c", "to_on")))
        .and_where(Expr::col(("c", "state")).is_in(["probation", "confirmed"]))
        .cond_where(visible(&sees.reach, sees.today, "c"))
        .order_by(("c", "unit_id"), Order::Asc)
        .order_by(("c", "sort_name"), Order::Asc)
        .limit(limit);
    let rows = db.query_all(&query).await?;
    rows.iter().map(|row| Member::from_query_result(row, "")).collect()
}

/// Units with what is said of them on the day. Counted are the people of the part that is asked for alone.
fn with_versions(as_of: NaiveDate, below: Option<UnitId>) -> SelectStatement {
    let mut counts = Query::select()
        .column("unit_id")
        .expr_as(Expr::cust("COUNT(*)"), "people")
        .from("people_card")
        .cond_where(within(as_of, "from_on", "to_on"))
        .and_where(Expr::col("state").is_in(["probation", "confirmed"]))
        .group_by_col("unit_id")
        .to_owned();
    if let Some(unit) = below {
        counts.and_where(Expr::col("unit_id").in_subquery(units_below(unit, as_of)));
    }
    let heads = Condition::all()
        .add(Expr::col(("h", "id")).equals(("v", "head_id")))
        .add(Expr::col(("h", "first_day")).lte(as_of))
        .add(Expr::col(("h", "last_day")).is_null().or(Expr::col(("h", "last_day")).gte(as_of)));
    let versions = Condition::all()
        .add(Expr::col(("v", "unit_id")).equals(("u", "id")))
        .add(Expr::col(("v", "superseded_at")).is_null())
        .add(within(as_of, ("v", "from_on"), ("v", "to_on")));
    Query::select()
        .columns([("u", "id"), ("u", "kind"), ("u", "code")])
        .columns([
            ("v", "parent_id"),
            ("v", "name"),
            ("v", "name_en"),
            ("v", "head_id"),
            ("v", "cost_centre"),
        ])
        .columns([("v", "zone"), ("v", "place")])
        .expr_as(Expr::col(("p", "name")), "head_name")
        .expr_as(Expr::col(("h", "number")), "head_number")
        .expr_as(Expr::cust("COALESCE(n.people, 0)"), "people")
        .from_as("unit", "u")
        .join_as(sea_orm::JoinType::InnerJoin, "unit_version", "v", versions)
        .join_as(sea_orm::JoinType::LeftJoin, "employment", "h", heads)
        .join_as(
            sea_orm::JoinType::LeftJoin,
            "person",
            "p",
            Expr::col(("p", "id")).equals(("h", "person_id")),
        )
        .join_subquery(
            sea_orm::JoinType::LeftJoin,
            counts,
            Alias::new("n"),
            Expr::col(("n", "unit_id")).equals(("u", "id")),
        )
        .to_owned()
}

/// The ids of a unit and everything below it on a day.
pub(crate) fn units_below(unit: UnitId, on: NaiveDate) -> SelectStatement {
    Query::select()
        .column("unit_id")
        .from("visibility_unit")
        .and_where(Expr::col("ancestor_id").eq(unit))
        .cond_where(within(on, "from_on", "to_on"))
        .to_owned()
}

/// Rows whose unit the reach takes in today. A unit of no company is seen with group scope alone.
pub(crate) fn of_reach(reach: &Reach, today: NaiveDate, unit: impl IntoColumnRef) -> Condition {
    if reach.all {
        return Condition::all();
    }
    let seen = Condition::any()
        .add(Expr::col("company_id").is_in(reach.companies.iter().map(|CompanyId(id)| *id)))
        .add(Expr::col("branch_id").is_in(reach.branch_units.iter().copied()))
        .add(Expr::col("ancestor_id").is_in(reach.subtree_units.iter().copied()));
    let ids = Query::select()
        .column("unit_id")
        .from("visibility_unit")
        .cond_where(within(today, "from_on", "to_on"))
        .cond_where(seen)
        .to_owned();
    Condition::all().add(Expr::col(unit).in_subquery(ids))
}

/// `on` lies in a half-open range of columns.
pub(crate) fn within(on: NaiveDate, from: impl IntoColumnRef, to: impl IntoColumnRef + Clone) -> Condition {
    Condition::all()
        .add(Expr::col(from).lte(on))
        .add(Condition::any().add(Expr::col(to.clone()).is_null()).add(Expr::col(to).gt(on)))
}
