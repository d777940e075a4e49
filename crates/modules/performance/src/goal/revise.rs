//! Changing a goal.

use heng_db::{Tx, audit::Change};
use heng_kernel::GoalId;
use sea_orm::ActiveValue::Set;

use super::{
    GoalError,
    entity::{GoalState, StepKind, goal},
    give, steps,
    terms::{Terms, TermsBody},
    told, weights,
};
use crate::{
    employee,
    field::{Faults, WORDS},
};

/// Changes the version the manager has seen.
#[derive(Clone, Debug)]
pub(crate) struct ReviseGoal {
    pub(crate) goal: GoalId,
    pub(crate) version: i32,
    pub(crate) terms: TermsBody,
    pub(crate) reason: String,
}

/// Writes the next version and asks the person to confirm it. Until they do, the version confirmed before goes on
/// counting.
pub(crate) async fn revise(tx: &Tx, cmd: &ReviseGoal) -> Result<(), GoalError> {
    let open = steps::open(tx, cmd.goal, Some(cmd.version), employee::require_assign).await?;
    if open.month.is_over(open.today) {
        return Err(GoalError::MonthOver);
    }
    let terms = cmd.terms.read(open.month).map_err(GoalError::in_terms)?;
    let mut faults = Faults::default();
    let reason = faults.text("reason", &cmd.reason, WORDS);
    faults.into_result().map_err(GoalError::Invalid)?;
    let before = Terms::of(&steps::newest(tx.db(), &open.row).await?);
    if before == terms {
        return Err(GoalError::NothingChanged);
    }
    let opened = open.month.has_opened(open.today);
    let sheet = (open.row.employment_id, open.month);
    weights::check(tx, sheet, (Some(cmd.goal), terms.weight_ppm), opened).await?;
    let change = goal::ActiveModel {
        id: Set(cmd.goal),
        state: Set(GoalState::Given),
        version: Set(cmd.version + 1),
        ..Default::default()
    };
    let row = steps::turn(tx, change).await?;
    let said = give::add_version(tx, &row, &terms, Some(reason.clone())).await?;
    steps::add(tx, row.id, StepKind::Revised, row.version, Some(reason)).await?;
    let change = Change::new("goal.revise", "goal", row.id).about(row.employment_id);
    tx.audit(change.before(before.audited()).after(terms.audited())).await?;
    give::announce(tx, &row).await?;
    told::person(tx, "goal.revised", &row, &said, open.today).await?;
    Ok(())
}
