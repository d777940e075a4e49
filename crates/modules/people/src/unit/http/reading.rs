//! The tree, a unit with its past, the chart.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::Db;
use heng_kernel::{EmploymentId, JobTitleId, UnitChangeId, UnitId};
use heng_web::{AppState, Params, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    directory::Sees,
    projection::CardState,
    unit::{
        UnitKind,
        entity::{change, version},
        tree::{self, Member, Node},
    },
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show)).routes(routes!(chart))
}

/// Which day.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DayQuery {
    /// The day; today unless given.
    as_of: Option<NaiveDate>,
}

/// A unit of the tree.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct UnitView {
    id: UnitId,
    kind: UnitKind,
    code: String,
    /// The unit above; it may be one the reader does not see.
    parent_id: Option<UnitId>,
    name: String,
    name_en: Option<String>,
    /// Who heads it, while they work. A unit without one is headed from above.
    head_id: Option<EmploymentId>,
    head_name: Option<String>,
    head_number: Option<String>,
    cost_centre: Option<String>,
    zone: Option<String>,
    place: Option<String>,
    /// People whose main post is right here on the day.
    people: i64,
}

impl From<Node> for UnitView {
    fn from(node: Node) -> Self {
        let staffed = node.head_name.is_some();
        Self {
            id: node.id,
            kind: node.kind,
            code: node.code,
            parent_id: node.parent_id,
            name: node.name,
            name_en: node.name_en,
            head_id: node.head_id.filter(|_| staffed),
            head_name: node.head_name,
            head_number: node.head_number,
            cost_centre: node.cost_centre,
            zone: node.zone,
            place: node.place,
            people: node.people,
        }
    }
}

/// The organisation on a day: every unit once, with the one above it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct TreeView {
    as_of: NaiveDate,
    units: Vec<UnitView>,
}

/// The units one may see, as of a day.
#[utoipa::path(get, path = "/api/v1/units", operation_id = "unit.tree", tag = "org",
    extensions(("x-permission" = json!("org.read"))), params(DayQuery),
    responses((status = 200, body = TreeView), (status = "4XX", body = Problem)))]
async fn list(
    Signed(actor): Signed,
    State(db): State<Db>,
    Params(query): Params<DayQuery>,
) -> Result<Json<TreeView>, Problem> {
    actor.require_anywhere(Permission::OrgRead)?;
    let as_of = query.as_of.unwrap_or_else(|| actor.today());
    let nodes = tree::tree(db.read(), &actor, as_of, None).await?;
    Ok(Json(TreeView { as_of, units: nodes.into_iter().map(Into::into).collect() }))
}

/// A state of a unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct VersionView {
    /// The change it begins with.
    change_id: UnitChangeId,
    first_day: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_day: Option<NaiveDate>,
    parent_id: Option<UnitId>,
    name: String,
    name_en: Option<String>,
    head_id: Option<EmploymentId>,
    cost_centre: Option<String>,
    zone: Option<String>,
    place: Option<String>,
    /// Begins after today.
    planned: bool,
}

/// The closing of a unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ClosingView {
    change_id: UnitChangeId,
    /// The first day on which the unit is gone.
    gone_on: NaiveDate,
    /// Lies after today.
    planned: bool,
}

/// A unit with its states, past and planned.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct UnitPage {
    /// The unit on the day; absent when it is not there then.
    unit: Option<UnitView>,
    versions: Vec<VersionView>,
    /// That it is closed, or is to be.
    closing: Option<ClosingView>,
}

/// One unit as of a day, with its past and planned states.
#[utoipa::path(get, path = "/api/v1/units/{id}", operation_id = "unit.show", tag = "org",
    extensions(("x-permission" = json!("org.read"))), params(("id" = UnitId, Path), DayQuery),
    responses((status = 200, body = UnitPage), (status = "4XX", body = Problem)))]
