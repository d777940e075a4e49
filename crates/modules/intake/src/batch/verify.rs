//! The file and the company beside each other, after an application.

use heng_access::Actor;
use heng_cleanse::Draft;
use heng_identifiers::IdDocument;
use heng_kernel::EmploymentId;
use heng_people::bulk;
use sea_orm::ConnectionTrait;

use super::{IntakeError, Prepared, State, content, entity::Part, prepare::survey_in_world};
use crate::{
    Intake,
    work::{self, Sides, UndoRecord},
};

/// Compares the rows that were taken with the employments they became, value by value, in both directions: numbers of
/// employments, people and units, sums of pay, and a hash over everything.
pub async fn verify(
    db: &impl ConnectionTrait,
    service: &Intake,
    actor: &Actor,
    prepared: &Prepared,
) -> Result<Sides, IntakeError> {
    if prepared.batch.state != State::Applied {
        return Err(IntakeError::WrongState);
    }
    let undo = content::open(db, &service.vault, prepared.batch.id, Part::Undo).await?;
    let record: UndoRecord = serde_json::from_slice(&undo)?;
    let (survey, world) =
        survey_in_world(db, service, actor, prepared.batch.company_id, &prepared.table()).await?;
    let made = record.by_row();
    let drafts: Vec<(&Draft, EmploymentId)> = work::drafts_of(&survey.plan)
        .filter_map(|draft| made.get(&draft.row).map(|id| (draft, *id)))
        .collect();
    let id_key = |document: &IdDocument| bulk::id_key(&service.vault, document);
    let mut sides = work::compare(&drafts, &world, &id_key);
    // Rows that were taken and would not be taken today are missing on the side of the file.
    let still: std::collections::BTreeSet<u32> = drafts.iter().map(|(draft, _)| draft.row).collect();
    let gone = record.rows.iter().filter(|made| !still.contains(&made.row));
    sides.differences.extend(gone.map(|made| work::Mismatch { row: made.row, field: None }));
    Ok(sides)
}
