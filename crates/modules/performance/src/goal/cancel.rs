//! Taking a goal back.

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

/// Takes a goal back.
#[derive(Clone, Debug)]
pub(crate) struct CancelGoal {
    pub(crate) goal: GoalId,
    pub(crate) reason: String,
}

/// Takes it back for good. What was agreed and reported stays to be seen.
pub(crate) async fn cancel(tx: &Tx, cmd: &CancelGoal) -> Result<(), GoalError> {
    let open = steps::open(tx, cmd.goal, None, employee::require_assign).await?;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &cmd.reason, WORDS);
    faults.into_result().map_err(GoalError::Invalid)?;
    let terms = steps::newest(tx.db(), &open.row).await?;
    let change =
        goal::ActiveModel { id: Set(cmd.goal), state: Set(GoalState::Cancelled), ..Default::default() };
    let row = steps::turn(tx, change).await?;
    steps::add(tx, row.id, StepKind::Cancelled, row.version, Some(reason.clone())).await?;
    let change = Change::new("goal.cancel", "goal", row.id).about(row.employment_id);
    let change = change.before(json!({ "state": open.row.state })).after(json!({ "reason": reason }));
    tx.audit(change).await?;
    told::person(tx, "goal.cancelled", &row, &terms, open.today).await?;
    Ok(())
}