async fn show(
    Signed(actor): Signed,
    State(db): State<Db>,
    PathId(id): PathId<UnitId>,
    Params(query): Params<DayQuery>,
) -> Result<Json<UnitPage>, Problem> {
    let target = heng_scope::unit_target(db.read(), id, actor.today()).await?;
    actor.require(Permission::OrgRead, &target)?;
    let as_of = query.as_of.unwrap_or_else(|| actor.today());
    let rows = version::Entity::find()
        .filter(version::Column::UnitId.eq(id))
        .filter(version::Column::SupersededAt.is_null())
        .order_by_asc(version::Column::FromOn)
        .all(db.read())
        .await?;
    if rows.is_empty() {
        return Err(Problem::not_found());
    }
    let nodes = tree::tree(db.read(), &actor, as_of, Some(id)).await?;
    let unit = nodes.into_iter().find(|node| node.id == id).map(Into::into);
    let closing = change::Entity::find()
        .filter(change::Column::UnitId.eq(id))
        .filter(change::Column::SupersededAt.is_null())
        .filter(change::Column::Kind.eq("close"))
        .one(db.read())
        .await?;
    let closing = closing.map(|row| ClosingView {
        change_id: row.id,
        gone_on: row.effective_on,
        planned: row.effective_on > actor.today(),
    });
    let view = |row: version::Model| VersionView {
        change_id: row.change_id,
        first_day: row.from_on,
        last_day: row.to_on.and_then(|day| day.pred_opt()),
        parent_id: row.parent_id,
        name: row.name,
        name_en: row.name_en,
        head_id: row.head_id,
        cost_centre: row.cost_centre,
        zone: row.zone,
        place: row.place,
        planned: row.from_on > actor.today(),
    };
    Ok(Json(UnitPage { unit, versions: rows.into_iter().map(view).collect(), closing }))
}

/// Somebody on the chart.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct MemberView {
    employment_id: EmploymentId,
    number: String,
    name: String,
    unit_id: UnitId,
    job_id: Option<JobTitleId>,
    job_name: Option<String>,
    /// Manager, when class work is open to the reader everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    manager_id: Option<EmploymentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<CardState>,
}

/// A unit with everything below it and the people in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ChartView {
    as_of: NaiveDate,
    units: Vec<UnitView>,
    people: Vec<MemberView>,
    /// There are more people than the chart shows.
    more: bool,
}

/// Most people on one chart.
const CHART: usize = 2000;

/// The chart of a unit as of a day: units below it and people in them.
#[utoipa::path(get, path = "/api/v1/units/{id}/chart", operation_id = "unit.chart", tag = "org",
    extensions(("x-permission" = json!("org.read"))), params(("id" = UnitId, Path), DayQuery),
    responses((status = 200, body = ChartView), (status = "4XX", body = Problem)))]
async fn chart(
    Signed(actor): Signed,
    State(db): State<Db>,
    PathId(id): PathId<UnitId>,
    Params(query): Params<DayQuery>,
) -> Result<Json<ChartView>, Problem> {
    let target = heng_scope::unit_target(db.read(), id, actor.today()).await?;
    actor.require(Permission::OrgRead, &target)?;
    let as_of = query.as_of.unwrap_or_else(|| actor.today());
    let sees = Sees::on(&actor, as_of);
    let nodes = tree::tree(db.read(), &actor, as_of, Some(id)).await?;
    let limit = u64::try_from(CHART).unwrap_or(u64::MAX).saturating_add(1);
    let mut members = tree::members(db.read(), &sees, id, as_of, limit).await?;
    let more = members.len() > CHART;
    members.truncate(CHART);
    let view = |member: Member| MemberView {
        employment_id: member.employment_id,
        number: member.number,
        name: member.name,
        unit_id: member.unit_id,
        job_id: member.job_id,
        job_name: member.job_name,
        manager_id: member.manager_id.filter(|_| sees.work),
        state: Some(member.state).filter(|_| sees.work),
    };
    let units = nodes.into_iter().map(Into::into).collect();
    Ok(Json(ChartView { as_of, units, people: members.into_iter().map(view).collect(), more }))
}
