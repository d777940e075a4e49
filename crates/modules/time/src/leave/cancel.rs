//! Taking approved leave back.

use heng_access::Permission;
use heng_db::Tx;
use heng_kernel::LeaveRequestId;

use super::{
    LeaveError,
    ask::today_at_work,
    books::{self, Draw},
    entity::{movement::Kind, request::Status},
    subject::close,
    withdraw::known,
};

/// Gives every day back to the lots it came from. Whoever asked may do so until the day before it begins; afterwards
/// those who adjust leave.
pub(crate) async fn cancel(tx: &Tx, id: LeaveRequestId) -> Result<(), LeaveError> {
    let (row, _) = known(tx, id, Permission::LeaveRequest).await?;
    match row.status {
        Status::Cancelled => return Ok(()),
        Status::Approved => {}
        other => return Err(LeaveError::NotApproved(other)),
    }
    let today = today_at_work(tx, row.employment_id).await?;
    let target = heng_scope::target(tx.db(), row.employment_id, tx.actor.today()).await?;
    let corrects = !tx.actor.owns(&target) && tx.actor.require(Permission::LeaveAdjust, &target).is_ok();
    if today >= row.first_day && !corrects {
        return Err(LeaveError::Begun);
    }
    let ledger = books::load(tx.db(), row.employment_id, row.leave_type_id).await?;
    let used = ledger.portions_of(row.id, &[Kind::Consume, Kind::Restore]);
    let draw = Draw { employment: row.employment_id, leave_type: row.leave_type_id, request: row.id, today };
    draw.write(tx, Kind::Restore, &used).await?;
    close(tx, &row, Status::Cancelled).await?;
    Ok(())
}
