//! The running score of a month.

use axum::{Json, extract::State};
use heng_access::Denied;
use heng_db::Db;
use heng_kernel::EmploymentId;
use heng_people::api::PersonView;
use heng_web::{AppState, Params, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ResultError, queries,
    view::{ScoreView, score_view},
};
use crate::{
    employee::{self, Names},
    month::Month,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(preview))
}

/// A score that still moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct PreviewView {
    employee: PersonView,
    month: Month,
    score: ScoreView,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PreviewQuery {
    /// Whose.
    employment_id: EmploymentId,
    #[param(value_type = String, example = "2026-11")]
    month: Month,
}

/// The running score of somebody's month by the goals confirmed so far, explained. Decided results have their own page.
#[utoipa::path(get, path = "/api/v1/results/preview", operation_id = "result.preview", tag = "result",
    extensions(("x-permission" = json!("goal.read"))), params(PreviewQuery),
    responses((status = 200, body = PreviewView), (status = "4XX", body = Problem)))]
async fn preview(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<PreviewQuery>,
) -> Result<Json<PreviewView>, Problem> {
    let PreviewQuery { employment_id, month } = query;
    let db_now = db.now();
    let db = db.read();
    let target = employee::target(db, &actor, Some(employment_id)).await?;
    employee::require_read(&actor, &target)?;
    target.person.ok_or(Denied::Hidden)?;
    if queries::is_issued(db, employment_id, month).await? {
        return Err(ResultError::AlreadyIssued.into());
    }
    let today = employee::workplace(db, employment_id, db_now).await?.today;
    let frozen = queries::gather(db, employment_id, (month, today.min(month.last_day()))).await?;
    let managers = frozen.goals.iter().filter_map(|one| one.manager);
    let names = Names::load(db, managers.chain([employment_id]), actor.today()).await?;
    let score = score_view(&frozen, frozen.outcome(), &names);
    Ok(Json(PreviewView { employee: names.view(employment_id), month, score }))
}
