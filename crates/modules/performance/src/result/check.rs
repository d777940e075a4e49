//! Proving a result.

use heng_kernel::GoalId;
use heng_score::Observation;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    entity::Model,
    frozen::{Frozen, FrozenGoal, hash, read},
    queries,
};
use crate::{
    goal::entity::goal,
    ledger::{self, Record, as_goal},
    month::Month,
};

/// Whether a result is what it was when it was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ResultCheckView {
    /// The frozen inputs still have the hash they were issued with.
    pub(crate) inputs_intact: bool,
    /// The score and its reasons follow from the frozen inputs, again and exactly.
    pub(crate) outcome_follows: bool,
    /// The agreed versions and the reported numbers it was read from still say the same.
    pub(crate) sources_agree: bool,
    /// Something was confirmed, reported or corrected since; it counts when the result is issued anew.
    pub(crate) restated_since: bool,
}

/// Rebuilds the result from what it was read from.
pub(crate) async fn check(db: &impl ConnectionTrait, row: &Model) -> Result<ResultCheckView, DbErr> {
    let frozen: Frozen = read(&row.inputs)?;
    let outcome = frozen.outcome();
    let total = outcome.score.total.map(heng_score::Points::hundredths);
    let now = queries::gather(db, row.employment_id, (Month::of(row.month_on), row.scored_on)).await?;
    Ok(ResultCheckView {
        inputs_intact: hash(&row.inputs) == row.inputs_hash && frozen.text()? == row.inputs,
        outcome_follows: outcome.text()? == row.outcome && total == row.total_hundredths,
        sources_agree: sources_agree(db, &frozen).await?,
        restated_since: now != frozen,
    })
}

async fn sources_agree(db: &impl ConnectionTrait, frozen: &Frozen) -> Result<bool, DbErr> {
    let ids: Vec<GoalId> = frozen.goals.iter().map(|one| one.goal.id).collect();
    let rows = goal::Entity::find().filter(goal::Column::Id.is_in(ids)).all(db).await?;
    let records = ledger::load(db, rows).await?;
    let agrees = |one: &FrozenGoal| {
        let record = records.iter().find(|record| record.row.id == one.goal.id);
        record.is_some_and(|record| says(record, one))
    };
    let items: Vec<_> = frozen.items.iter().map(|one| one.item.id).collect();
    let measured = ledger::measured(db, &items).await?;
    let measured_agrees = frozen.items.iter().all(|one| {
        let known: Vec<Observation> = measured
            .get(&one.item.id)
            .map(|rows| rows.iter().map(Observation::from).collect())
            .unwrap_or_default();
        one.observations.iter().all(|reported| known.contains(reported))
    });
    Ok(frozen.goals.iter().all(agrees) && measured_agrees)
}

/// Whether the record still holds the version and every number.
fn says(record: &Record, one: &FrozenGoal) -> bool {
    let known = record.reported();
    record
        .version(one.version)
        .is_some_and(|version| as_goal(version) == one.goal && version.name == one.name)
        && one.observations.iter().all(|reported| known.contains(reported))
}
