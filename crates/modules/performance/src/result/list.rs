//! The list of results over HTTP: without scores, so that it needs no second look.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use heng_access::Permission;
use heng_db::Db;
use heng_kernel::{EmploymentId, ResultReportId};
use heng_people::api::PersonView;
use heng_web::{AppState, ListView, PageParams, Params, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::queries;
use crate::{employee::Names, month::Month};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A result in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct ResultRowView {
    id: ResultReportId,
    employee: PersonView,
    month: Month,
    /// Above 1 when it was issued anew.
    version: i32,
    issued_at: DateTime<Utc>,
    /// When the person saw it. Seen is not agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    acknowledged_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ResultQuery {
    /// One person's.
    employment_id: Option<EmploymentId>,
    /// One month's.
    #[param(value_type = Option<String>, example = "2026-11")]
    month: Option<Month>,
    /// `next` of the page before.
    after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// The newest version of each result one may see, newest first.
#[utoipa::path(get, path = "/api/v1/results", operation_id = "result.list", tag = "result",
    extensions(("x-permission" = json!("goal.read"))), params(ResultQuery),
    responses((status = 200, body = ListView<ResultRowView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<ResultQuery>,
) -> Result<Json<ListView<ResultRowView>>, Problem> {
    actor.require_anywhere(Permission::GoalRead)?;
    let reach = actor.reach(Permission::GoalRead);
    let asked = PageParams { after: query.after, limit: query.limit };
    let only = (query.employment_id, query.month);
    let today = actor.today();
    let page = queries::page(db.read(), (&reach, today), only, asked.after.as_deref(), asked.size()).await?;
    let names = Names::load(db.read(), page.items.iter().map(|row| row.employment_id), today).await?;
    let view = |row: super::entity::Model| ResultRowView {
        id: row.id,
        employee: names.view(row.employment_id),
        month: Month::of(row.month_on),
        version: row.version,
        issued_at: row.issued_at,
        acknowledged_at: row.acknowledged_at,
    };
    Ok(Json(page.map(view).into()))
}
