//! The ledger of one person and one kind of leave.

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::LeaveLotId;
use serde::{Deserialize, Serialize};

use super::lot::{LeaveUnit, Lot, Movement, UseOrder};
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
        Self {
            movements: self.movements.iter().filter(known).copied().collect(),
            ..self.clone_without_movements()
        }
    }

    fn clone_without_movements(&self) -> Self {
        Self { unit: self.unit, order: self.order, lots: self.lots.clone(), movements: Vec::new() }
    }

    /// The balance at the end of a day: over the lots that hold on it, what had happened by then. What happens later, also an
    /// approved leave of next week, is not in it; [`Book::free`] is what is left after that.
    pub fn balance(&self, on: NaiveDate) -> i64 {
        let holds = |id: LeaveLotId| self.lots.iter().any(|lot| lot.id == id && lot.holds_on(on));
        let counts = |movement: &&Movement| movement.effective_on <= on && holds(movement.lot);
        self.movements.iter().filter(counts).map(|movement| movement.quantity).sum()
    }

    /// What is left of a lot after all its movements, past and to come, as if `without` had never been asked for. A lot whose
    /// end is written down as a movement counts as it was before its end.
    pub fn left(&self, lot: LeaveLotId, without: Option<Source>) -> i64 {
        let ends = |m: &Movement| {
            matches!(m.kind, super::lot::MovementKind::Expire | super::lot::MovementKind::CarryOut)
        };
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
}
