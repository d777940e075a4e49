//! Improvement items over HTTP.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use heng_access::{Denied, Permission};
use heng_db::Db;
use heng_kernel::{EmploymentId, ImprovementId, ResultReportId};
use heng_web::{AppState, Body, ListView, Once, PageParams, Params, PathId, Problem, Signed};
use sea_orm::EntityTrait;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ImprovementError, queries,
    set::{ItemBody, set as set_item},
    view::{self, ImprovementView, compose},
};
use crate::{
    employee::{self, Names},
    ledger,
    month::Month,
    progress::{ReportBody, report as report_number, subject::Measured},
    result,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(set))
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(report))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ImprovementQuery {
    /// One person's.
    employment_id: Option<EmploymentId>,
    /// The month in which the effect shows.
    #[param(value_type = Option<String>, example = "2026-11")]
    month: Option<Month>,
    /// `next` of the page before.
    after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// Agrees, with a result, on one thing to do better next month.
#[utoipa::path(post, path = "/api/v1/results/{id}/improvement", operation_id = "improvement.set", tag = "improvement",
    extensions(("x-permission" = json!("goal.assign"))), params(("id" = ResultReportId, Path)), request_body = ItemBody,
    responses((status = 201, body = ImprovementView), (status = "4XX", body = Problem)))]
async fn set(
    once: Once,
    PathId(id): PathId<ResultReportId>,
    Body(body): Body<ItemBody>,
) -> Result<Response, Problem> {
    once.write(StatusCode::CREATED, async |tx| {
        let report = result::entity::Entity::find_by_id(id).one(tx.db()).await?;
        let target =
            employee::target(tx.db(), &tx.actor, report.as_ref().map(|row| row.employment_id)).await?;
        employee::require_assign(&tx.actor, &target)?;
        let item = set_item(&tx, &report.ok_or(Denied::Hidden)?, &body).await?;
        Ok::<_, ImprovementError>(view::show(tx.db(), &tx.actor, item, tx.now).await?)
    })
    .await
}

/// Improvement items one may see, newest first.
#[utoipa::path(get, path = "/api/v1/improvements", operation_id = "improvement.list", tag = "improvement",
    extensions(("x-permission" = json!("goal.read"))), params(ImprovementQuery),
    responses((status = 200, body = ListView<ImprovementView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<ImprovementQuery>,
) -> Result<Json<ListView<ImprovementView>>, Problem> {
    actor.require_anywhere(Permission::GoalRead)?;
    let (now, today, db) = (db.now(), actor.today(), db.read());
    let reach = actor.reach(Permission::GoalRead);
    let asked = PageParams { after: query.after, limit: query.limit };
    let only = (query.employment_id, query.month);
    let page = queries::page(db, (&reach, today), only, asked.after.as_deref(), asked.size()).await?;
    let ids: Vec<_> = page.items.iter().map(|row| row.id).collect();
    let people: Vec<_> = page.items.iter().map(|row| row.employment_id).collect();
    let measured = ledger::measured(db, &ids).await?;
    let places = employee::workplaces(db, &people, now).await?;
    let reporters = measured.values().flatten().filter_map(|row| row.reported_by);
    let setters = page.items.iter().filter_map(|row| row.set_by);
    let names = Names::load(db, reporters.chain(setters).chain(people.iter().copied()), today).await?;
    let view = |row: super::entity::Model| {
        let numbers = measured.get(&row.id).map_or(&[][..], Vec::as_slice);
        let there = places.get(&row.employment_id).map_or(today, |place| place.today);
        compose(&row, numbers, there, &names)
    };
    Ok(Json(page.map(view).into()))
}

/// One improvement item with its numbers and its effect, explained.
#[utoipa::path(get, path = "/api/v1/improvements/{id}", operation_id = "improvement.show", tag = "improvement",
    extensions(("x-permission" = json!("goal.read"))), params(("id" = ImprovementId, Path)),
    responses((status = 200, body = ImprovementView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<ImprovementId>,
) -> Result<Json<ImprovementView>, Problem> {
    Ok(Json(view::show(db.read(), &actor, id, db.now()).await?))
}

/// Reports a number on an own improvement item, during the month in which it shows its effect.
#[utoipa::path(post, path = "/api/v1/improvements/{id}/progress", operation_id = "improvement.report",
    tag = "improvement", extensions(("x-permission" = json!("goal.report"))), params(("id" = ImprovementId, Path)),
    request_body = ReportBody,
    responses((status = 201, body = ImprovementView), (status = "4XX", body = Problem)))]
async fn report(
    once: Once,
    PathId(id): PathId<ImprovementId>,
    Body(body): Body<ReportBody>,
) -> Result<Response, Problem> {
    let cmd = body.about(Measured::Improvement(id));
    once.write(StatusCode::CREATED, async |tx| {
        report_number(&tx, &cmd).await.map_err(Box::new)?;
        Ok::<_, ImprovementError>(view::show(tx.db(), &tx.actor, id, tx.now).await?)
    })
    .await
}
