//! Taking a request back before it is decided.

use heng_access::{Denied, Permission};
use heng_approval::{Subjects, api};
use heng_db::Tx;
use heng_kernel::{EmploymentId, LeaveRequestId};
use uuid::Uuid;

use super::{
    LeaveError,
    entity::{
        leave_type,
        request::{self, Status},
    },
    subject::find,
};

/// A request whose existence the actor may know of, after asking for `permission` on it. The same queries whether it
/// exists or not.
pub(crate) async fn known(
    tx: &Tx,
    id: LeaveRequestId,
    permission: Permission,
) -> Result<(request::Model, leave_type::Model), LeaveError> {
    let found = find(tx.db(), id).await?;
    let whose = found.as_ref().map_or(EmploymentId(Uuid::nil()), |(row, _)| row.employment_id);
    let target = heng_scope::target(tx.db(), whose, tx.actor.today()).await?.record(Permission::LeaveRead);
    tx.actor.require(permission, &target)?;
    Ok(found.ok_or(Denied::Hidden)?)
}

/// Its held days are free again. The same again changes nothing.
pub(crate) async fn withdraw(
    tx: &Tx,
    subjects: &Subjects,
    id: LeaveRequestId,
    version: Option<u32>,
) -> Result<(), LeaveError> {
    let (row, _) = known(tx, id, Permission::LeaveRequest).await?;
    match row.status {
        Status::Withdrawn => Ok(()),
        Status::Pending => {
            let case = row.case_id.ok_or(LeaveError::NotPending(row.status))?;
            Ok(api::withdraw(tx, subjects, case, version).await?)
        }
        other => Err(LeaveError::NotPending(other)),
    }
}
