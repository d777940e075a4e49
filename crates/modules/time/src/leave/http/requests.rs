//! Requests that were sent.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_access::Permission;
use heng_approval::Subjects;
use heng_db::Db;
use heng_kernel::{EmploymentId, LeaveRequestId};
use heng_web::{AppState, Body, ListView, Once, PageParams, Params, PathId, Problem, Signed};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::views::{LeaveRequestDetailView, LeaveRequestView, after, detail, read_of, view};
use crate::leave::{
    cancel::cancel,
    entity::request::{self, Status},
    queries::{self, RequestFilter},
    withdraw::withdraw,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(take_back))
        .routes(routes!(call_off))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LeaveRequestQuery {
    /// Whose; one's own unless given.
    employment: Option<EmploymentId>,
    /// Everybody whose leave one may see, instead of one employee.
    #[serde(default)]
    everybody: bool,
    #[param(inline)]
    status: Option<Status>,
    /// Only leave that touches this day or a later one.
    first_day: Option<NaiveDate>,
    /// Only leave that touches this day or an earlier one.
    last_day: Option<NaiveDate>,
    after: Option<String>,
    limit: Option<u16>,
}

/// Requests, newest first.
#[utoipa::path(get, path = "/api/v1/leave-requests", operation_id = "leave.list", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(LeaveRequestQuery),
    responses((status = 200, body = ListView<LeaveRequestView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<LeaveRequestQuery>,
) -> Result<Json<ListView<LeaveRequestView>>, Problem> {
    actor.require_anywhere(Permission::LeaveRead)?;
    let employments = match (query.everybody, query.employment) {
        (true, None) => None,
        (_, Some(employment)) => {
            let target = heng_scope::target(db.read(), employment, actor.today()).await?;
            actor.require(Permission::LeaveRead, &target)?;
            Some(vec![employment])
        }
        (false, None) => Some(actor.employments().to_vec()),
    };
    let filter = RequestFilter {
        employments,
        status: query.status,
        first_day: query.first_day,
        last_day: query.last_day,
    };
    let page = PageParams { after: query.after, limit: query.limit };
    let rows = queries::requests(db.read(), &actor, &filter, page.after.as_deref(), page.size()).await?;
    let types = queries::types(db.read()).await?;
    let open = queries::with_open_health(db.read(), &actor, rows.items.iter().map(|row| row.id)).await?;
    let ids: Vec<EmploymentId> = rows.items.iter().map(|row| row.employment_id).collect();
    let cards = heng_people::api::cards(db.read(), &ids, actor.today()).await?;
    for row in rows.items.iter().filter(|row| open.contains(&row.id)) {
        let own = actor.employments().contains(&row.employment_id);
        if let Some(read) = read_of("leave.list", row, types.get(&row.leave_type_id)).filter(|_| !own) {
            db.audit_read(&actor, read).await?;
        }
    }
    let one = |row: request::Model| {
        view(&row, types.get(&row.leave_type_id), cards.get(&row.employment_id), open.contains(&row.id))
    };
    Ok(Json(rows.map(one).into()))
}

/// One request.
#[utoipa::path(get, path = "/api/v1/leave-requests/{id}", operation_id = "leave.show", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(("id" = LeaveRequestId, Path)),
    responses((status = 200, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<LeaveRequestId>,
) -> Result<Json<LeaveRequestDetailView>, Problem> {
    let (view, read) = detail(db.read(), &actor, id).await?;
    if let Some(read) = read {
        db.audit_read(&actor, read).await?;
    }
    Ok(Json(view))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
struct WithdrawBody {
    /// Version of the case on the page, if the page shows it: one that is behind is refused.
    version: Option<u32>,
}

/// Takes a request back before it is decided. The same again changes nothing.
#[utoipa::path(post, path = "/api/v1/leave-requests/{id}/withdraw", operation_id = "leave.withdraw", tag = "leave",
    extensions(("x-permission" = json!("leave.request"))), params(("id" = LeaveRequestId, Path)),
    request_body = WithdrawBody,
    responses((status = 200, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn take_back(
    Extension(subjects): Extension<Subjects>,
    once: Once,
    PathId(id): PathId<LeaveRequestId>,
    Body(body): Body<WithdrawBody>,
) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        withdraw(&tx, &subjects, id, body.version).await?;
        after(&tx, id).await
    })
    .await
}

/// Calls off approved leave, until the day before it begins; afterwards those who adjust leave can.
#[utoipa::path(post, path = "/api/v1/leave-requests/{id}/cancel", operation_id = "leave.cancel", tag = "leave",
    extensions(("x-permission" = json!("leave.request"))), params(("id" = LeaveRequestId, Path)),
    responses((status = 200, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn call_off(once: Once, PathId(id): PathId<LeaveRequestId>) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        cancel(&tx, id).await?;
        after(&tx, id).await
    })
    .await
}
