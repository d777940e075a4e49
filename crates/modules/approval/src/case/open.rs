//! Opening a case.

use chrono::NaiveDate;
use heng_db::{Tx, audit::Change as Audited};
use heng_events::approval::CaseOpened;
use heng_flow::{CaseState, CaseStatus};
use heng_kernel::{CaseId, CompanyId, EmploymentId, PersonId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ApprovalError, effects::Change, entity::case, queries, steps::Step, stored::Stored, word};
use crate::{
    directory, flow,
    subject::{Description, Subjects},
};

/// A request that wants a decision. Its module has asked whether the actor may make it.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Kind of request.
    pub kind: &'static str,
    /// Its id.
    pub subject: Uuid,
    /// Whose request it is.
    pub applicant: EmploymentId,
    /// Their company.
    pub company: CompanyId,
    /// Today at their place of work: managers and roles are those of this day.
    pub on: NaiveDate,
    /// What is shown.
    pub description: Description,
}

/// A case that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The case.
    pub case: CaseId,
    /// Who is asked first.
    pub asked: Vec<(EmploymentId, PersonId)>,
}

/// Finds out who decides, asks them, and keeps the version of the flow that said so.
pub async fn open(tx: &Tx, subjects: &Subjects, new: &NewCase) -> Result<Opened, ApprovalError> {
    if queries::is_open(tx.db(), new.kind, new.subject).await? {
        return Err(ApprovalError::OpenAlready);
    }
    let (version, definition) = flow::current_or_first(tx, new.kind, new.company).await?;
    let found = directory::people_for(tx.db(), &definition, new.applicant, new.on).await?;
    let (applicant, nodes) = found.map_err(ApprovalError::Nobody)?;
    let started = CaseState::start(&applicant, nodes, definition.same_person, new.description.content());
    let (state, effects) = started.map_err(|finding| ApprovalError::Nobody(vec![finding]))?;
    let row = case::Model {
        id: tx.new_id(),
        kind: new.kind.to_owned(),
        subject_id: new.subject,
        flow_version_id: version,
        company_id: new.company,
        applicant_id: new.applicant,
        applicant_person_id: applicant.person,
        version: word::int(state.version),
        status: word::of(CaseStatus::Running)?,
        content: state.content.clone(),
        facts: word::json(&new.description.facts)?,
        summary: Value::Object(new.description.summary.clone()),
        same_person: word::of(state.same_person)?,
        failure: None,
        opened_at: tx.now,
        closed_at: None,
    };
    Stored::insert(tx, row.clone(), &state).await?;
    Step::new("opened").by(new.applicant).note(tx, row.id).await?;
    let asked =
        state.open_tasks().map(|(_, task)| (task.assignee.employment, task.assignee.person)).collect();
    Change { row: &row, state, failure: None }.carry_out(tx, subjects, effects).await?;
    let after = json!({ "kind": row.kind, "subject": row.subject_id, "flow_version": version });
    tx.audit(Audited::new("approval.open", "approval_case", row.id).about(new.applicant).after(after))
        .await?;
    tx.emit(&CaseOpened {
        case: row.id,
        kind: row.kind.clone(),
        subject: row.subject_id,
        applicant: row.applicant_id,
    })
    .await?;
    Ok(Opened { case: row.id, asked })
}
