//! What a history of leave is worked out from.

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{DateRange, LeaveLotId};
use serde::{Deserialize, Serialize};

use super::lot::LotKind;
use crate::source::Source;

/// Leave on one day, held or approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taking {
    /// The day.
    pub day: NaiveDate,
    /// How much, positive.
    pub quantity: i64,
    /// The request.
    pub source: Source,
    /// Whether it still waits for a decision: it holds the leave all the same.
    pub waits: bool,
    /// When it became known.
    pub recorded_at: DateTime<Utc>,
}

/// A change by hand of the leave of the year it falls in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// From which day on.
    pub on: NaiveDate,
    /// Signed quantity.
    pub quantity: i64,
    /// Who says so.
    pub source: Source,
    /// When it became known.
    pub recorded_at: DateTime<Utc>,
}

/// A lot beside the entitlement: time off for overtime, an opening balance, a gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraLot {
    /// Its id.
    pub id: LeaveLotId,
    /// [`LotKind::TimeOff`], [`LotKind::Extra`], or a carried lot of another system.
    pub kind: LotKind,
    /// How much.
    pub quantity: i64,
    /// First day on which it can be taken.
    pub from: NaiveDate,
    /// First day on which it no longer can.
    pub to: Option<NaiveDate>,
    /// When it became known.
    pub recorded_at: DateTime<Utc>,
}

/// From a day on, somebody works this share of full time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkShare {
    /// First day.
    pub from: NaiveDate,
    /// Parts per million of full time.
    pub ppm: i64,
}

/// The dated facts of one employment and one kind of leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveFacts {
    /// First day.
    pub joined: NaiveDate,
    /// Last day, once known.
    pub last_day: Option<NaiveDate>,
    /// Months of service before the first day that count for the steps.
    pub prior_months: u32,
    /// First day from which any is due at all (for annual leave, when twelve months without a break are full); that of the first
    /// step unless it lies later.
    #[serde(default)]
    pub qualifies_on: Option<NaiveDate>,
    /// Stretches in which nothing is earned, such as unpaid leave. In order, not overlapping.
    pub suspensions: Vec<DateRange>,
    /// Part-time, in order; full time before the first.
    pub shares: Vec<WorkShare>,
    /// Leave taken and held, in any order.
    pub takings: Vec<Taking>,
    /// Changes by hand, in any order.
    pub adjustments: Vec<Adjustment>,
    /// Lots beside the entitlement, in any order.
    pub lots: Vec<ExtraLot>,
}

impl LeaveFacts {
    /// Somebody who joins full time with so many months of service.
    pub const fn joining(joined: NaiveDate, prior_months: u32) -> Self {
        Self {
            joined,
            last_day: None,
            prior_months,
            qualifies_on: None,
            suspensions: Vec::new(),
            shares: Vec::new(),
            takings: Vec::new(),
            adjustments: Vec::new(),
            lots: Vec::new(),
        }
    }

    /// The facts as they were known at an instant.
    #[must_use]
    pub fn known(&self, at: DateTime<Utc>) -> Self {
        let mut facts = self.clone();
        facts.takings.retain(|taking| taking.recorded_at <= at);
        facts.adjustments.retain(|adjustment| adjustment.recorded_at <= at);
        facts.lots.retain(|lot| lot.recorded_at <= at);
        facts
    }
}

/// Leave for which nothing was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncovered {
    /// The request.
    pub source: Source,
    /// The day.
    pub day: NaiveDate,
    /// How much is missing.
    pub missing: i64,
}
