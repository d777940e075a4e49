//! The request is taken back.

use heng_db::{Tx, audit::Change as Audited};
use heng_flow::Command;
use heng_kernel::CaseId;
use serde_json::json;

use super::{ApprovalError, effects::Change, steps::Step, stored::Stored, word};
use crate::subject::Subjects;

/// Ends a case in the applicant's name. The module that owns the request has asked whether the actor may; `version` is the
/// one their page showed, if it came from a page.
pub async fn withdraw(
    tx: &Tx,
    subjects: &Subjects,
    id: CaseId,
    version: Option<u32>,
) -> Result<(), ApprovalError> {
    let case = Stored::load(tx.db(), id).await?.ok_or(heng_access::Denied::Hidden)?;
    let command = Command::Withdraw {
        by: case.row.applicant_person_id,
        expected_version: version.unwrap_or(case.state.version),
    };
    let (state, effects) = case.state.apply(command)?;
    if state == case.state {
        return Ok(());
    }
    let by_applicant = tx.actor.person() == Some(case.row.applicant_person_id);
    let step = Step::new("withdrawn").with(json!({ "by_applicant": by_applicant }));
    step.by(tx.actor.acting_as().unwrap_or(case.row.applicant_id)).note(tx, id).await?;
    let mut change = Change { row: &case.row, state, failure: None };
    change.carry_out(tx, subjects, effects).await?;
    case.save(tx, &change.state, None).await?;
    let (before, after) =
        (json!({ "status": case.row.status }), json!({ "status": word::of(change.state.status)? }));
    let audited = Audited::new("approval.withdraw", "approval_case", id).about(case.row.applicant_id);
    tx.audit(audited.before(before).after(after)).await?;
    Ok(())
}
