//! `/api/v1/jobs`, `/api/v1/grades`, `/api/v1/positions`.

use std::collections::HashMap;

use axum::{Json, extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_access::{Permission, Reach};
use heng_db::Db;
use heng_kernel::{GradeId, JobTitleId, PositionId, UnitId};
use heng_web::{AppState, Body, ListView, Once, Params, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    change::{self, GradePatch, PositionPatch},
    edit::{self as catalogue, CatalogueError, NewGrade, NewJob, NewPosition},
    entity::{grade, job, position},
};
use crate::{api::on_day, employment::entity::assignment, unit::tree::of_reach};

/// Routes of the catalogues.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(jobs, add_job))
        .routes(routes!(retire_job))
        .routes(routes!(grades, add_grade))
        .routes(routes!(change_grade))
        .routes(routes!(retire_grade))
        .routes(routes!(positions, add_position))
        .routes(routes!(change_position))
        .routes(routes!(close_position))
}

/// A job.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct JobView {
    id: JobTitleId,
    code: String,
    name: String,
    name_en: Option<String>,
    family: Option<String>,
    retired: bool,
}

/// A grade.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct GradeView {
    id: GradeId,
    code: String,
    name: String,
    name_en: Option<String>,
    rank: i32,
    retired: bool,
}

/// A seat and how many sit in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PositionView {
    id: PositionId,
    code: String,
    name: String,
    unit_id: UnitId,
    job_id: Option<JobTitleId>,
    grade_id: Option<GradeId>,
    headcount: i32,
    /// People in it on the day.
    held: u32,
    /// The first day on which it is there.
    first_day: NaiveDate,
    /// The last day on which it is there, when that is known.
    last_day: Option<NaiveDate>,
}

/// The id of what was added.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AddedView<T> {
    id: T,
}

/// The jobs, by code.
#[utoipa::path(get, path = "/api/v1/jobs", operation_id = "job.list", tag = "org",
    extensions(("x-permission" = json!("org.read"))),
    responses((status = 200, body = ListView<JobView>), (status = "4XX", body = Problem)))]
async fn jobs(Signed(actor): Signed, State(db): State<Db>) -> Result<Json<ListView<JobView>>, Problem> {
    actor.require_anywhere(Permission::OrgRead)?;
    let rows = job::Entity::find().order_by_asc(job::Column::Code).all(db.read()).await?;
    let view = |row: job::Model| JobView {
        id: row.id,
        code: row.code,
        name: row.name,
        name_en: row.name_en,
        family: row.family,
        retired: row.retired,
    };
    Ok(Json(ListView { items: rows.into_iter().map(view).collect(), next: None }))
}

/// Adds a job.
#[utoipa::path(post, path = "/api/v1/jobs", operation_id = "job.add", tag = "org",
    extensions(("x-permission" = json!("org.write"))), request_body = NewJob,
    responses((status = 201, body = AddedView<JobTitleId>), (status = "4XX", body = Problem)))]
async fn add_job(once: Once, Body(body): Body<NewJob>) -> Result<Response, Problem> {
    let body = &body;
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, CatalogueError>(AddedView { id: catalogue::add_job(&tx, body).await? })
    })
    .await
}

/// Retires a job.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/retire", operation_id = "job.retire", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = JobTitleId, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn retire_job(once: Once, PathId(id): PathId<JobTitleId>) -> Result<Response, Problem> {
    once.write(StatusCode::NO_CONTENT, async |tx| change::retire_job(&tx, id).await).await
}

/// The grades, highest first.
#[utoipa::path(get, path = "/api/v1/grades", operation_id = "grade.list", tag = "org",
    extensions(("x-permission" = json!("org.read"))),
    responses((status = 200, body = ListView<GradeView>), (status = "4XX", body = Problem)))]
async fn grades(Signed(actor): Signed, State(db): State<Db>) -> Result<Json<ListView<GradeView>>, Problem> {
    actor.require_anywhere(Permission::OrgRead)?;
    let rows = grade::Entity::find()
        .order_by_desc(grade::Column::Rank)
        .order_by_asc(grade::Column::Code)
        .all(db.read())
        .await?;
    let view = |row: grade::Model| GradeView {
        id: row.id,
        code: row.code,
        name: row.name,
        name_en: row.name_en,
        rank: row.rank,
        retired: row.retired,
    };
    Ok(Json(ListView { items: rows.into_iter().map(view).collect(), next: None }))
}

/// Adds a grade.
#[utoipa::path(post, path = "/api/v1/grades", operation_id = "grade.add", tag = "org",
    extensions(("x-permission" = json!("org.write"))), request_body = NewGrade,
    responses((status = 201, body = AddedView<GradeId>), (status = "4XX", body = Problem)))]
async fn add_grade(once: Once, Body(body): Body<NewGrade>) -> Result<Response, Problem> {
    let body = &body;
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, CatalogueError>(AddedView { id: catalogue::add_grade(&tx, body).await? })
    })
    .await
}

