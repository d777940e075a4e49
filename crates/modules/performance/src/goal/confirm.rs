//! Confirming a goal.

use heng_db::{Tx, audit::Change};
use heng_events::performance::GoalConfirmed;
use heng_kernel::GoalId;
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::{
    GoalError,
    entity::{GoalState, StepKind, goal},
    steps, told,
};
use crate::employee;

/// Confirms the version the person has seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConfirmGoal {
    pub(crate) goal: GoalId,
    pub(crate) version: i32,
}

/// Confirms it: from now on this version counts. A second time changes nothing.
pub(crate) async fn confirm(tx: &Tx, cmd: ConfirmGoal) -> Result<(), GoalError> {
    let open = steps::open(tx, cmd.goal, Some(cmd.version), employee::require_own).await?;
    if open.row.state == GoalState::Confirmed {
        return Ok(());
    }
    let row = steps::turn(
        tx,
        goal::ActiveModel {
            id: Set(cmd.goal),
            state: Set(GoalState::Confirmed),
            confirmed_version: Set(Some(cmd.version)),
            ..Default::default()
        },
    )
    .await?;
    steps::add(tx, row.id, StepKind::Confirmed, cmd.version, None).await?;
    let change = Change::new("goal.confirm", "goal", row.id).about(row.employment_id);
    let change = change.before(json!({ "confirmed_version": open.row.confirmed_version }));
    tx.audit(change.after(json!({ "confirmed_version": cmd.version }))).await?;
    let event = GoalConfirmed {
        goal: row.id,
        employment: row.employment_id,
        month_on: row.month_on,
        version: cmd.version,
    };
    tx.emit(&event).await?;
    let terms = steps::newest(tx.db(), &row).await?;
    told::manager(tx, "goal.confirmed", &row, &terms, open.today).await?;
    Ok(())
}
