//! The ledger of one person and one kind of leave.
//!
//! Two instants belong to each figure. *As of* a day counts what has taken effect by its end, on the lots that hold on it, so the
//! figure of a day stays what it was whatever is asked for, given or lost after it. *Known at* an instant leaves out what was
//! recorded later, so what somebody was told can be told again. A sum over all lines would be neither: leave of next month would
//! change today's past. Only what may still be promised ([`Book::left`], [`Book::allocate`]) looks at every line, also at those that
//! take effect later: a day is promised once.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::LeaveLotId;
use serde::{Deserialize, Serialize};

use super::lot::{LeaveUnit, Lot, Movement, MovementKind, UseOrder};
use crate::source::Source;

/// Lots and movements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// What the quantities are.
    pub unit: LeaveUnit,
    /// Which lot is drawn on first.
    pub order: UseOrder,
    /// The lots.
    pub lots: Vec<Lot>,
    /// The movements, in any order.
    pub movements: Vec<Movement>,
}

/// Part of a day's leave drawn from one lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portion {
    /// From which lot.
    pub lot: LeaveLotId,
    /// For which day.
    pub day: NaiveDate,
    /// How much.
    pub quantity: i64,
}

impl Portion {
    /// The line of the ledger by which a request holds or takes it, or gives it back. It counts from today on: who asked for a day
    /// of next month has one less now. For a day that is past it counts from that day on: that day's balance was wrong without it.
    pub fn line(self, kind: MovementKind, request: Source, today: NaiveDate, at: DateTime<Utc>) -> Movement {
        let sign = if matches!(kind, MovementKind::Hold | MovementKind::Take) { -1 } else { 1 };
        Movement {
            lot: self.lot,
            kind,
            quantity: sign * self.quantity,
            effective_on: self.day.min(today),
            leave_day: Some(self.day),
            source: Some(request),
            recorded_at: Some(at),
        }
    }
}

/// There is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Short {
    /// The first day that is not covered.
    pub day: NaiveDate,
    /// How much is missing over all days.
    pub missing: i64,
}

impl Book {
    /// What was known at an instant.
    #[must_use]
    pub fn known(&self, at: DateTime<Utc>) -> Self {
        let known = |movement: &&Movement| movement.recorded_at.is_none_or(|recorded| recorded <= at);
        let movements = self.movements.iter().filter(known).copied().collect();
        // A lot nobody knew of yet has no line left, and without one it counts nothing.
        Self { unit: self.unit, order: self.order, lots: self.lots.clone(), movements }
    }

    /// A lot by its id.
    pub fn lot(&self, id: LeaveLotId) -> Option<&Lot> {
        self.lots.iter().find(|lot| lot.id == id)
    }

    fn holds(&self, lot: LeaveLotId, on: NaiveDate) -> bool {
        self.lot(lot).is_some_and(|lot| lot.holds_on(on))
    }

    /// The balance at the end of a day: over the lots that hold on it, what had happened by then. What happens later, also an
    /// approved leave of next week that takes effect next week, is not in it; [`Book::free`] is what is left after that.
    pub fn balance(&self, on: NaiveDate) -> i64 {
        let counts = |movement: &&Movement| movement.effective_on <= on && self.holds(movement.lot, on);
        self.movements.iter().filter(counts).map(|movement| movement.quantity).sum()
    }

    /// How much less the balance on a day is once these portions are drawn, by that day: those of lots that do not hold on it change
    /// nothing.
    pub fn lowered_by(&self, portions: &[Portion], on: NaiveDate) -> i64 {
        portions.iter().filter(|portion| self.holds(portion.lot, on)).map(|portion| portion.quantity).sum()
    }

    /// What was put on a lot and taken off it again by hand: all that no request moved.
    pub fn given(&self, lot: LeaveLotId) -> i64 {
        let counts = |m: &&Movement| m.lot == lot && !m.kind.is_of_request() && !ends(m);
        self.movements.iter().filter(counts).map(|m| m.quantity).sum()
    }

    /// What is left of a lot after all its movements, past and to come, as if `without` had never been asked for. A lot whose
    /// end is written down as a movement counts as it was before its end.
    pub fn left(&self, lot: LeaveLotId, without: Option<Source>) -> i64 {
        let counts = |m: &&Movement| m.lot == lot && !ends(m) && (without.is_none() || m.source != without);
        self.movements.iter().filter(counts).map(|m| m.quantity).sum()
    }

    /// What may still be asked for on a day: over the lots that hold on it, what nothing has used or holds.
    pub fn free(&self, on: NaiveDate) -> i64 {
        self.lots.iter().filter(|lot| lot.holds_on(on)).map(|lot| self.left(lot.id, None).max(0)).sum()
    }

    /// Draws each day from the lots that hold on it, in the order of use; all of it or nothing.
    pub fn allocate(
        &self,
        days: impl IntoIterator<Item = (NaiveDate, i64)>,
        without: Option<Source>,
    ) -> Result<Vec<Portion>, Short> {
        let mut lots: Vec<(&Lot, i64)> =
            self.lots.iter().map(|lot| (lot, self.left(lot.id, without))).collect();
        lots.sort_by_key(|(lot, _)| self.order.key(lot));
        let (mut portions, mut short) = (Vec::new(), None::<Short>);
        for (day, mut needed) in days {
            for (lot, left) in lots.iter_mut().filter(|(lot, _)| lot.holds_on(day)) {
                let quantity = needed.min(*left);
                if quantity > 0 {
                    portions.push(Portion { lot: lot.id, day, quantity });
                    *left -= quantity;
                    needed -= quantity;
                }
            }
            if needed > 0 {
                let before = short.unwrap_or(Short { day, missing: 0 });
                short = Some(Short { missing: before.missing + needed, ..before });
            }
        }
        short.map_or(Ok(portions), Err)
    }

    /// What a request that waits still holds, by day and lot.
    pub fn held_by(&self, request: Source) -> Vec<Portion> {
        self.portions(request, [MovementKind::Hold, MovementKind::Release])
    }

    /// What an approved request uses and has not given back, by day and lot.
    pub fn taken_by(&self, request: Source) -> Vec<Portion> {
        self.portions(request, [MovementKind::Take, MovementKind::Restore])
    }

    fn portions(&self, request: Source, kinds: [MovementKind; 2]) -> Vec<Portion> {
        let mut sums: BTreeMap<(NaiveDate, LeaveLotId), i64> = BTreeMap::new();
        for movement in self.movements.iter().filter(|m| m.source == Some(request) && kinds.contains(&m.kind))
        {
            let day = movement.leave_day.unwrap_or(movement.effective_on);
            *sums.entry((day, movement.lot)).or_default() -= movement.quantity;
        }
        let portion = |((day, lot), quantity)| Portion { lot, day, quantity };
        sums.into_iter().filter(|(_, quantity)| *quantity > 0).map(portion).collect()
    }
}

/// Whether a movement only writes down that its lot has ended.
const fn ends(movement: &Movement) -> bool {
    matches!(movement.kind, MovementKind::Expire | MovementKind::CarryOut)
}