/// Changes a grade; what is left out stays.
#[utoipa::path(patch, path = "/api/v1/grades/{id}", operation_id = "grade.change", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = GradeId, Path)), request_body = GradePatch,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn change_grade(
    once: Once,
    PathId(id): PathId<GradeId>,
    Body(body): Body<GradePatch>,
) -> Result<Response, Problem> {
    let patch = &body;
    once.write(StatusCode::NO_CONTENT, async |tx| change::change_grade(&tx, id, patch).await).await
}

/// Retires a grade.
#[utoipa::path(post, path = "/api/v1/grades/{id}/retire", operation_id = "grade.retire", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = GradeId, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn retire_grade(once: Once, PathId(id): PathId<GradeId>) -> Result<Response, Problem> {
    once.write(StatusCode::NO_CONTENT, async |tx| change::retire_grade(&tx, id).await).await
}

/// Which seats.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PositionQuery {
    /// The day; today unless given.
    as_of: Option<NaiveDate>,
    /// One unit alone.
    unit: Option<UnitId>,
}

/// Seats with headcount and how many are held on the day.
#[utoipa::path(get, path = "/api/v1/positions", operation_id = "position.list", tag = "org",
    extensions(("x-permission" = json!("org.read"))), params(PositionQuery),
    responses((status = 200, body = ListView<PositionView>), (status = "4XX", body = Problem)))]
async fn positions(
    Signed(actor): Signed,
    State(db): State<Db>,
    Params(query): Params<PositionQuery>,
) -> Result<Json<ListView<PositionView>>, Problem> {
    actor.require_anywhere(Permission::OrgRead)?;
    let on = query.as_of.unwrap_or_else(|| actor.today());
    let reach: Reach = actor.reach(Permission::OrgRead);
    let mut select = position::Entity::find()
        .filter(on_day(on, position::Column::FromOn, position::Column::ToOn))
        .filter(of_reach(&reach, actor.today(), (position::Entity, position::Column::UnitId)))
        .order_by_asc(position::Column::Code);
    if let Some(unit) = query.unit {
        select = select.filter(position::Column::UnitId.eq(unit));
    }
    let rows = select.all(db.read()).await?;
    let mut held: HashMap<PositionId, u32> = HashMap::new();
    let sitting = assignment::Entity::find()
        .filter(assignment::Column::PositionId.is_in(rows.iter().map(|row| row.id)))
        .filter(assignment::Column::SupersededAt.is_null())
        .filter(on_day(on, assignment::Column::FromOn, assignment::Column::ToOn))
        .all(db.read())
        .await?;
    for seat in sitting.into_iter().filter_map(|row| row.position_id) {
        let count = held.entry(seat).or_default();
        *count = count.saturating_add(1);
    }
    let view = |row: position::Model| PositionView {
        id: row.id,
        code: row.code,
        name: row.name,
        unit_id: row.unit_id,
        job_id: row.job_id,
        grade_id: row.grade_id,
        headcount: row.headcount,
        held: held.get(&row.id).copied().unwrap_or_default(),
        first_day: row.from_on,
        last_day: row.to_on.and_then(|day| day.pred_opt()),
    };
    Ok(Json(ListView { items: rows.into_iter().map(view).collect(), next: None }))
}

/// Adds a seat.
#[utoipa::path(post, path = "/api/v1/positions", operation_id = "position.add", tag = "org",
    extensions(("x-permission" = json!("org.write"))), request_body = NewPosition,
    responses((status = 201, body = AddedView<PositionId>), (status = "4XX", body = Problem)))]
async fn add_position(once: Once, Body(body): Body<NewPosition>) -> Result<Response, Problem> {
    let body = &body;
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, CatalogueError>(AddedView { id: catalogue::add_position(&tx, body).await? })
    })
    .await
}

/// Changes a seat; what is left out stays, and so does its unit.
#[utoipa::path(patch, path = "/api/v1/positions/{id}", operation_id = "position.change", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = PositionId, Path)),
    request_body = PositionPatch, responses((status = 204), (status = "4XX", body = Problem)))]
async fn change_position(
    once: Once,
    PathId(id): PathId<PositionId>,
    Body(body): Body<PositionPatch>,
) -> Result<Response, Problem> {
    let patch = &body;
    once.write(StatusCode::NO_CONTENT, async |tx| change::change_position(&tx, id, patch).await).await
}

/// When a seat is gone.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClosePositionBody {
    /// The first day on which it is gone.
    effective_on: NaiveDate,
}

/// Closes a seat nobody is in on that day or later.
#[utoipa::path(post, path = "/api/v1/positions/{id}/close", operation_id = "position.close", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = PositionId, Path)),
    request_body = ClosePositionBody, responses((status = 204), (status = "4XX", body = Problem)))]
async fn close_position(
    once: Once,
    PathId(id): PathId<PositionId>,
    Body(body): Body<ClosePositionBody>,
) -> Result<Response, Problem> {
    let gone_on = body.effective_on;
    once.write(StatusCode::NO_CONTENT, async |tx| change::close_position(&tx, id, gone_on).await).await
}
