//! Mapping columns anew, answering questions, mending cells. Each checks the whole table again.

use heng_cleanse::{Cell, Field};
use heng_db::{Tx, audit::Change};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, IntoActiveModel,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    IntakeError, Prepared, State, content,
    entity::{Part, batch, mapping},
    prepare::{decode_digest, survey_table},
    queries,
};
use crate::{
    Intake,
    work::{Fix, UnitDecision, signature},
};

/// Most characters of a mended cell.
const LONGEST_CELL: usize = 4000;

/// Most answers about units in one request.
const MOST_ANSWERS: usize = 10_000;

/// A change to a batch before it is applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// What each column means, by its index; columns not named stay as they are. Remembered for files with this header.
    Map(Vec<(usize, Option<Field>)>),
    /// What was decided about units; all decisions, in place of earlier ones.
    Decide(Vec<UnitDecision>),
    /// A cell's right text; `None` brings the file's own back.
    Mend {
        /// The row's number beside the sheet.
        row: u32,
        /// The column, from zero.
        column: usize,
        /// The text.
        value: Option<String>,
    },
}

/// Changes a batch and checks it again.
pub async fn edit(
    tx: &Tx,
    service: &Intake,
    prepared: &Prepared,
    change: &Edit,
) -> Result<batch::Model, IntakeError> {
    let known = queries::load_for(tx.db(), &tx.actor, prepared.batch.id).await?;
    if known.state != State::Checked {
        return Err(IntakeError::WrongState);
    }
    if known.revision != prepared.batch.revision {
        return Err(IntakeError::Changed);
    }
    let mut next = prepared.clone();
    match change {
        Edit::Map(columns) => map(tx, &mut next, columns).await?,
        Edit::Decide(decisions) => decide(&mut next, decisions)?,
        Edit::Mend { row, column, value } => {
            mend(tx, service, &mut next, (*row, *column), value.as_ref()).await?;
        }
    }
    next.batch = known;
    recheck(tx, service, next, change).await
}

async fn map(tx: &Tx, next: &mut Prepared, columns: &[(usize, Option<Field>)]) -> Result<(), IntakeError> {
    for (index, field) in columns {
        if !next.layout.columns.iter().any(|column| column.index == *index) {
            return Err(IntakeError::Field { field: "columns", code: "not_found" });
        }
        next.layout.assign(*index, *field);
    }
    let signature = signature(&next.layout);
    let fields: Vec<Option<Field>> = next.layout.columns.iter().map(|column| column.field).collect();
    let known = queries::remembered(tx.db(), &signature).await?;
    let row = mapping::Model {
        id: known.as_ref().map_or_else(|| tx.new_id::<Uuid>(), |row| row.id),
        header_signature: signature,
        fields: serde_json::to_value(fields)?,
        made_by: tx.actor.account(),
        made_at: tx.now,
    };
    let row = row.into_active_model().reset_all();
    if known.is_some() {
        mapping::Entity::update(row).exec(tx.db()).await?;
    } else {
        mapping::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn decide(next: &mut Prepared, decisions: &[UnitDecision]) -> Result<(), IntakeError> {
    if decisions.iter().any(|decision| decision.path.is_empty()) {
        return Err(IntakeError::Field { field: "answers", code: "required" });
    }
    if decisions.len() > MOST_ANSWERS {
        return Err(IntakeError::TooLong { field: "answers", most: MOST_ANSWERS });
    }
    next.decisions = decisions.to_vec();
    Ok(())
}

async fn mend(
    tx: &Tx,
    service: &Intake,
    next: &mut Prepared,
    (row, column): (u32, usize),
    value: Option<&String>,
) -> Result<(), IntakeError> {
    let wrong = |field, code| Err(IntakeError::Field { field, code });
    let Some(place) = next.sheet.rows.iter().find(|r| r.number == row && row > next.layout.header_row) else {
        return wrong("row", "not_found");
    };
    if !next.layout.columns.iter().any(|c| c.index == column) {
        return wrong("column", "not_found");
    }
    if value.is_some_and(|value| value.chars().count() > LONGEST_CELL) {
        return Err(IntakeError::TooLong { field: "value", most: LONGEST_CELL });
    }
    let old = place.cells.get(column).map(Cell::shown).unwrap_or_default();
    let stored = (i32::try_from(row).unwrap_or_default(), i32::try_from(column).unwrap_or_default());
    content::mend(tx, &service.vault, next.batch.id, stored, old, value.cloned()).await?;
    next.fixes.retain(|fix| (fix.row, fix.column) != (row, column));
    next.fixes.extend(value.map(|value| Fix { row, column, value: value.clone() }));
    Ok(())
}

async fn recheck(
    tx: &Tx,
    service: &Intake,
    next: Prepared,
    change: &Edit,
) -> Result<batch::Model, IntakeError> {
    let survey = survey_table(tx.db(), service, &tx.actor, next.batch.company_id, &next.table()).await?;
    content::keep(tx, &service.vault, next.batch.id, Part::Report, &serde_json::to_vec(&survey.report)?)
        .await?;
    let row = batch::ActiveModel {
        id: Unchanged(next.batch.id),
        layout: Set(serde_json::to_value(&next.layout)?),
        answers: Set(serde_json::to_value(&next.decisions)?),
        counts: Set(serde_json::to_value(survey.report.counts)?),
        plan_sha256: Set(decode_digest(&survey.report.plan_sha256)),
        revision: Set(next.batch.revision.saturating_add(1)),
        failure: Set(None),
        ..Default::default()
    };
    let row = batch::Entity::update(row).exec(tx.db()).await?;
    let (action, after) = match change {
        Edit::Map(_) => ("intake.map", json!({ "layout": next.layout })),
        Edit::Decide(_) => ("intake.answer", json!({ "answers": next.decisions.len() })),
        Edit::Mend { row, column, .. } => ("intake.mend", json!({ "row": row, "column": column })),
    };
    tx.audit(Change::new(action, "intake_batch", row.id).after(after)).await?;
    Ok(row)
}
