//! Taking approved leave back.

use heng_access::Permission;
use heng_db::Tx;
use heng_kernel::{LeaveRequestId, hundredths_text};
use heng_notice::api::{NewNotice, notify};
use sea_orm::DbErr;

use super::{
    LeaveError,
    ask::{corrects, today_at_work},
    books::{self, Draw, of_request},
    entity::{
        movement::Kind,
        request::{self, Status},
    },
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
    if today >= row.first_day && !corrects(&tx.actor, &target) {
        return Err(LeaveError::Begun);
    }
    let ledger = books::load(tx.db(), row.employment_id, row.leave_type_id).await?;
    let used = ledger.book.taken_by(of_request(row.id));
    let draw = Draw { employment: row.employment_id, leave_type: row.leave_type_id, request: row.id, today };
    draw.write(tx, Kind::Restore, &used).await?;
    close(tx, &row, Status::Cancelled).await?;
    tell_deciders(tx, &row).await?;
    Ok(())
}

/// Whoever approved it plans with somebody who now comes to work.
async fn tell_deciders(tx: &Tx, row: &request::Model) -> Result<(), DbErr> {
    let Some(case) = row.case_id else { return Ok(()) };
    let cards = heng_people::api::cards(tx.db(), &[row.employment_id], tx.actor.today()).await?;
    let applicant = cards.get(&row.employment_id).map(|card| card.name.clone()).unwrap_or_default();
    for person in heng_approval::api::deciders(tx.db(), case).await? {
        if tx.actor.person() == Some(person) {
            continue;
        }
        let key = format!("leave.cancelled:{}:{person}", row.id);
        let notice = NewNotice::new(person, "leave.cancelled", format!("/m/approvals/{case}"), key)
            .with("applicant", applicant.as_str())
            .with("first", row.first_day.to_string())
            .with("last", row.last_day.to_string())
            .with("days", hundredths_text(i64::from(row.quantity)));
        notify(tx, notice).await?;
    }
    Ok(())
}
