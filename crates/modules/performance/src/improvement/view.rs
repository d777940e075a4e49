//! An improvement item as pages show it.

use chrono::{DateTime, Utc};
use heng_access::{Actor, Denied};
use heng_kernel::{Fixed, GoalId, ImprovementId, ResultReportId};
use heng_people::api::PersonView;
use heng_score::{Improvement, Observation};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use utoipa::ToSchema;

use super::{entity::Model, queries};
use crate::{
    employee::{self, Names, Refused},
    goal::Better,
    month::Month,
    progress::{
        entity as observation,
        subject::{Measured, reported},
        view::{ObservationView, views},
    },
    result::{
        frozen::measured,
        view::{EffectView, effect_view},
    },
};

/// Something to do better, and what it has changed so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ImprovementView {
    pub(crate) id: ImprovementId,
    pub(crate) employee: PersonView,
    /// The month in which it shows its effect.
    pub(crate) month: Month,
    /// The result it was agreed with.
    pub(crate) report_id: ResultReportId,
    /// The goal it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) goal_id: Option<GoalId>,
    /// Name of the measure.
    pub(crate) name: String,
    /// What will be done.
    pub(crate) action: String,
    pub(crate) direction: Better,
    /// The measure to reach.
    pub(crate) target: String,
    /// Whether the latest number reaches it; absent while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reached: Option<bool>,
    /// Before → after, by the latest number of the month.
    pub(crate) effect: EffectView,
    /// What was reported, in the order of reporting.
    pub(crate) observations: Vec<ObservationView>,
    pub(crate) set_by_name: String,
    pub(crate) set_at: DateTime<Utc>,
}

/// One item, for whoever may see it.
pub(crate) async fn show(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: ImprovementId,
    now: DateTime<Utc>,
) -> Result<ImprovementView, Refused> {
    let row = queries::by_id(db, id).await?;
    let target = employee::target(db, actor, row.as_ref().map(|row| row.employment_id)).await?;
    employee::require_read(actor, &target)?;
    Ok(view(db, row.ok_or(Denied::Hidden)?, now).await?)
}

/// One item whose reader has been checked.
pub(crate) async fn view(
    db: &impl ConnectionTrait,
    row: Model,
    now: DateTime<Utc>,
) -> Result<ImprovementView, DbErr> {
    let rows = reported(db, Measured::Improvement(row.id)).await?;
    let today = employee::workplace(db, row.employment_id, now).await?.today;
    let people = rows.iter().filter_map(|row| row.reported_by).chain([row.employment_id]).chain(row.set_by);
    let names = Names::load(db, people, today).await?;
    Ok(compose(&row, &rows, today, &names))
}

/// From rows loaded already.
pub(crate) fn compose(
    row: &Model,
    rows: &[observation::Model],
    today: chrono::NaiveDate,
    names: &Names,
) -> ImprovementView {
    let month = Month::of(row.month_on);
    let as_of = today.min(month.last_day());
    let numbers: Vec<Observation> = rows.iter().map(Observation::from).collect();
    let found = measured(&Improvement::from(row), &numbers, as_of);
    let target = Fixed::from_micro(row.target_micro);
    let reaches = |after: Fixed| match row.direction {
        Better::Higher => after >= target,
        Better::Lower => after <= target,
    };
    ImprovementView {
        id: row.id,
        employee: names.view(row.employment_id),
        month,
        report_id: row.report_id,
        goal_id: row.goal_id,
        name: row.name.clone(),
        action: row.action.clone(),
        direction: row.direction,
        target: target.to_string(),
        reached: found.after.map(reaches),
        effect: effect_view(&row.name, &row.unit, found),
        observations: views(rows, month.last_day(), names),
        set_by_name: names.name(row.set_by),
        set_at: row.set_at,
    }
}

/// The numbers of one item, with who entered them.
pub(crate) async fn numbers(
    db: &impl ConnectionTrait,
    id: ImprovementId,
    rows: &[observation::Model],
) -> Result<Vec<ObservationView>, DbErr> {
    let Some(item) = queries::by_id(db, id).await? else { return Ok(vec![]) };
    let on = rows.last().map_or(item.month_on, |row| row.reported_on);
    let names = Names::load(db, rows.iter().filter_map(|row| row.reported_by), on).await?;
    Ok(views(rows, Month::of(item.month_on).last_day(), &names))
}
