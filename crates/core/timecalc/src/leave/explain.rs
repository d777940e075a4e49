//! Why a balance is what it is, term by term.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use heng_kernel::{Basis, Explanation, Input, LeaveLotId, Term};

use super::{
    book::Book,
    length::written,
    lot::{LeaveUnit, Lot, LotKind, Movement, MovementKind},
};
use crate::source::Source;

/// Lots that ended longer ago than this are left out: their terms add up to nothing.
const REMEMBERED: Days = Days::new(366);

/// Terms with the same key are one line: its place, the day it is told by, its code, its lot, and the fact behind it.
type Line = (u8, Option<NaiveDate>, &'static str, Option<LeaveLotId>, Option<Source>);

impl Book {
    /// The waterfall behind the balance on a day: what was given and carried by lot, corrected, used and held by request, carried
    /// on and lost. The signed terms add up to the value. Lines by hand are told by their own ids; what was said with them is for
    /// whoever keeps the words.
    pub fn explain(&self, on: NaiveDate, version: &str, source: Option<&str>) -> Explanation {
        let forgotten =
            |lot: &Lot| lot.to.and_then(|to| to.checked_add_days(REMEMBERED)).is_some_and(|end| end <= on);
        let shown: BTreeMap<LeaveLotId, &Lot> = self
            .lots
            .iter()
            .filter(|lot| lot.from <= on && !forgotten(lot))
            .map(|lot| (lot.id, lot))
            .collect();
        // Each sum with the first day of leave behind it.
        let mut sums: BTreeMap<Line, (i64, Option<NaiveDate>)> = BTreeMap::new();
        let mut left: BTreeMap<LeaveLotId, i64> = BTreeMap::new();
        for movement in self.movements.iter().filter(|movement| movement.effective_on <= on) {
            let Some(lot) = shown.get(&movement.lot) else { continue };
            *left.entry(lot.id).or_default() += movement.quantity;
            let (sum, first) = sums.entry(line(movement, lot)).or_default();
            *sum += movement.quantity;
            *first = [*first, movement.leave_day].into_iter().flatten().min();
        }
        // A stored lot ends without a movement: what was left of it is gone all the same.
        for lot in shown.values().filter(|lot| !lot.holds_on(on)) {
            let rest = left.get(&lot.id).copied().unwrap_or_default();
            let ended: Line = (3, lot.to, MovementKind::Expire.code(), Some(lot.id), None);
            sums.entry(ended).or_default().0 -= rest;
        }
        let mut lines: Vec<(Line, i64)> = sums
            .into_iter()
            .filter(|(_, (sum, _))| *sum != 0)
            .map(|((place, day, code, lot, source), (sum, first))| {
                ((place, day.or(first), code, lot, source), sum)
            })
            .collect();
        lines.sort_unstable();
        let term = |((_, day, label, lot, source), quantity): (Line, i64)| {
            self.term(label, quantity, day, lot.and_then(|id| shown.get(&id).copied()), source)
        };
        Explanation {
            label: "leave.balance".to_owned(),
            value: written(self.balance(on), self.unit),
            unit: unit_code(self.unit).to_owned(),
            terms: lines.into_iter().map(term).collect(),
            basis: Basis {
                rule: "leave.ledger".to_owned(),
                version: version.to_owned(),
                source: source.map(str::to_owned),
            },
        }
    }

    fn term(
        &self,
        label: &str,
        quantity: i64,
        day: Option<NaiveDate>,
        lot: Option<&Lot>,
        source: Option<Source>,
    ) -> Term {
        let of_lot = |lot: &Lot| Input { kind: "leave_lot".to_owned(), id: lot.id.to_string(), on: day };
        let of_source = |source: Source| Input {
            kind: source.kind.code().to_owned(),
            id: source.id.to_string(),
            on: day,
        };
        let sign = if quantity < 0 { '-' } else { '+' };
        let amount = written(quantity.saturating_abs(), self.unit);
        let term = Term::new(sign, label, amount, unit_code(self.unit))
            .read_from(source.map(of_source).or_else(|| lot.map(of_lot)));
        let Some(lot) = lot else { return term };
        let last = lot.to.and_then(|to| to.pred_opt()).map(|day| day.to_string());
        term.with("first_day", lot.from.to_string()).with("last_day", last)
    }
}

/// The line a movement belongs to. The lines of a request have no day of their own: its first day of leave is found on the way.
const fn line(movement: &Movement, lot: &Lot) -> Line {
    let code = movement.kind.code();
    match movement.kind {
        MovementKind::Grant => (0, Some(lot.from), given(lot.kind), Some(lot.id), None),
        MovementKind::Accrue | MovementKind::CarryIn | MovementKind::Settle => {
            (0, Some(lot.from), code, Some(lot.id), None)
        }
        MovementKind::Adjust | MovementKind::Convert => {
            (1, Some(movement.effective_on), code, Some(lot.id), movement.source)
        }
        MovementKind::Take | MovementKind::Restore | MovementKind::Hold | MovementKind::Release => {
            (2, None, code, None, movement.source)
        }
        MovementKind::CarryOut | MovementKind::Expire => (3, lot.to, code, Some(lot.id), None),
    }
}

/// What a lot is given as: leave somebody brings along is carried, not owed for the year.
const fn given(kind: LotKind) -> &'static str {
    match kind {
        LotKind::Carried(_) => MovementKind::CarryIn.code(),
        LotKind::Extra => "leave.extra",
        LotKind::Entitlement | LotKind::TimeOff => MovementKind::Grant.code(),
    }
}

const fn unit_code(unit: LeaveUnit) -> &'static str {
    match unit {
        LeaveUnit::Day => "day",
        LeaveUnit::Minute => "minute",
    }
}
