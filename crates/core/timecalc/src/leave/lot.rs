//! Lots and movements.

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::LeaveLotId;
use serde::{Deserialize, Serialize};

use crate::source::Source;

/// In what a leave type is kept: never both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveUnit {
    /// Hundredths of a day.
    #[default]
    Day,
    /// Minutes.
    Minute,
}

/// Where a lot comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotKind {
    /// Left of an earlier lot; the number says how often it was carried.
    Carried(u8),
    /// What somebody is owed for the leave year.
    Entitlement,
    /// Time off for overtime.
    TimeOff,
    /// Given beyond that, or brought along from another system.
    Extra,
}

/// Leave that can be taken on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Its id. A projection derives it from what the lot is, so that it is the same on each replay of one history.
    pub id: LeaveLotId,
    /// Where it comes from.
    pub kind: LotKind,
    /// First day on which it can be taken.
    pub from: NaiveDate,
    /// First day on which it no longer can.
    pub to: Option<NaiveDate>,
}

impl Lot {
    /// Whether leave of a day can draw on it.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        day >= self.from && self.to.is_none_or(|to| day < to)
    }
}

/// What a movement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// The lot begins, or grows by what is due from a day on.
    Grant,
    /// A month's part of the year.
    Accrue,
    /// What is due changed: more service, an interruption, leaving.
    Settle,
    /// From the lot before.
    CarryIn,
    /// Into the lot after.
    CarryOut,
    /// Gone: the lot ended.
    Expire,
    /// Kept for a request that waits.
    Hold,
    /// Free again.
    Release,
    /// Used by an approved request.
    Take,
    /// Given back by a cancelled one.
    Restore,
    /// By hand.
    Adjust,
    /// Converted from another unit or day length.
    Convert,
}

impl MovementKind {
    /// Whether a request moves it.
    pub const fn is_of_request(self) -> bool {
        matches!(self, Self::Hold | Self::Release | Self::Take | Self::Restore)
    }

    /// Stable code of the words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grant => "leave.granted",
            Self::Accrue => "leave.accrued",
            Self::Settle => "leave.settled",
            Self::CarryIn => "leave.carried_over",
            Self::CarryOut => "leave.carried_out",
            Self::Expire => "leave.expired",
            Self::Hold | Self::Release => "leave.held",
            Self::Take | Self::Restore => "leave.used",
            Self::Adjust => "leave.adjusted",
            Self::Convert => "leave.converted",
        }
    }
}

/// A signed line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// On which lot.
    pub lot: LeaveLotId,
    /// What it does.
    pub kind: MovementKind,
    /// Signed quantity.
    pub quantity: i64,
    /// From which day on it counts.
    pub effective_on: NaiveDate,
    /// The day of leave it is for, where a request moves it: what is drawn ahead counts before that day.
    pub leave_day: Option<NaiveDate>,
    /// The request, line by hand or overtime behind it.
    pub source: Option<Source>,
    /// When it became known; a computed movement is always known.
    pub recorded_at: Option<DateTime<Utc>>,
}

/// Which lot a leave draws on first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UseOrder {
    /// The one that ends first.
    #[default]
    EndingFirst,
    /// The one that began first.
    OldestFirst,
    /// Carried leave, then the rest by their ends.
    CarriedFirst,
    /// The year's own leave, then the rest by their ends.
    EntitlementFirst,
}

impl UseOrder {
    /// A key by which lots sort into the order of use; ties go by begin and id, so the order is one for everybody.
    pub(crate) fn key(self, lot: &Lot) -> (u8, NaiveDate, NaiveDate, LeaveLotId) {
        let end = lot.to.unwrap_or(NaiveDate::MAX);
        let carried = matches!(lot.kind, LotKind::Carried(_));
        match self {
            Self::EndingFirst => (0, end, lot.from, lot.id),
            Self::OldestFirst => (0, lot.from, end, lot.id),
            Self::CarriedFirst => (u8::from(!carried), end, lot.from, lot.id),
            Self::EntitlementFirst => (u8::from(lot.kind != LotKind::Entitlement), end, lot.from, lot.id),
        }
    }
}
