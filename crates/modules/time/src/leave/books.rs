//! Rows of the ledger as a book, and what the book decides as rows. No arithmetic: `heng_timecalc::leave` has it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use heng_db::Tx;
use heng_kernel::{EmploymentId, Explanation, LeaveMovementId, LeaveRequestId, LeaveTypeId};
use heng_timecalc::{
    Source, SourceKind,
    leave::{Book, Lot, LotKind, Movement, MovementKind, Portion},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{
    lot,
    movement::{self, Kind},
};

/// Version of the rules by which a balance is told.
const RULES: &str = "1";

/// One employment's leave of one type.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    pub book: Book,
    /// What was said with each line by hand, by its id. Words of people decide nothing: the book does without them.
    said: BTreeMap<String, String>,
}

impl Ledger {
    /// What was known at an instant; everything unless one is given.
    pub fn known(self, at: Option<DateTime<Utc>>) -> Self {
        match at {
            Some(at) => Self { book: self.book.known(at), ..self },
            None => self,
        }
    }

    /// Why the balance on a day is what it is, with the reasons of changes by hand.
    pub fn explain(&self, on: NaiveDate) -> Explanation {
        let mut told = self.book.explain(on, RULES, None);
        for term in &mut told.terms {
            let by_hand = term.input.as_ref().filter(|fact| fact.kind == SourceKind::LeaveMovement.code());
            if let Some(reason) = by_hand.and_then(|fact| self.said.get(&fact.id)) {
                term.params.insert("reason".to_owned(), reason.as_str().into());
            }
        }
        told
    }
}

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
    let lines = movement::Entity::find()
        .filter(movement::Column::EmploymentId.eq(employment))
        .filter(movement::Column::LeaveTypeId.eq(leave_type))
        .order_by_asc(movement::Column::Id)
        .all(db)
        .await?;
    let book = read(&lots, &lines);
    let said = lines.into_iter().filter_map(|row| Some((row.id.to_string(), row.reason?))).collect();
    Ok(Ledger { book, said })
}

/// The rows as a book: hundredths of a day, the lot that ends first drawn on first.
pub(crate) fn read(lots: &[lot::Model], lines: &[movement::Model]) -> Book {
    let lot =
        |row: &lot::Model| Lot { id: row.id, kind: row.source.into(), from: row.from_on, to: row.to_on };
    Book {
        lots: lots.iter().map(lot).collect(),
        movements: lines.iter().map(Movement::from).collect(),
        ..Book::default()
    }
}

/// A request as the book knows it.
pub(crate) const fn of_request(id: LeaveRequestId) -> Source {
    Source::new(SourceKind::LeaveRequest, id.0)
}

impl From<lot::Source> for LotKind {
    fn from(source: lot::Source) -> Self {
        match source {
            lot::Source::Entitlement => Self::Entitlement,
            // How often it was carried is not kept: whoever gave it had the last word on whether it may be.
            lot::Source::CarriedOver => Self::Carried(1),
            lot::Source::Extra => Self::Extra,
        }
    }
}

impl From<Kind> for MovementKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Grant => Self::Grant,
            Kind::Hold => Self::Hold,
            Kind::Release => Self::Release,
            Kind::Consume => Self::Take,
            Kind::Restore => Self::Restore,
            Kind::Adjust => Self::Adjust,
        }
    }
}

impl From<&movement::Model> for Movement {
    fn from(row: &movement::Model) -> Self {
        let by_hand = (row.kind == Kind::Adjust).then_some(Source::new(SourceKind::LeaveMovement, row.id.0));
        Self {
            lot: row.lot_id,
            kind: row.kind.into(),
            quantity: i64::from(row.quantity),
            effective_on: row.effective_on,
            leave_day: row.leave_day,
            source: row.request_id.map(of_request).or(by_hand),
            recorded_at: Some(row.recorded_at),
        }
    }
}

/// What a request does to the ledger.
pub(crate) struct Draw {
    pub employment: EmploymentId,
    pub leave_type: LeaveTypeId,
    pub request: LeaveRequestId,
    /// Today at the place of work.
    pub today: NaiveDate,
}

impl Draw {
    /// Adds one line for each portion.
    pub async fn write(&self, tx: &Tx, kind: Kind, portions: &[Portion]) -> Result<(), DbErr> {
        let rows = portions.iter().map(|portion| {
            let line = portion.line(kind.into(), of_request(self.request), self.today, tx.now);
            Ok(movement::ActiveModel {
                id: Set(tx.new_id::<LeaveMovementId>()),
                employment_id: Set(self.employment),
                leave_type_id: Set(self.leave_type),
                lot_id: Set(line.lot),
                kind: Set(kind),
                quantity: Set(column(line.quantity)?),
                effective_on: Set(line.effective_on),
                request_id: Set(Some(self.request)),
                leave_day: Set(line.leave_day),
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
