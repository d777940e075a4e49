//! Giving leave, and correcting it by hand.

use chrono::NaiveDate;
use heng_access::{Denied, Permission, Target};
use heng_db::{Tx, audit::Change};
use heng_kernel::{DateRange, EmploymentId, LeaveLotId, LeaveMovementId};
use sea_orm::{ActiveModelTrait, DbErr, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::{
    LeaveError,
    ask::{LONGEST_REASON, today_at_work},
    books,
    entity::{
        lot::{self, Source},
        movement::{self, Kind},
    },
    queries,
};

/// Most lots given in one unit of work.
const MOST_AT_ONCE: usize = 500;
/// Ten years of days: more is a slip of the hand.
const MOST: i64 = 366_000;

/// Leave to give.
#[derive(Clone, Debug)]
pub struct Grant {
    /// To whom.
    pub employment: EmploymentId,
    /// Code of the leave type.
    pub leave_type: String,
    /// Hundredths of a day.
    pub quantity: i64,
    /// First day on which it can be taken.
    pub first_day: NaiveDate,
    /// Last day on which it can be taken; none when it does not end.
    pub last_day: Option<NaiveDate>,
    /// Where it comes from.
    pub source: Source,
    /// Why, in words.
    pub reason: String,
}

/// Gives one lot.
pub async fn grant(tx: &Tx, cmd: &Grant) -> Result<LeaveLotId, LeaveError> {
    let target = may_adjust(tx, cmd.employment).await?;
    let (id, after) = give(tx, cmd, &target).await?;
    tx.audit(Change::new("leave.grant", "leave_lot", id).about(cmd.employment).after(after)).await?;
    Ok(id)
}

/// Gives many lots or none; one audit row counts them.
pub async fn grant_many(tx: &Tx, cmds: &[Grant]) -> Result<Vec<LeaveLotId>, LeaveError> {
    if cmds.len() > MOST_AT_ONCE {
        return Err(LeaveError::TooMany { most: MOST_AT_ONCE });
    }
    let mut given = vec![];
    for cmd in cmds {
        let target = may_adjust(tx, cmd.employment).await?;
        given.push(give(tx, cmd, &target).await?.0);
    }
    let total: i64 = cmds.iter().map(|cmd| cmd.quantity).sum();
    let after = json!({ "lots": given, "count": given.len(), "quantity": total });
    let first = given.first().map(ToString::to_string).unwrap_or_default();
    tx.audit(Change::new("leave.grant_many", "leave_lot", first).bulk().after(after)).await?;
    Ok(given)
}

/// Whose leave may be changed by hand: not one's own, whatever one's roles.
async fn may_adjust(tx: &Tx, employment: EmploymentId) -> Result<Target, LeaveError> {
    let target = heng_scope::target(tx.db(), employment, tx.actor.today()).await?;
    tx.actor.require(Permission::LeaveAdjust, &target)?;
    if tx.actor.owns(&target) { Err(LeaveError::OwnBalance) } else { Ok(target) }
}

async fn give(tx: &Tx, cmd: &Grant, target: &Target) -> Result<(LeaveLotId, serde_json::Value), LeaveError> {
    if cmd.quantity <= 0 || cmd.quantity > MOST {
        return Err(LeaveError::BadQuantity);
    }
    let reason = said(&cmd.reason)?;
    let kind = queries::type_by_code(tx.db(), &cmd.leave_type).await?.ok_or(LeaveError::UnknownType)?;
    let days = match cmd.last_day {
        Some(last) => DateRange::from_days(cmd.first_day, last).map_err(|_| LeaveError::Backward)?,
        None => DateRange::open(cmd.first_day),
    };
    let row = lot::Model {
        id: tx.new_id(),
        employment_id: cmd.employment,
        company_id: target.company.ok_or(Denied::Hidden)?,
        leave_type_id: kind.id,
        source: cmd.source,
        from_on: days.from(),
        to_on: days.to(),
        reason: reason.to_owned(),
        granted_by: tx.actor.account(),
        granted_at: tx.now,
    };
    lot::ActiveModel::from(row.clone()).reset_all().insert(tx.db()).await?;
    note(tx, &row, Kind::Grant, cmd.quantity, row.from_on, None).await?;
    let after = json!({
        "leave_type": kind.code, "quantity": cmd.quantity, "first_day": cmd.first_day, "last_day": cmd.last_day,
        "source": cmd.source, "reason": reason,
    });
    Ok((row.id, after))
}

/// A change of a lot by hand.
#[derive(Clone, Debug)]
pub(crate) struct Adjust {
    pub lot: LeaveLotId,
    /// Hundredths of a day, signed.
    pub quantity: i64,
    pub reason: String,
    /// Take more than is left. Meant, not a slip of the hand: leave was taken that should not have been given.
    pub allow_negative: bool,
}

/// Adds a signed movement to a lot. The one way a balance can become negative, and only when that is said.
pub(crate) async fn adjust(tx: &Tx, cmd: &Adjust) -> Result<LeaveMovementId, LeaveError> {
    let row = lot::Entity::find_by_id(cmd.lot).one(tx.db()).await?;
    let whose = row.as_ref().map_or(EmploymentId(Uuid::nil()), |row| row.employment_id);
    let target = heng_scope::target(tx.db(), whose, tx.actor.today()).await?.record(Permission::LeaveRead);
    tx.actor.require(Permission::LeaveAdjust, &target)?;
    let row = row.ok_or(Denied::Hidden)?;
    if tx.actor.owns(&target) {
        return Err(LeaveError::OwnBalance);
    }
    if cmd.quantity == 0 || !(-MOST..=MOST).contains(&cmd.quantity) {
        return Err(LeaveError::BadQuantity);
    }
    let reason = said(&cmd.reason)?;
    if cmd.quantity < 0 && !cmd.allow_negative {
        let left = books::load(tx.db(), row.employment_id, row.leave_type_id).await?.book.left(row.id, None);
        if left + cmd.quantity < 0 {
            return Err(LeaveError::BelowDrawn { left });
        }
    }
    let today = today_at_work(tx, row.employment_id).await?;
    let id = note(tx, &row, Kind::Adjust, cmd.quantity, today.max(row.from_on), Some(reason)).await?;
    let after = json!({
        "lot": row.id, "quantity": cmd.quantity, "reason": reason, "allow_negative": cmd.allow_negative,
    });
    tx.audit(Change::new("leave.adjust", "leave_movement", id).about(row.employment_id).after(after)).await?;
    Ok(id)
}

async fn note(
    tx: &Tx,
    lot: &lot::Model,
    kind: Kind,
    quantity: i64,
    effective_on: NaiveDate,
    reason: Option<&str>,
) -> Result<LeaveMovementId, DbErr> {
    let row = movement::Model {
        id: tx.new_id(),
        employment_id: lot.employment_id,
        leave_type_id: lot.leave_type_id,
        lot_id: lot.id,
        kind,
        quantity: books::column(quantity)?,
        effective_on,
        request_id: None,
        leave_day: None,
        reason: reason.map(ToOwned::to_owned),
        recorded_by: tx.actor.account(),
        recorded_at: tx.now,
    };
    let id = row.id;
    movement::ActiveModel::from(row).reset_all().insert(tx.db()).await?;
    Ok(id)
}

fn said(reason: &str) -> Result<&str, LeaveError> {
    match reason.trim() {
        "" => Err(LeaveError::NoReason),
        long if long.chars().count() > LONGEST_REASON => Err(LeaveError::LongReason { most: LONGEST_REASON }),
        text => Ok(text),
    }
}
