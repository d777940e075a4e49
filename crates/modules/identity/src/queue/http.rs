//! Failed jobs, over HTTP.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use heng_access::{Denied, Permission, Target};
use heng_db::{
    Db,
    audit::Change,
    jobs::{self, JobFilter, JobRow},
};
use heng_kernel::JobId;
use heng_web::{AppState, ListView, Once, PageParams, Params, PathId, Problem, Signed};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(retry))
}

/// Which jobs.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FailedState {
    /// Given up.
    #[default]
    Dead,
    /// Failed and waiting for another attempt.
    Retrying,
}

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct JobQuery {
    /// Given up unless said otherwise.
    #[serde(default)]
    #[param(inline)]
    state: FailedState,
    /// Where the page begins.
    after: Option<String>,
    /// Rows of the page, 1 to 200.
    limit: Option<u16>,
}

/// A failed job. Its payload may hold personal data and is not shown.
#[derive(Debug, Serialize, ToSchema)]
struct FailedJobView {
    /// Its id.
    id: JobId,
    /// Its kind.
    kind: String,
    /// Attempts made.
    attempts: i32,
    /// Attempts allowed.
    max_attempts: i32,
    /// Why the last attempt failed.
    last_error: Option<String>,
    /// When it was queued.
    created_at: DateTime<Utc>,
    /// When it is tried next, or was given up.
    run_at: DateTime<Utc>,
}

impl From<JobRow> for FailedJobView {
    fn from(row: JobRow) -> Self {
        let JobRow { id, kind, attempts, max_attempts, last_error, created_at, run_at } = row;
        Self { id, kind, attempts, max_attempts, last_error, created_at, run_at }
    }
}

/// Jobs that failed, newest first.
#[utoipa::path(get, path = "/api/v1/failed-jobs", operation_id = "ops.jobs", tag = "ops",
    extensions(("x-permission" = json!("ops.read"))), params(JobQuery),
    responses((status = 200, body = ListView<FailedJobView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<JobQuery>,
) -> Result<Json<ListView<FailedJobView>>, Problem> {
    actor.require_anywhere(Permission::OpsRead)?;
    actor.require(Permission::OpsRead, &Target::group())?;
    let filter = match query.state {
        FailedState::Dead => JobFilter::Dead,
        FailedState::Retrying => JobFilter::Retrying,
    };
    let size = PageParams { after: None, limit: query.limit }.size();
    let page = jobs::failed(db.read(), filter, query.after.as_deref(), size).await?;
    Ok(Json(page.map(FailedJobView::from).into()))
}

/// Give a job that was given up its attempts back.
#[utoipa::path(post, path = "/api/v1/failed-jobs/{id}/retry", operation_id = "ops.retry", tag = "ops",
    extensions(("x-permission" = json!("ops.retry"))), params(("id" = JobId, Path)),
    responses((status = 204, description = "queued again"), (status = "4XX", body = Problem)))]
async fn retry(once: Once, PathId(id): PathId<JobId>) -> Result<Response, Problem> {
    once.write(StatusCode::NO_CONTENT, async |tx| {
        tx.actor.require_anywhere(Permission::OpsRetry)?;
        tx.actor.require(Permission::OpsRetry, &Target::group())?;
        if !jobs::retry(tx.db(), id, tx.now).await? {
            return Err(NotQueued::Denied(Denied::Hidden));
        }
        tx.audit(Change::new("ops.retry", "job", id)).await?;
        Ok(())
    })
    .await
}

/// Why a job is not queued again.
#[derive(Debug, thiserror::Error)]
enum NotQueued {
    /// Not allowed, or there is no job that was given up.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<NotQueued> for Problem {
    fn from(error: NotQueued) -> Self {
        match error {
            NotQueued::Denied(denied) => denied.into(),
            NotQueued::Db(error) => error.into(),
        }
    }
}
