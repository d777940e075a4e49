//! Progress over HTTP. Numbers are read with their goal or improvement item.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_kernel::{GoalId, ObservationId};
use heng_web::{AppState, Body, Once, PathId, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ProgressError,
    correct::{CorrectProgress, correct as correct_number},
    report::{ReportProgress, report as report_number},
    subject::{self, Measured},
    view::ObservationView,
};
use crate::{
    goal::view::{GoalView, show},
    improvement,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(report)).routes(routes!(correct))
}

/// Where a goal stands.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportBody {
    /// The value reached so far, not what was added; decimal text.
    #[schema(example = "10")]
    value: String,
    /// The day it speaks of, today at the place of work unless given.
    day_on: Option<NaiveDate>,
    /// A line of words.
    #[schema(max_length = 500)]
    words: String,
    /// An own number this one takes the place of.
    supersedes: Option<ObservationId>,
}

impl ReportBody {
    pub(crate) fn about(self, of: Measured) -> ReportProgress {
        let Self { value, day_on, words, supersedes } = self;
        ReportProgress { of, value, day_on, words, supersedes }
    }
}

/// Another number in the place of one that was reported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CorrectBody {
    /// The value, decimal text.
    value: String,
    /// Why.
    #[schema(max_length = 500)]
    reason: String,
}

/// Reports a number on an own goal. Answers with the goal.
#[utoipa::path(post, path = "/api/v1/goals/{id}/progress", operation_id = "progress.report", tag = "goal",
    extensions(("x-permission" = json!("goal.report"))), params(("id" = GoalId, Path)), request_body = ReportBody,
    responses((status = 201, body = GoalView), (status = "4XX", body = Problem)))]
async fn report(
    once: Once,
    PathId(id): PathId<GoalId>,
    Body(body): Body<ReportBody>,
) -> Result<Response, Problem> {
    let cmd = body.about(Measured::Goal(id));
    once.write(StatusCode::CREATED, async |tx| {
        report_number(&tx, &cmd).await?;
        Ok::<_, ProgressError>(show(tx.db(), &tx.actor, id, tx.now).await?)
    })
    .await
}

/// Corrects a number somebody reported. Answers with all numbers of the goal or improvement item.
#[utoipa::path(post, path = "/api/v1/progress/{id}/correct", operation_id = "progress.correct", tag = "goal",
    extensions(("x-permission" = json!("goal.assign"))), params(("id" = ObservationId, Path)),
    request_body = CorrectBody,
    responses((status = 201, body = Vec<ObservationView>), (status = "4XX", body = Problem)))]
async fn correct(
    once: Once,
    PathId(id): PathId<ObservationId>,
    Body(body): Body<CorrectBody>,
) -> Result<Response, Problem> {
    let cmd = CorrectProgress { observation: id, value: body.value, reason: body.reason };
    once.write(StatusCode::CREATED, async |tx| {
        let of = correct_number(&tx, &cmd).await?;
        numbers(&tx, of).await
    })
    .await
}

async fn numbers(tx: &heng_db::Tx, id: ObservationId) -> Result<Vec<ObservationView>, ProgressError> {
    use sea_orm::EntityTrait;
    let Some(row) = super::entity::Entity::find_by_id(id).one(tx.db()).await? else { return Ok(vec![]) };
    Ok(match Measured::by(&row) {
        Measured::Goal(id) => show(tx.db(), &tx.actor, id, tx.now).await?.observations,
        of @ Measured::Improvement(id) => {
            let rows = subject::reported(tx.db(), of).await?;
            improvement::view::numbers(tx.db(), id, &rows).await?
        }
    })
}
