//! Agreeing on what to do better.

use heng_db::{Tx, audit::Change};
use heng_kernel::{Fixed, GoalId, ImprovementId};
use heng_notice::api::{NewNotice, notify};
use heng_score::Direction;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    ImprovementError,
    entity::{Entity, Model},
    queries,
};
use crate::{
    employee::{self, Names},
    field::{Faults, WORDS},
    goal::Better,
    month::Month,
    result::{
        self,
        entity::Model as Report,
        frozen::{Frozen, Outcome, read},
    },
};

/// What to do better next month, and by which number it will show.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemBody {
    /// The goal of the result it comes from. Measure and value before are then read from the result; otherwise all four
    /// fields below are given.
    goal_id: Option<GoalId>,
    /// Name of the measure: 投诉 24 小时内首次回复率.
    #[schema(max_length = 200)]
    name: Option<String>,
    #[schema(max_length = 20)]
    unit: Option<String>,
    direction: Option<Better>,
    /// The measure now, decimal text.
    before: Option<String>,
    /// The measure to reach next month, decimal text.
    target: String,
    /// What will be done.
    #[schema(max_length = 500)]
    action: String,
}

/// The measure an item is judged by.
struct Measure {
    name: String,
    unit: String,
    direction: Better,
    before_micro: i64,
}

/// Sets the item of a result, once.
pub(crate) async fn set(
    tx: &Tx,
    report: &Report,
    body: &ItemBody,
) -> Result<ImprovementId, ImprovementError> {
    let target = employee::target(tx.db(), &tx.actor, Some(report.employment_id)).await?;
    employee::require_assign(&tx.actor, &target)?;
    let month = Month::of(report.month_on);
    let newest = result::queries::versions(tx.db(), report.employment_id, month).await?.into_iter().next();
    if newest.is_some_and(|newest| newest.id != report.id) {
        return Err(ImprovementError::Superseded);
    }
    if result::is_issued(tx.db(), report.employment_id, month.next()).await? {
        return Err(ImprovementError::TooLate);
    }
    if !queries::of_month(tx.db(), report.employment_id, month.next()).await?.is_empty() {
        return Err(ImprovementError::Exists);
    }
    let (measure, target_micro, action) = judged(report, body)?;
    let row = Model {
        id: tx.new_id(),
        report_id: report.id,
        employment_id: report.employment_id,
        month_on: month.next().first_day(),
        goal_id: body.goal_id,
        name: measure.name,
        action,
        unit: measure.unit,
        direction: measure.direction,
        before_micro: measure.before_micro,
        target_micro,
        set_by: employee::acting(&tx.actor),
        set_at: tx.now,
    };
    Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    let said = json!({
        "name": row.name, "action": row.action, "before": Fixed::from_micro(row.before_micro),
        "target": Fixed::from_micro(row.target_micro), "unit": row.unit,
    });
    tx.audit(Change::new("improvement.set", "improvement", row.id).about(row.employment_id).after(said))
        .await?;
    let names = Names::load(tx.db(), [row.employment_id], tx.actor.today()).await?;
    if let Some(person) = names.person(row.employment_id) {
        heng_notice::api::stir(tx, &[person]).await?;
        let link = format!("/m/improvements/{}", row.id);
        let notice = NewNotice::new(person, "improvement.set", link, format!("improvement.set:{}", row.id));
        notify(tx, notice.with("month", month.next().to_string()).with("name", row.name.clone())).await?;
    }
    Ok(row.id)
}

/// The measure, the value to reach and what will be done; every wrong field is named.
fn judged(report: &Report, body: &ItemBody) -> Result<(Measure, i64, String), ImprovementError> {
    let mut faults = Faults::default();
    let measure = match body.goal_id {
        Some(goal) => from_result(report, goal, &mut faults)?,
        None => Some(typed(body, &mut faults)),
    };
    let target_micro = faults.number("target", &body.target);
    let action = faults.text("action", &body.action, WORDS);
    if let Some(measure) = &measure {
        let better = match measure.direction.into() {
            Direction::Higher => target_micro > measure.before_micro,
            Direction::Lower => target_micro < measure.before_micro,
        };
        if !better {
            faults.add("target", "not_better");
        }
    }
    faults.into_result().map_err(ImprovementError::Invalid)?;
    let measure = measure.ok_or_else(|| ImprovementError::Invalid(vec![]))?;
    Ok((measure, target_micro, action))
}

/// As the result says, for a goal that has a number there.
fn from_result(
    report: &Report,
    goal: GoalId,
    faults: &mut Faults,
) -> Result<Option<Measure>, ImprovementError> {
    let (frozen, outcome): (Frozen, Outcome) = (read(&report.inputs)?, read(&report.outcome)?);
    let part = outcome.score.parts.iter().find(|part| part.goal == goal);
    let Some((one, part)) = frozen.goals.iter().find(|one| one.goal.id == goal).zip(part) else {
        faults.add("goal_id", "unknown");
        return Ok(None);
    };
    let Some(before_micro) = part.assessment.actual.and_then(|(value, _)| value.micro()) else {
        faults.add("goal_id", "nothing_reported");
        return Ok(None);
    };
    Ok(Some(Measure {
        name: one.name.clone(),
        unit: one.goal.unit.clone(),
        direction: one.goal.direction.into(),
        before_micro,
    }))
}

fn typed(body: &ItemBody, faults: &mut Faults) -> Measure {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let measure = Measure {
        name: faults.text("name", &text(&body.name), 200),
        unit: faults.text("unit", &text(&body.unit), 20),
        direction: body.direction.unwrap_or(Better::Higher),
        before_micro: body.before.as_ref().map_or(0, |before| faults.number("before", before)),
    };
    if body.direction.is_none() {
        faults.add("direction", "required");
    }
    if body.before.is_none() {
        faults.add("before", "required");
    }
    measure
}
