//! A task goes to the next hand: its assignee has left or no longer holds what made them an approver.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use heng_db::{Tx, audit::Change as Audited};
use heng_flow::{Assignee, CaseState, Command, Effect, Why};
use heng_kernel::{CaseId, EmploymentId, PersonId};
use serde_json::json;

use super::{ApprovalError, effects::Change, steps::Step, stored::Stored};
use crate::{
    directory::{self, people_for},
    flow,
    subject::Subjects,
};

/// Who can no longer answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loss {
    /// Employments that do not work any more.
    pub gone: BTreeSet<EmploymentId>,
    /// To whom the tasks of those gone; otherwise, and for roles lost, the flow is asked again.
    pub to: Option<EmploymentId>,
}

/// Gives every pending task of the case that is affected to the person the flow finds today. Says whether anything
/// changed; a task for which nobody is found stays where it is and is looked at again.
pub(crate) async fn replace_lost(
    tx: &Tx,
    subjects: &Subjects,
    id: CaseId,
    loss: &Loss,
    on: NaiveDate,
) -> Result<bool, ApprovalError> {
    let Some(case) = Stored::load(tx.db(), id).await? else { return Ok(false) };
    if case.state.status.is_final() {
        return Ok(false);
    }
    let mut lost: Vec<(String, EmploymentId, PersonId)> = vec![];
    for node in &case.state.nodes {
        for task in node.tasks.iter().filter(|task| task.is_pending()) {
            let assignee = &task.assignee;
            if loss.gone.contains(&assignee.employment) || lost_role(tx, &case.state, assignee, on).await? {
                lost.push((node.key.clone(), assignee.employment, assignee.person));
            }
        }
    }
    if lost.is_empty() {
        return Ok(false);
    }
    let definition = flow::version(tx.db(), case.row.flow_version_id).await?;
    let found = people_for(tx.db(), &definition, case.row.applicant_id, on).await?.map(|(_, nodes)| nodes);
    let named = match loss.to {
        Some(to) => heng_people::api::cards(tx.db(), &[to], on).await?.remove(&to),
        None => None,
    };
    let mut change = Change { row: &case.row, state: case.state.clone(), failure: None };
    let mut effects: Vec<Effect> = vec![];
    for (key, from, person) in lost {
        let resolved = found.iter().flatten().filter(|node| node.key == key).flat_map(|node| &node.assignees);
        // What is handed over is what the leaver held, not what anybody else lost by another way.
        let handed_over = named.iter().filter(|_| loss.gone.contains(&from));
        let given = handed_over.map(|card| Assignee {
            employment: card.employment,
            person: card.person,
            why: vec![Why::HolderGone { employment: from }, Why::Named],
        });
        let candidates: Vec<Assignee> = given.chain(resolved.cloned()).collect();
        for to in candidates.into_iter().filter(|to| to.person != person) {
            let step = Step::new("replaced").at(&key).by(to.employment);
            let detail = json!({ "from": from, "to": to.employment });
            // Whoever stands at the node already, or is the applicant, is passed over.
            let command = Command::Replace { node: key.clone(), from: person, to };
            let Ok((state, more)) = change.state.apply(command) else { continue };
            change.state = state;
            effects.extend(more);
            step.with(detail.clone()).note(tx, id).await?;
            let audited = Audited::new("approval.replace", "approval_case", id).about(case.row.applicant_id);
            tx.audit(audited.after(detail)).await?;
            break;
        }
    }
    if change.state == case.state {
        return Ok(false);
    }
    change.carry_out(tx, subjects, effects).await?;
    case.save(tx, &change.state, None).await?;
    Ok(true)
}

/// Whether a task was given for a role that its assignee holds no more.
async fn lost_role(
    tx: &Tx,
    case: &CaseState,
    assignee: &Assignee,
    on: NaiveDate,
) -> Result<bool, ApprovalError> {
    let role = assignee.why.iter().find_map(|why| match why {
        Why::HoldsRole { role } => Some(role),
        _ => None,
    });
    let Some(role) = role else { return Ok(false) };
    let target = heng_scope::target(tx.db(), case.applicant, on).await?;
    let holders = directory::reaching(tx.db(), role, &target, on).await?;
    Ok(!holders.contains_key(&assignee.employment))
}
