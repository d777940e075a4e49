//! A goal as pages show it.

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, Denied};
use heng_kernel::{EmploymentId, Explanation, Finding, Fixed, GoalId, ObservationId};
use heng_people::api::PersonView;
use heng_score::Assessment;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    GoalState,
    entity::{Better, StepKind, goal, step, version},
    queries, weights,
};
use crate::{
    employee::{self, Names, Refused},
    ledger::{self, Record},
    month::Month,
    progress::view::{ObservationView, views},
    result,
};

/// What one version of a goal says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GoalVersionView {
    /// From 1.
    pub(crate) number: i32,
    /// What exactly.
    pub(crate) name: String,
    pub(crate) unit: String,
    /// The value to reach, decimal text.
    pub(crate) target: String,
    /// Where it starts from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) baseline: Option<String>,
    pub(crate) direction: Better,
    /// Parts per million of the month's sheet.
    pub(crate) weight_ppm: i64,
    /// Last day on which reaching it is on time.
    pub(crate) due_on: NaiveDate,
    /// Why it took the place of the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    pub(crate) made_by_name: String,
    pub(crate) made_at: DateTime<Utc>,
}

/// Something done to a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GoalStepView {
    pub(crate) kind: StepKind,
    /// About which version.
    pub(crate) version: i32,
    /// The question or the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
    pub(crate) made_by_name: String,
    pub(crate) at: DateTime<Utc>,
}

/// Where a goal stands by the version that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct StandingView {
    /// The day it speaks of: today at the place of work, at most the month's last day.
    pub(crate) as_of: NaiveDate,
    /// The value that counts, decimal text; absent when nothing was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) actual: Option<String>,
    /// The number it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) actual_from: Option<ObservationId>,
    /// How much is reached, parts per million, before bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) completion_ppm: Option<i64>,
    /// Points of 100, decimal text, before weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) points: Option<String>,
    /// First day on which it was reached for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reached_on: Option<NaiveDate>,
    /// Days after the due day on which it was reached, or by which it is overdue.
    pub(crate) days_late: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) completion_explained: Option<Explanation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) delay_explained: Option<Explanation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) points_explained: Option<Explanation>,
    /// What was noticed.
    pub(crate) findings: Vec<Finding>,
}

impl StandingView {
    /// With every explanation.
    pub(crate) fn whole(found: Assessment, as_of: NaiveDate) -> Self {
        Self {
            completion_explained: found.completion_explained.clone(),
            delay_explained: Some(found.delay_explained.clone()),
            points_explained: found.points_explained.clone(),
            ..Self::brief(found, as_of)
        }
    }

    /// For lists: the figures alone.
    pub(crate) fn brief(found: Assessment, as_of: NaiveDate) -> Self {
        Self {
            as_of,
            actual: found.actual.map(|(value, _)| value.to_string()),
            actual_from: found.actual.map(|(_, id)| id),
            completion_ppm: found.completion.map(heng_kernel::Rate::ppm),
            points: found.points.map(|points| points.to_string()),
            reached_on: found.delay.reached_on,
            days_late: found.delay.days_late,
            completion_explained: None,
            delay_explained: None,
            points_explained: None,
            findings: found.findings,
        }
    }
}

/// A goal with everything agreed, done and reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GoalView {
    pub(crate) id: GoalId,
    pub(crate) employee: PersonView,
    pub(crate) month: Month,
    pub(crate) state: GoalState,
    /// The newest version.
    pub(crate) version: i32,
    /// The version that counts; absent while none was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) confirmed_version: Option<i32>,
    /// Who gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) given_by: Option<PersonView>,
    /// The person's manager on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) manager_then: Option<PersonView>,
    pub(crate) given_at: DateTime<Utc>,
    /// Every version, the first first.
    pub(crate) versions: Vec<GoalVersionView>,
    /// What was done, first things first.
    pub(crate) steps: Vec<GoalStepView>,
    /// What was reported, in the order of reporting.
    pub(crate) observations: Vec<ObservationView>,
    /// Where it stands; absent while no version counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) standing: Option<StandingView>,
    /// What the goals of the month weigh together, parts per million.
    pub(crate) month_weights_ppm: i64,
    /// Whether the month's result is issued: nothing moves any more.
    pub(crate) result_issued: bool,
    /// What was noticed about the month's sheet.
    pub(crate) findings: Vec<Finding>,
}

/// One goal, for whoever may see it.
pub(crate) async fn show(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: GoalId,
    now: DateTime<Utc>,
) -> Result<GoalView, Refused> {
    let row = queries::by_id(db, id).await?;
    let target = employee::target(db, actor, row.as_ref().map(|row| row.employment_id)).await?;
    employee::require_read(actor, &target)?;
    let row = row.ok_or(Denied::Hidden)?;
    let (employment, month) = (row.employment_id, Month::of(row.month_on));
    let today = employee::workplace(db, employment, now).await?.today;
    let sheet = ledger::load(db, queries::of_month(db, &[employment], month).await?).await?;
    let month_weights_ppm = weights::sum(&sheet);
    let record = sheet.into_iter().find(|record| record.row.id == id).ok_or(Denied::Hidden)?;
    let steps = queries::steps(db, id).await?;
    let names = Names::load(db, everybody(&record, &steps), today).await?;
    let as_of = today.min(month.last_day());
    let due_on = record.counting().or(record.newest()).map_or(month.last_day(), |version| version.due_on);
    Ok(GoalView {
        id,
        employee: names.view(employment),
        month,
        state: row.state,
        version: row.version,
        confirmed_version: row.confirmed_version,
        given_by: row.given_by.map(|id| names.view(id)),
        manager_then: row.manager_id.map(|id| names.view(id)),
        given_at: row.given_at,
        versions: record.versions.iter().map(|version| version_view(version, &names)).collect(),
        steps: steps.iter().map(|step| step_view(step, &names)).collect(),
        observations: views(&record.observations, due_on, &names),
        standing: record.standing(as_of).map(|found| StandingView::whole(found, as_of)),
        month_weights_ppm,
        result_issued: result::is_issued(db, employment, month).await?,
        findings: weights::findings(month_weights_ppm),
    })
}

fn everybody(record: &Record, steps: &[step::Model]) -> Vec<EmploymentId> {
    let goal::Model { employment_id, given_by, manager_id, .. } = record.row;
    let versions = record.versions.iter().map(|version| version.made_by);
    let reported = record.observations.iter().map(|row| row.reported_by);
    let steps = steps.iter().map(|step| step.made_by);
    let all =
        [Some(employment_id), given_by, manager_id].into_iter().chain(versions).chain(reported).chain(steps);
    all.flatten().collect()
}

pub(crate) fn version_view(version: &version::Model, names: &Names) -> GoalVersionView {
    GoalVersionView {
        number: version.number,
        name: version.name.clone(),
        unit: version.unit.clone(),
        target: Fixed::from_micro(version.target_micro).to_string(),
        baseline: version.baseline_micro.map(|micro| Fixed::from_micro(micro).to_string()),
        direction: version.direction,
        weight_ppm: version.weight_ppm,
        due_on: version.due_on,
        reason: version.reason.clone(),
        made_by_name: names.name(version.made_by),
        made_at: version.made_at,
    }
}

fn step_view(step: &step::Model, names: &Names) -> GoalStepView {
    GoalStepView {
        kind: step.kind,
        version: step.version,
        words: step.words.clone(),
        made_by_name: names.name(step.made_by),
        at: step.at,
    }
}
