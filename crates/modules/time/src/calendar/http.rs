//! Calendars over HTTP.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_access::{Permission, Target};
use heng_db::Db;
use heng_kernel::{CalendarId, CompanyId, UnitId};
use heng_web::{AppState, Body, ListView, Once, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    CalendarError, Calendars,
    create::{Create, create},
    entity::{
        calendar,
        day::{self, Effect},
    },
    set_day::{SetDay, set_day},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, make)).routes(routes!(days)).routes(routes!(put_day, clear_day))
}

/// A calendar.
#[derive(Debug, Serialize, ToSchema)]
struct CalendarView {
    id: CalendarId,
    company_id: CompanyId,
    /// The branch it is for; absent for the whole company.
    unit_id: Option<UnitId>,
    name: String,
}

impl From<calendar::Model> for CalendarView {
    fn from(row: calendar::Model) -> Self {
        Self { id: row.id, company_id: row.company_id, unit_id: row.unit_id, name: row.name }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
struct CalendarBody {
    company_id: CompanyId,
    /// The branch it is for; absent for the whole company.
    unit_id: Option<UnitId>,
    #[schema(min_length = 1, max_length = 100)]
    name: String,
}

/// An own day.
#[derive(Debug, Serialize, ToSchema)]
struct CalendarDayView {
    day: NaiveDate,
    effect: Effect,
    name: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
struct CalendarDayBody {
    effect: Effect,
    /// Shown wherever the day is explained: 周年庆.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
}

/// The calendars of the companies one can see.
#[utoipa::path(get, path = "/api/v1/company-calendars", operation_id = "calendar.list", tag = "leave",
    extensions(("x-permission" = json!("org.read"))),
    responses((status = 200, body = ListView<CalendarView>), (status = "4XX", body = Problem)))]
async fn list(State(db): State<Db>, Signed(actor): Signed) -> Result<Json<ListView<CalendarView>>, Problem> {
    actor.require_anywhere(Permission::OrgRead)?;
    let rows = calendar::Entity::find().order_by_asc(calendar::Column::Id).all(db.read()).await?;
    let visible =
        |row: &calendar::Model| actor.require(Permission::OrgRead, &Target::company(row.company_id)).is_ok();
    let items = rows.into_iter().filter(visible).map(CalendarView::from).collect();
    Ok(Json(ListView { items, next: None }))
}

/// Makes the calendar of a company or of one of its branches.
#[utoipa::path(post, path = "/api/v1/company-calendars", operation_id = "calendar.create", tag = "leave",
    extensions(("x-permission" = json!("leave.set_up"))), request_body = CalendarBody,
    responses((status = 201, body = CalendarView), (status = "4XX", body = Problem)))]
async fn make(once: Once, Body(body): Body<CalendarBody>) -> Result<Response, Problem> {
    let cmd = Create { company: body.company_id, unit: body.unit_id, name: body.name };
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, CalendarError>(CalendarView::from(create(&tx, &cmd).await?))
    })
    .await
}

/// The own days of a calendar, in order.
#[utoipa::path(get, path = "/api/v1/company-calendars/{id}/days", operation_id = "calendar.days", tag = "leave",
    extensions(("x-permission" = json!("org.read"))), params(("id" = CalendarId, Path)),
    responses((status = 200, body = ListView<CalendarDayView>), (status = "4XX", body = Problem)))]
async fn days(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<CalendarId>,
) -> Result<Json<ListView<CalendarDayView>>, Problem> {
    let row = calendar::Entity::find_by_id(id).one(db.read()).await?;
    let target = row.as_ref().map_or_else(Target::group, |row| Target::company(row.company_id));
    actor.require(Permission::OrgRead, &target)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let days = day::Entity::find()
        .filter(day::Column::CalendarId.eq(row.id))
        .order_by_asc(day::Column::OnDay)
        .all(db.read())
        .await?;
    let view = |day: day::Model| CalendarDayView { day: day.on_day, effect: day.effect, name: day.name };
    Ok(Json(ListView { items: days.into_iter().map(view).collect(), next: None }))
}

/// Makes a day a working day or a day off. Leave approved before keeps its count; see the recount.
#[utoipa::path(put, path = "/api/v1/company-calendars/{id}/days/{day}", operation_id = "calendar.set_day", tag = "leave",
    extensions(("x-permission" = json!("leave.set_up"))),
    params(("id" = CalendarId, Path), ("day" = NaiveDate, Path)), request_body = CalendarDayBody,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn put_day(
    Extension(calendars): Extension<Calendars>,
    once: Once,
    PathId((calendar, on)): PathId<(CalendarId, NaiveDate)>,
    Body(body): Body<CalendarDayBody>,
) -> Result<Response, Problem> {
    let cmd = SetDay { calendar, on, own: Some((body.effect, body.name)) };
    once.write(StatusCode::NO_CONTENT, async |tx| set_day(&tx, &calendars, &cmd).await).await
}

/// Leaves a day to the calendars above again.
#[utoipa::path(delete, path = "/api/v1/company-calendars/{id}/days/{day}", operation_id = "calendar.clear_day",
    tag = "leave", extensions(("x-permission" = json!("leave.set_up"))),
    params(("id" = CalendarId, Path), ("day" = NaiveDate, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn clear_day(
    Extension(calendars): Extension<Calendars>,
    once: Once,
    PathId((calendar, on)): PathId<(CalendarId, NaiveDate)>,
) -> Result<Response, Problem> {
    let cmd = SetDay { calendar, on, own: None };
    once.write(StatusCode::NO_CONTENT, async |tx| set_day(&tx, &calendars, &cmd).await).await
}
