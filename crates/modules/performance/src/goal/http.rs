//! Giving, confirming and changing goals over HTTP.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use heng_db::{Db, Tx};
use heng_kernel::{EmploymentId, GoalId};
use heng_web::{AppState, Body, Once, PathId, Problem, Signed};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    GoalError,
    cancel::{CancelGoal, cancel as cancel_goal},
    confirm::{ConfirmGoal, confirm as confirm_goal},
    give::{GiveGoal, give as give_goal},
    question::{QuestionGoal, question as question_goal},
    revise::{ReviseGoal, revise as revise_goal},
    terms::TermsBody,
    view::{self, GoalView},
};
use crate::month::Month;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(give))
        .routes(routes!(show))
        .routes(routes!(confirm))
        .routes(routes!(question))
        .routes(routes!(revise))
        .routes(routes!(cancel))
}

/// A goal for somebody's month.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GiveBody {
    /// Whose.
    employment_id: EmploymentId,
    month: Month,
    terms: TermsBody,
}

/// The version one has seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmBody {
    version: i32,
}

/// A question instead of a yes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct QuestionBody {
    /// The version one has seen.
    version: i32,
    /// A line of words.
    #[schema(max_length = 500)]
    words: String,
}

/// What the goal says from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviseBody {
    /// The version one has seen.
    version: i32,
    terms: TermsBody,
    /// Why; shown beside both versions.
    #[schema(max_length = 500)]
    reason: String,
}

/// Why the goal is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancelGoalBody {
    #[schema(max_length = 500)]
    reason: String,
}

async fn shown(tx: &Tx, id: GoalId) -> Result<GoalView, GoalError> {
    Ok(view::show(tx.db(), &tx.actor, id, tx.now).await?)
}

/// Gives a person a goal for a month and asks them to confirm it.
#[utoipa::path(post, path = "/api/v1/goals", operation_id = "goal.give", tag = "goal",
    extensions(("x-permission" = json!("goal.assign"))), request_body = GiveBody,
    responses((status = 201, body = GoalView), (status = "4XX", body = Problem)))]
async fn give(once: Once, Body(body): Body<GiveBody>) -> Result<Response, Problem> {
    let cmd = GiveGoal { employment: body.employment_id, month: body.month, terms: body.terms };
    once.write(StatusCode::CREATED, async |tx| {
        let id = give_goal(&tx, &cmd).await?;
        shown(&tx, id).await
    })
    .await
}

/// One goal: its versions, steps, numbers, and where it stands, explained.
#[utoipa::path(get, path = "/api/v1/goals/{id}", operation_id = "goal.show", tag = "goal",
    extensions(("x-permission" = json!("goal.read"))), params(("id" = GoalId, Path)),
    responses((status = 200, body = GoalView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<GoalId>,
) -> Result<Json<GoalView>, Problem> {
    Ok(Json(view::show(db.read(), &actor, id, db.now()).await?))
}

/// Confirms the version of an own goal that was seen; from now on it counts.
#[utoipa::path(post, path = "/api/v1/goals/{id}/confirm", operation_id = "goal.confirm", tag = "goal",
    extensions(("x-permission" = json!("goal.report"))), params(("id" = GoalId, Path)), request_body = ConfirmBody,
    responses((status = 200, body = GoalView), (status = "4XX", body = Problem)))]
async fn confirm(
    once: Once,
    PathId(goal): PathId<GoalId>,
    Body(body): Body<ConfirmBody>,
) -> Result<Response, Problem> {
    let cmd = ConfirmGoal { goal, version: body.version };
    once.write(StatusCode::OK, async |tx| {
        confirm_goal(&tx, cmd).await?;
        shown(&tx, goal).await
    })
    .await
}

/// Asks back about an own goal instead of confirming it.
#[utoipa::path(post, path = "/api/v1/goals/{id}/question", operation_id = "goal.question", tag = "goal",
    extensions(("x-permission" = json!("goal.report"))), params(("id" = GoalId, Path)), request_body = QuestionBody,
    responses((status = 200, body = GoalView), (status = "4XX", body = Problem)))]
async fn question(
    once: Once,
    PathId(goal): PathId<GoalId>,
    Body(body): Body<QuestionBody>,
) -> Result<Response, Problem> {
    let cmd = QuestionGoal { goal, version: body.version, words: body.words };
    once.write(StatusCode::OK, async |tx| {
        question_goal(&tx, &cmd).await?;
        shown(&tx, goal).await
    })
    .await
}

/// Changes a goal: a new version with its reason, to be confirmed again.
#[utoipa::path(post, path = "/api/v1/goals/{id}/revise", operation_id = "goal.revise", tag = "goal",
    extensions(("x-permission" = json!("goal.assign"))), params(("id" = GoalId, Path)), request_body = ReviseBody,
    responses((status = 200, body = GoalView), (status = "4XX", body = Problem)))]
async fn revise(
    once: Once,
    PathId(goal): PathId<GoalId>,
    Body(body): Body<ReviseBody>,
) -> Result<Response, Problem> {
    let cmd = ReviseGoal { goal, version: body.version, terms: body.terms, reason: body.reason };
    once.write(StatusCode::OK, async |tx| {
        revise_goal(&tx, &cmd).await?;
        shown(&tx, goal).await
    })
    .await
}

/// Takes a goal back for good.
#[utoipa::path(post, path = "/api/v1/goals/{id}/cancel", operation_id = "goal.cancel", tag = "goal",
    extensions(("x-permission" = json!("goal.assign"))), params(("id" = GoalId, Path)), request_body = CancelGoalBody,
    responses((status = 200, body = GoalView), (status = "4XX", body = Problem)))]
async fn cancel(
    once: Once,
    PathId(goal): PathId<GoalId>,
    Body(body): Body<CancelGoalBody>,
) -> Result<Response, Problem> {
    let cmd = CancelGoal { goal, reason: body.reason };
    once.write(StatusCode::OK, async |tx| {
        cancel_goal(&tx, &cmd).await?;
        shown(&tx, goal).await
    })
    .await
}
