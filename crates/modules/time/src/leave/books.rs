//! The ledger between its rows and its arithmetic.

use heng_db::Tx;
use heng_kernel::{EmploymentId, LeaveMovementId, LeaveRequestId, LeaveTypeId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    entity::{
        lot,
        movement::{self, Kind},
    },
    ledger::{Ledger, Lot, Movement, Portion},
};

/// What somebody has of one type.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    leave_type: LeaveTypeId,
) -> Result<Ledger, DbErr> {
    let lots = lot::Entity::find()
        .filter(lot::Column::EmploymentId.eq(employment))
        .filter(lot::Column::LeaveTypeId.eq(leave_type))
        .all(db)
        .await?;
    let movements = movement::Entity::find()
        .filter(movement::Column::EmploymentId.eq(employment))
        .filter(movement::Column::LeaveTypeId.eq(leave_type))
        .order_by_asc(movement::Column::Id)
        .all(db)
        .await?;
    Ok(Ledger {
        lots: lots
            .into_iter()
            .map(|row| Lot { id: row.id, source: row.source, from: row.from_on, to: row.to_on })
            .collect(),
        movements: movements.into_iter().map(read).collect(),
    })
}

fn read(row: movement::Model) -> Movement {
    Movement {
        id: row.id,
        lot: row.lot_id,
        kind: row.kind,
        quantity: i64::from(row.quantity),
        effective_on: row.effective_on,
        request: row.request_id,
        leave_day: row.leave_day,
        reason: row.reason,
        recorded_at: row.recorded_at,
    }
}

/// What a request does to the ledger.
pub(crate) struct Draw {
    pub employment: EmploymentId,
    pub leave_type: LeaveTypeId,
    pub request: LeaveRequestId,
    /// Today at the place of work. What is taken of days that are past counts from those days on.
    pub today: NaiveDate,
}

impl Draw {
    /// Adds one movement for each portion: taken for `hold` and `consume`, given back otherwise.
    pub async fn write(&self, tx: &Tx, kind: Kind, portions: &[Portion]) -> Result<(), DbErr> {
        let sign = if matches!(kind, Kind::Hold | Kind::Consume) { -1 } else { 1 };
        let rows = portions.iter().map(|portion| {
            Ok(movement::ActiveModel {
                id: Set(tx.new_id::<LeaveMovementId>()),
                employment_id: Set(self.employment),
                leave_type_id: Set(self.leave_type),
                lot_id: Set(portion.lot),
                kind: Set(kind),
                quantity: Set(column(portion.quantity * sign)?),
                effective_on: Set(portion.day.min(self.today)),
                request_id: Set(Some(self.request)),
                leave_day: Set(Some(portion.day)),
                reason: Set(None),
                recorded_by: Set(tx.actor.account()),
                recorded_at: Set(tx.now),
            })
        });
        let rows = rows.collect::<Result<Vec<_>, DbErr>>()?;
        if rows.is_empty() {
            return Ok(());
        }
        movement::Entity::insert_many(rows).exec_without_returning(tx.db()).await.map(|_| ())
    }
}

/// A quantity as the column keeps it.
pub(crate) fn column(quantity: i64) -> Result<i32, DbErr> {
    i32::try_from(quantity).map_err(|_| DbErr::Custom("a quantity of leave is out of range".to_owned()))
}
