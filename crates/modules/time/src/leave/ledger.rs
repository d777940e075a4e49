//! The arithmetic of leave: what is left on which day, which lots a leave draws on, and why. Pure.
//!
//! Quantities are hundredths of a day. A lot counts on the days it holds; what is left of it when it ends is gone from
//! that day on, whether or not anything ran at midnight. Days are taken from the lot that ends first.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use heng_kernel::{
    Basis, Explanation, Input, LeaveLotId, LeaveMovementId, LeaveRequestId, Term, hundredths_text,
};
use serde_json::{Map, Value};

use super::entity::{lot::Source, movement::Kind};

/// Lots that ended longer ago than this are left out of explanations.
const REMEMBERED: Days = Days::new(366);

/// Leave given for some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lot {
    pub id: LeaveLotId,
    pub source: Source,
    pub from: NaiveDate,
    /// First day on which it no longer counts.
    pub to: Option<NaiveDate>,
}

impl Lot {
    fn holds_on(&self, day: NaiveDate) -> bool {
        day >= self.from && self.to.is_none_or(|to| day < to)
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Movement {
    pub id: LeaveMovementId,
    pub lot: LeaveLotId,
    pub kind: Kind,
    pub quantity: i64,
    pub effective_on: NaiveDate,
    pub request: Option<LeaveRequestId>,
    pub leave_day: Option<NaiveDate>,
    pub reason: Option<String>,
    pub recorded_at: DateTime<Utc>,
}

/// Part of a leave day drawn from one lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Portion {
    pub lot: LeaveLotId,
    pub day: NaiveDate,
    pub quantity: i64,
}

/// There is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    /// The first day that is not covered.
    pub day: NaiveDate,
    /// How much is missing over all days.
    pub missing: i64,
}

/// One employment's leave of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub lots: Vec<Lot>,
    pub movements: Vec<Movement>,
}

impl Ledger {
    /// What had happened by the end of a day, as far as it was known at an instant.
    pub fn known(&self, on: NaiveDate, at: Option<DateTime<Utc>>) -> Self {
        let counts = |m: &&Movement| m.effective_on <= on && at.is_none_or(|at| m.recorded_at <= at);
        Self { lots: self.lots.clone(), movements: self.movements.iter().filter(counts).cloned().collect() }
    }

    /// What may still be taken on a day: the sum over the lots that hold on it.
    pub fn balance(&self, on: NaiveDate) -> i64 {
        self.lots.iter().filter(|lot| lot.holds_on(on)).map(|lot| self.left(lot.id, None)).sum()
    }

    /// What is left of a lot, as if `without` had never been asked for.
    pub fn left(&self, lot: LeaveLotId, without: Option<LeaveRequestId>) -> i64 {
        let counts = |m: &&Movement| m.lot == lot && (without.is_none() || m.request != without);
        self.movements.iter().filter(counts).map(|m| m.quantity).sum()
    }

