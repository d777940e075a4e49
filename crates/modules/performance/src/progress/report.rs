//! Reporting a number.

use chrono::NaiveDate;
use heng_access::Denied;
use heng_db::{Tx, audit::Change};
use heng_events::performance::ProgressReported;
use heng_kernel::{Fixed, ObservationId};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{
    ProgressError,
    entity::{Entity, Model, Source},
    subject::{self, Measured, Subject},
};
use crate::{
    employee,
    field::{Faults, WORDS},
    result,
};

/// Reports where something stands: the value itself, not what was added.
#[derive(Clone, Debug)]
pub(crate) struct ReportProgress {
    pub(crate) of: Measured,
    pub(crate) value: String,
    /// The day it speaks of; today at the place of work unless given.
    pub(crate) day_on: Option<NaiveDate>,
    pub(crate) words: String,
    /// An own number it takes the place of.
    pub(crate) supersedes: Option<ObservationId>,
}

/// Takes the number down.
pub(crate) async fn report(tx: &Tx, cmd: &ReportProgress) -> Result<ObservationId, ProgressError> {
    let found = subject::load(tx.db(), cmd.of).await?;
    let target = employee::target(tx.db(), &tx.actor, found.as_ref().map(|of| of.employment)).await?;
    employee::require_own(&tx.actor, &target)?;
    let subject = found.ok_or(Denied::Hidden)?;
    if !subject.counts {
        return Err(ProgressError::NotConfirmed);
    }
    if result::is_issued(tx.db(), subject.employment, subject.month).await? {
        return Err(ProgressError::MonthIssued);
    }
    let today = employee::workplace(tx.db(), subject.employment, tx.now).await?.today;
    let day_on = cmd.day_on.unwrap_or(today);
    let mut faults = Faults::default();
    let value_micro = faults.number("value", &cmd.value);
    let words = faults.text("words", &cmd.words, WORDS);
    if day_on > today {
        faults.add("day_on", "in_the_future");
    } else if !subject.month.contains(day_on) {
        faults.add("day_on", "outside_month");
    }
    let known = subject::reported(tx.db(), cmd.of).await?;
    let replaced = cmd.supersedes.map(|id| known.iter().find(|row| row.id == id));
    if replaced == Some(None) {
        faults.add("supersedes", "unknown");
    }
    faults.into_result().map_err(ProgressError::Invalid)?;
    check_standing(&known, replaced.flatten(), day_on)?;
    let (goal_id, improvement_id) = cmd.of.ids();
    let row = Model {
        id: tx.new_id(),
        goal_id,
        improvement_id,
        value_micro,
        day_on,
        words,
        source: Source::Employee,
        supersedes_id: cmd.supersedes,
        reported_by: employee::acting(&tx.actor),
        reported_on: today,
        at: tx.now,
    };
    keep(tx, &subject, row, "progress.report").await
}

/// A number superseded already cannot be superseded again, and what the manager corrected stays corrected.
fn check_standing(known: &[Model], replaced: Option<&Model>, day_on: NaiveDate) -> Result<(), ProgressError> {
    let stands = |row: &&Model| !known.iter().any(|other| other.supersedes_id == Some(row.id));
    if replaced.is_some_and(|row| !stands(&row)) {
        return Err(ProgressError::AlreadySuperseded);
    }
    let corrected = |row: &&Model| row.source == Source::Correction && stands(row);
    let touched =
        |row: &Model| row.day_on == day_on || replaced.is_some_and(|replaced| replaced.id == row.id);
    if known.iter().filter(corrected).any(touched) {
        return Err(ProgressError::DayCorrected);
    }
    Ok(())
}

/// Stores a number, says so, and stirs the pages of the person and of who answers for it.
pub(super) async fn keep(
    tx: &Tx,
    subject: &Subject,
    row: Model,
    action: &'static str,
) -> Result<ObservationId, ProgressError> {
    let event = ProgressReported {
        observation: row.id,
        goal: row.goal_id,
        employment: subject.employment,
        day_on: row.day_on,
        supersedes: row.supersedes_id,
    };
    let said = json!({
        "value": Fixed::from_micro(row.value_micro), "day_on": row.day_on, "words": row.words,
        "supersedes": row.supersedes_id,
    });
    let id = row.id;
    let change = Change::new(action, "observation", id).about(subject.employment).after(said);
    let today = row.reported_on;
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    tx.audit(change).await?;
    tx.emit(&event).await?;
    let manager = employee::manager_on(tx.db(), subject.employment, today).await?;
    let names =
        employee::Names::load(tx.db(), [Some(subject.employment), manager].into_iter().flatten(), today)
            .await?;
    let people: Vec<_> =
        [Some(subject.employment), manager].into_iter().flatten().filter_map(|id| names.person(id)).collect();
    heng_notice::api::stir(tx, &people).await?;
    Ok(id)
}
