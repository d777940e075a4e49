//! Asking back instead of confirming.

use heng_db::{Tx, audit::Change};
use heng_kernel::GoalId;
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::{
    GoalError,
    entity::{GoalState, StepKind, goal},
    steps, told,
};
use crate::{
    employee,
    field::{Faults, WORDS},
};

/// Asks back about the version the person has seen.
#[derive(Clone, Debug)]
pub(crate) struct QuestionGoal {
    pub(crate) goal: GoalId,
    pub(crate) version: i32,
    pub(crate) words: String,
}

/// Asks: it is the manager's turn. May be asked again while it is.
pub(crate) async fn question(tx: &Tx, cmd: &QuestionGoal) -> Result<(), GoalError> {
    let open = steps::open(tx, cmd.goal, Some(cmd.version), employee::require_own).await?;
    if open.row.state == GoalState::Confirmed {
        return Err(GoalError::AlreadyConfirmed);
    }
    let mut faults = Faults::default();
    let words = faults.text("words", &cmd.words, WORDS);
    faults.into_result().map_err(GoalError::Invalid)?;
    let change =
        goal::ActiveModel { id: Set(cmd.goal), state: Set(GoalState::Questioned), ..Default::default() };
    let row = steps::turn(tx, change).await?;
    steps::add(tx, row.id, StepKind::Questioned, cmd.version, Some(words.clone())).await?;
    let change = Change::new("goal.question", "goal", row.id).about(row.employment_id);
    tx.audit(change.after(json!({ "version": cmd.version, "words": words }))).await?;
    let terms = steps::newest(tx.db(), &row).await?;
    told::manager(tx, "goal.questioned", &row, &terms, open.today).await?;
    Ok(())
}
