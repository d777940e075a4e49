//! An approver answers.

use heng_access::{Denied, Permission, Target};
use heng_db::{Tx, audit::Change as Audited};
use heng_flow::{CaseStatus, Command, Outcome};
use heng_kernel::CaseId;
use serde_json::json;

use super::{
    ApprovalError,
    effects::{Change, subject_of},
    seen::Seen,
    steps::Step,
    word,
};
use crate::subject::Subjects;

/// An answer. Who answers is the actor, never a name from outside.
#[derive(Clone, Debug)]
pub(crate) struct Decide {
    pub case: CaseId,
    pub node: String,
    pub outcome: Outcome,
    pub comment: Option<String>,
    /// Version of the case that was shown.
    pub version: u32,
    /// Hash of the content that was shown.
    pub content: String,
}

/// Takes the answer and whatever follows from it. The same answer again changes nothing and is answered alike.
pub(crate) async fn decide(tx: &Tx, subjects: &Subjects, cmd: &Decide) -> Result<(), ApprovalError> {
    let seen = Seen::load(tx.db(), &tx.actor, cmd.case).await??;
    let target = match seen.own_task(&tx.actor) {
        // A task is a row of the person it waits for.
        Some(task) if !seen.is_applicant(&tx.actor) => {
            Target { person: Some(task.person_id), ..Target::default() }
        }
        _ => seen.target.clone(),
    };
    seen.require(&tx.actor, Permission::ApprovalDecide, &target)?;
    let by = tx.actor.person().ok_or(Denied::Hidden)?;
    let case = &seen.case;
    let stored = subject_of(subjects, &case.row.kind)?.describe(tx, case.row.subject_id).await?;
    let command = Command::Decide {
        by,
        node: cmd.node.clone(),
        outcome: cmd.outcome,
        shown: cmd.content.clone(),
        current: stored.map(|description| description.content()).unwrap_or_default(),
        expected_version: cmd.version,
        at: tx.now,
    };
    let (state, effects) = case.state.apply(command)?;
    if state == case.state {
        return Ok(());
    }
    if state.status != CaseStatus::Voided {
        let task = case.tasks.iter().find(|task| task.node == cmd.node && task.person_id == by);
        let step = Step::new("decided").at(&cmd.node).with(json!({ "outcome": word::of(cmd.outcome)? }));
        let step = task.map(|task| task.employment_id).into_iter().fold(step, Step::by);
        step.saying(cmd.comment.as_deref()).note(tx, cmd.case).await?;
    }
    let mut change = Change { row: &case.row, state, failure: None };
    change.carry_out(tx, subjects, effects).await?;
    case.save(tx, &change.state, change.failure.as_deref()).await?;
    let task = case.tasks.iter().find(|task| task.node == cmd.node && task.person_id == by);
    if let (Some(task), Some(comment)) = (task, &cmd.comment) {
        case.comment(tx, task.id, comment).await?;
    }
    let after = json!({
        "node": cmd.node, "outcome": word::of(cmd.outcome)?, "status": word::of(change.state.status)?,
        "content": cmd.content,
    });
    tx.audit(
        Audited::new("approval.decide", "approval_case", cmd.case)
            .about(case.row.applicant_id)
            .before(json!({ "status": case.row.status }))
            .after(after),
    )
    .await?;
    Ok(())
}