    /// Draws each day from the lots that hold on it, the one that ends first before the others.
    pub fn allocate(
        &self,
        days: impl IntoIterator<Item = (NaiveDate, i64)>,
        without: Option<LeaveRequestId>,
    ) -> Result<Vec<Portion>, Short> {
        let mut lots: Vec<(&Lot, i64)> =
            self.lots.iter().map(|lot| (lot, self.left(lot.id, without))).collect();
        lots.sort_by_key(|(lot, _)| (lot.to.unwrap_or(NaiveDate::MAX), lot.from, lot.id));
        let (mut portions, mut short) = (vec![], None::<Short>);
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
                let missing = short.map_or(0, |short| short.missing) + needed;
                short = Some(Short { day: short.map_or(day, |short| short.day), missing });
            }
        }
        short.map_or(Ok(portions), Err)
    }

    /// The portions a request still holds or uses.
    pub fn portions_of(&self, request: LeaveRequestId, taken: &[Kind]) -> Vec<Portion> {
        let mut sums: BTreeMap<(NaiveDate, LeaveLotId), i64> = BTreeMap::new();
        let mine = self.movements.iter().filter(|m| m.request == Some(request) && taken.contains(&m.kind));
        for movement in mine {
            let day = movement.leave_day.unwrap_or(movement.effective_on);
            *sums.entry((day, movement.lot)).or_default() -= movement.quantity;
        }
        let portion = |((day, lot), quantity)| Portion { lot, day, quantity };
        sums.into_iter().filter(|(_, quantity)| *quantity > 0).map(portion).collect()
    }

    /// Why the balance on a day is what it is. The signed terms add up to the value.
    pub fn explain(&self, on: NaiveDate) -> Explanation {
        let recent = |lot: &&Lot| {
            let gone = lot
                .to
                .and_then(|to| to.checked_add_days(REMEMBERED))
                .is_some_and(|forgotten| forgotten <= on);
            lot.from <= on && !gone
        };
        let mut lots: Vec<&Lot> = self.lots.iter().filter(recent).collect();
        lots.sort_by_key(|lot| (lot.from, lot.to.unwrap_or(NaiveDate::MAX), lot.id));
        let mut terms = vec![];
        for lot in &lots {
            terms.extend(self.given(lot));
        }
        terms.extend(self.drawn(&lots));
        for lot in lots.iter().filter(|lot| !lot.holds_on(on)) {
            terms.extend(self.lapsed(lot));
        }
        Explanation {
            label: "leave.balance".to_owned(),
            value: hundredths_text(self.balance(on)),
            unit: "day".to_owned(),
            terms,
            basis: Basis { rule: "leave.ledger".to_owned(), version: "1".to_owned(), source: None },
        }
    }

    fn given(&self, lot: &Lot) -> Vec<Term> {
        let label = match lot.source {
            Source::Entitlement => "leave.granted",
            Source::CarriedOver => "leave.carried_over",
            Source::Extra => "leave.extra",
        };
        let mine = self.movements.iter().filter(|m| m.lot == lot.id && m.request.is_none());
        mine.map(|movement| {
            let mut params = days_of(lot);
            if movement.kind == Kind::Grant {
                return term(label, movement.quantity, params, input("leave_lot", lot.id, Some(lot.from)));
            }
            params.insert("reason".to_owned(), movement.reason.clone().into());
            let fact = input("leave_movement", movement.id, Some(movement.effective_on));
            term("leave.adjusted", movement.quantity, params, fact)
        })
        .collect()
    }

    /// One term for each request that uses or holds something of these lots.
    fn drawn(&self, lots: &[&Lot]) -> Vec<Term> {
        let mut sums: BTreeMap<(LeaveRequestId, &'static str), (i64, Option<NaiveDate>)> = BTreeMap::new();
        for movement in self.movements.iter().filter(|m| lots.iter().any(|lot| lot.id == m.lot)) {
            let label = match movement.kind {
                Kind::Hold | Kind::Release => "leave.held",
                Kind::Consume | Kind::Restore => "leave.used",
                Kind::Grant | Kind::Adjust => continue,
            };
            let Some(request) = movement.request else { continue };
            let (sum, first) = sums.entry((request, label)).or_default();
            *sum += movement.quantity;
            *first = [*first, movement.leave_day].into_iter().flatten().min();
        }
        let drawn = sums.into_iter().filter(|(_, (sum, _))| *sum != 0);
        drawn
            .map(|((request, label), (sum, first))| {
                term(label, sum, Map::new(), input("leave_request", request, first))
            })
            .collect()
    }

    fn lapsed(&self, lot: &Lot) -> Option<Term> {
        let left = self.left(lot.id, None);
        let fact = input("leave_lot", lot.id, lot.to);
        (left != 0).then(|| term("leave.expired", -left, days_of(lot), fact))
    }
}

fn term(label: &str, quantity: i64, params: Map<String, Value>, input: Input) -> Term {
    Term {
        label: label.to_owned(),
        params,
        sign: if quantity < 0 { '-' } else { '+' },
        value: hundredths_text(quantity.saturating_abs()),
        unit: "day".to_owned(),
        input: Some(input),
    }
}

fn input(kind: &str, id: impl ToString, on: Option<NaiveDate>) -> Input {
    Input { kind: kind.to_owned(), id: id.to_string(), on }
}

fn days_of(lot: &Lot) -> Map<String, Value> {
    let mut params = Map::new();
    params.insert("first_day".to_owned(), lot.from.to_string().into());
    let last = lot.to.and_then(|to| to.pred_opt());
    params.insert("last_day".to_owned(), last.map(|day| day.to_string()).into());
    params
}
