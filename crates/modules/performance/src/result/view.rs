//! A result as pages show it.

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, Denied};
use heng_kernel::{Explanation, Finding, GoalId, ImprovementId, ResultReportId};
use heng_people::api::PersonView;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    check::{ResultCheckView, check},
    entity::{Entity, Model},
    frozen::{Frozen, ItemEffect, Outcome, read},
    queries,
};
use crate::{
    employee::{self, Names, Refused},
    goal::view::StandingView,
    improvement::{self, view::ImprovementView},
    month::Month,
};

/// One goal's part of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PartView {
    pub(crate) goal_id: GoalId,
    pub(crate) name: String,
    pub(crate) unit: String,
    /// The value to reach.
    pub(crate) target: String,
    /// The version that counted.
    pub(crate) version: i32,
    /// The person's manager when the goal was given.
    pub(crate) manager_name: String,
    /// The weight it was given, parts per million.
    pub(crate) weight_ppm: i64,
    /// The weight it has among the parts that count; absent when it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) counted_weight_ppm: Option<i64>,
    pub(crate) standing: StandingView,
}

/// A score with the basis of every point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ScoreView {
    /// The day scored.
    pub(crate) scored_on: NaiveDate,
    /// Points of 100, decimal text; absent when nothing was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total: Option<String>,
    pub(crate) parts: Vec<PartView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) explanation: Option<Explanation>,
    pub(crate) findings: Vec<Finding>,
    /// What the items agreed with the month before have changed.
    pub(crate) effects: Vec<EffectView>,
}

/// What an improvement item has changed: before → after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct EffectView {
    pub(crate) improvement_id: ImprovementId,
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) before: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<String>,
    /// `better`, `same`, `worse`, `not_measured`.
    #[schema(value_type = String)]
    pub(crate) change: heng_score::Change,
    /// By how much it got better; negative when worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gain: Option<String>,
    /// The gain in relation to the measure before, parts per million.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) relative_ppm: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) explanation: Option<Explanation>,
}

/// An earlier version of a result, kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct EarlierResultView {
    pub(crate) id: ResultReportId,
    pub(crate) version: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total: Option<String>,
    pub(crate) issued_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// A decided result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ResultView {
    pub(crate) id: ResultReportId,
    pub(crate) employee: PersonView,
    pub(crate) month: Month,
    /// From 1; a higher one took the place of all before.
    pub(crate) version: i32,
    /// Whether a newer version took its place.
    pub(crate) superseded: bool,
    /// Why it was issued anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    pub(crate) score: ScoreView,
    /// Who issued it; absent when the month's end did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) issued_by: Option<PersonView>,
    pub(crate) issued_at: DateTime<Utc>,
    /// When the person saw it. Seen is not agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) acknowledged_at: Option<DateTime<Utc>>,
    /// SHA-256 of the frozen inputs.
    pub(crate) inputs_hash: String,
    pub(crate) check: ResultCheckView,
    /// The versions before and after, newest first, without this one.
    pub(crate) others: Vec<EarlierResultView>,
    /// What to do better next month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) improvement: Option<ImprovementView>,
}

/// One result, for whoever may see it.
pub(crate) async fn show(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: ResultReportId,
    now: DateTime<Utc>,
) -> Result<ResultView, Refused> {
    let row = Entity::find_by_id(id).one(db).await?;
    let target = employee::target(db, actor, row.as_ref().map(|row| row.employment_id)).await?;
    employee::require_read(actor, &target)?;
    let row = row.ok_or(Denied::Hidden)?;
    let (employment, month) = (row.employment_id, Month::of(row.month_on));
    let frozen: Frozen = read(&row.inputs)?;
    let outcome: Outcome = read(&row.outcome)?;
    let managers = frozen.goals.iter().filter_map(|one| one.manager);
    let people = [Some(employment), row.issued_by].into_iter().flatten().chain(managers);
    let names = Names::load(db, people, actor.today()).await?;
    let versions = queries::versions(db, employment, month).await?;
    let item = improvement::queries::of_month(db, employment, month.next()).await?.into_iter().next();
    let improvement = match item {
        Some(item) => Some(improvement::view::view(db, item, now).await?),
        None => None,
    };
    Ok(ResultView {
        id,
        employee: names.view(employment),
        month,
        version: row.version,
        superseded: versions.first().is_some_and(|newest| newest.id != id),
        reason: row.reason.clone(),
        score: score_view(&frozen, outcome, &names),
        issued_by: row.issued_by.map(|id| names.view(id)),
        issued_at: row.issued_at,
        acknowledged_at: row.acknowledged_at,
        inputs_hash: row.inputs_hash.clone(),
        check: check(db, &row).await?,
        others: versions.iter().filter(|other| other.id != id).map(earlier).collect(),
        improvement,
    })
}

fn earlier(row: &Model) -> EarlierResultView {
    let points = heng_score::Points::from_hundredths;
    EarlierResultView {
        id: row.id,
        version: row.version,
        total: row.total_hundredths.map(|hundredths| points(hundredths).to_string()),
        issued_at: row.issued_at,
        reason: row.reason.clone(),
    }
}

/// A score with names.
pub(crate) fn score_view(frozen: &Frozen, outcome: Outcome, names: &Names) -> ScoreView {
    let score = outcome.score;
    let parts = frozen.goals.iter().zip(score.parts).map(|(one, part)| PartView {
        goal_id: one.goal.id,
        name: one.name.clone(),
        unit: one.goal.unit.clone(),
        target: one.goal.target.to_string(),
        version: one.version,
        manager_name: names.name(one.manager),
        weight_ppm: part.weight.ppm(),
        counted_weight_ppm: part.counted_weight.map(heng_kernel::Rate::ppm),
        standing: StandingView::whole(part.assessment, frozen.scored_on),
    });
    let effects = frozen.items.iter().zip(outcome.effects);
    ScoreView {
        scored_on: frozen.scored_on,
        total: score.total.map(|points| points.to_string()),
        parts: parts.collect(),
        explanation: score.explanation,
        findings: score.findings,
        effects: effects.map(|(one, found)| effect_view(&one.name, &one.item.unit, found)).collect(),
    }
}

/// An effect with its words.
pub(crate) fn effect_view(name: &str, unit: &str, found: ItemEffect) -> EffectView {
    EffectView {
        improvement_id: found.item,
        name: name.to_owned(),
        unit: unit.to_owned(),
        before: found.before.to_string(),
        after: found.after.map(|after| after.to_string()),
        change: found.effect.change,
        gain: found.effect.gain.map(|gain| gain.to_string()),
        relative_ppm: found.effect.relative.map(heng_kernel::Rate::ppm),
        explanation: found.effect.explanation,
    }
}
