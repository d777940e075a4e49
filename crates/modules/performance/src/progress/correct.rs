//! Correcting a number.

use heng_access::Denied;
use heng_db::Tx;
use heng_kernel::ObservationId;
use heng_notice::api::{NewNotice, notify};
use sea_orm::EntityTrait;

use super::{
    ProgressError,
    entity::{Entity, Model, Source},
    report,
    subject::{self, Measured},
};
use crate::{
    employee::{self, Names},
    field::{Faults, WORDS},
};

/// Puts another number in the place of one that was reported.
#[derive(Clone, Debug)]
pub(crate) struct CorrectProgress {
    pub(crate) observation: ObservationId,
    pub(crate) value: String,
    pub(crate) reason: String,
}

/// Corrects it: both stay to be seen, the person is told. After the month's result was issued the correction is kept, and
/// the result stays as it is until it is issued anew.
pub(crate) async fn correct(tx: &Tx, cmd: &CorrectProgress) -> Result<ObservationId, ProgressError> {
    let mistaken = Entity::find_by_id(cmd.observation).one(tx.db()).await?;
    let of = mistaken.as_ref().map_or(Measured::NOTHING, Measured::by);
    let found = subject::load(tx.db(), of).await?;
    let target = employee::target(tx.db(), &tx.actor, found.as_ref().map(|of| of.employment)).await?;
    employee::require_assign(&tx.actor, &target)?;
    let (mistaken, subject) = mistaken.zip(found).ok_or(Denied::Hidden)?;
    let mut faults = Faults::default();
    let value_micro = faults.number("value", &cmd.value);
    let words = faults.text("reason", &cmd.reason, WORDS);
    faults.into_result().map_err(ProgressError::Invalid)?;
    let known = subject::reported(tx.db(), of).await?;
    if known.iter().any(|row| row.supersedes_id == Some(mistaken.id)) {
        return Err(ProgressError::AlreadySuperseded);
    }
    let today = employee::workplace(tx.db(), subject.employment, tx.now).await?.today;
    let row = Model {
        id: tx.new_id(),
        goal_id: mistaken.goal_id,
        improvement_id: mistaken.improvement_id,
        value_micro,
        day_on: mistaken.day_on,
        words,
        source: Source::Correction,
        supersedes_id: Some(mistaken.id),
        reported_by: employee::acting(&tx.actor),
        reported_on: today,
        at: tx.now,
    };
    let id = report::keep(tx, &subject, row, "progress.correct").await?;
    let manager = employee::acting(&tx.actor);
    let people = [Some(subject.employment), manager].into_iter().flatten();
    let names = Names::load(tx.db(), people, today).await?;
    if let Some(person) = names.person(subject.employment) {
        let notice =
            NewNotice::new(person, "progress.corrected", of.link(), format!("progress.corrected:{id}"))
                .with("day", mistaken.day_on.to_string())
                .with("manager", names.name(manager));
        notify(tx, notice).await?;
    }
    Ok(id)
}
