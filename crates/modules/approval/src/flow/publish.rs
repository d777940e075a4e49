//! Adding a version of a flow.

use heng_access::{Permission, Target};
use heng_db::{Tx, audit::Change};
use heng_flow::FlowVersion;
use heng_kernel::{CompanyId, FlowVersionId};
use serde_json::json;

use super::{FlowError, queries};
use crate::subject::Subjects;

/// A new version for a kind of request.
#[derive(Clone, Debug)]
pub(crate) struct Publish {
    pub kind: String,
    /// The company it is for; none for the whole group.
    pub company: Option<CompanyId>,
    pub definition: FlowVersion,
}

/// Cases opened from now on run on it; those under way keep theirs.
pub(crate) async fn publish(
    tx: &Tx,
    subjects: &Subjects,
    cmd: &Publish,
) -> Result<(FlowVersionId, i32), FlowError> {
    let target = cmd.company.map_or_else(Target::group, Target::company);
    tx.actor.require(Permission::FlowWrite, &target)?;
    if subjects.of(&cmd.kind).is_none() {
        return Err(FlowError::UnknownKind);
    }
    let findings = cmd.definition.findings();
    if !findings.is_empty() {
        return Err(FlowError::Faulty(findings));
    }
    let (id, number) = queries::add(tx, &cmd.kind, cmd.company, &cmd.definition).await?;
    let after =
        json!({ "kind": cmd.kind, "company": cmd.company, "number": number, "definition": cmd.definition });
    tx.audit(Change::new("flow.publish", "approval_flow_version", id).after(after)).await?;
    Ok((id, number))
}
