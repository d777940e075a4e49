//! Results over HTTP.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use heng_db::Db;
use heng_identity::SecondLook;
use heng_kernel::{EmploymentId, ResultReportId};
use heng_web::{AppState, Body, Once, PathId, Problem};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ResultError,
    acknowledge::acknowledge as acknowledge_result,
    entity::Entity,
    issue::{IssueResult, issue as issue_result},
    view::{self, ResultView},
};
use crate::{improvement::ItemBody, month::Month};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(issue)).routes(routes!(show)).routes(routes!(acknowledge))
}

/// Whose result for which month.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IssueBody {
    employment_id: EmploymentId,
    month: Month,
    /// Why it is issued anew; absent the first time.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// What to do better next month.
    improvement: Option<ItemBody>,
}

/// That a result was issued or seen, without its score.
#[derive(Debug, Serialize, ToSchema)]
struct ResultStateView {
    id: ResultReportId,
    version: i32,
    issued_at: DateTime<Utc>,
    /// When the person saw it. Seen is not agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    acknowledged_at: Option<DateTime<Utc>>,
}

async fn state(tx: &heng_db::Tx, id: ResultReportId) -> Result<ResultStateView, ResultError> {
    let row = Entity::find_by_id(id).one(tx.db()).await?.ok_or(heng_access::Denied::Hidden)?;
    let (version, issued_at, acknowledged_at) = (row.version, row.issued_at, row.acknowledged_at);
    Ok(ResultStateView { id, version, issued_at, acknowledged_at })
}

/// Issues the result of a month that is over, or issues it anew with a reason.
#[utoipa::path(post, path = "/api/v1/results", operation_id = "result.issue", tag = "result",
    extensions(("x-permission" = json!("goal.assign"))), request_body = IssueBody,
    responses((status = 201, body = ResultStateView), (status = "4XX", body = Problem)))]
async fn issue(once: Once, Body(body): Body<IssueBody>) -> Result<Response, Problem> {
    let IssueBody { employment_id: employment, month, reason, improvement: item } = body;
    let cmd = IssueResult { employment, month, reason, item };
    once.write(StatusCode::CREATED, async |tx| {
        let id = issue_result(&tx, &cmd).await?;
        state(&tx, id).await
    })
    .await
}

/// A decided result with the basis of every point. Asks for a second look.
#[utoipa::path(get, path = "/api/v1/results/{id}", operation_id = "result.show", tag = "result",
    extensions(("x-permission" = json!("goal.read"))), params(("id" = ResultReportId, Path)),
    responses((status = 200, body = ResultView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    SecondLook(actor): SecondLook,
    PathId(id): PathId<ResultReportId>,
) -> Result<Json<ResultView>, Problem> {
    Ok(Json(view::show(db.read(), &actor, id, db.now()).await?))
}

/// Notes that an own result was seen. Seen is not agreed.
#[utoipa::path(post, path = "/api/v1/results/{id}/acknowledge", operation_id = "result.acknowledge", tag = "result",
    extensions(("x-permission" = json!("goal.report"))), params(("id" = ResultReportId, Path)),
    responses((status = 200, body = ResultStateView), (status = "4XX", body = Problem)))]
async fn acknowledge(once: Once, PathId(id): PathId<ResultReportId>) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        acknowledge_result(&tx, id).await?;
        state(&tx, id).await
    })
    .await
}
