//! Trying a failed effect again.

use heng_access::Permission;
use heng_db::{Tx, audit::Change as Audited};
use heng_flow::{CaseStatus, Effect, Refusal};
use heng_kernel::CaseId;
use serde_json::json;

use super::{ApprovalError, effects::Change, seen::Seen, word};
use crate::subject::Subjects;

/// Everybody has approved, but the effect failed: carries it out now, or says again why not. Decides nothing.
pub(crate) async fn retry(tx: &Tx, subjects: &Subjects, id: CaseId) -> Result<(), ApprovalError> {
    let seen = Seen::load(tx.db(), &tx.actor, id).await??;
    seen.require(&tx.actor, Permission::FlowWrite, &seen.target)?;
    let case = &seen.case;
    if case.state.status == CaseStatus::Approved {
        return Ok(());
    }
    if case.state.status != CaseStatus::EffectFailed {
        return Err(Refusal::OutOfTurn.into());
    }
    let mut change = Change { row: &case.row, state: case.state.clone(), failure: None };
    change.carry_out(tx, subjects, vec![Effect::Settle]).await?;
    case.save(tx, &change.state, change.failure.as_deref()).await?;
    let after = json!({ "status": word::of(change.state.status)?, "failure": change.failure });
    let audited = Audited::new("approval.retry", "approval_case", id).about(case.row.applicant_id);
    tx.audit(audited.after(after)).await?;
    Ok(())
}
