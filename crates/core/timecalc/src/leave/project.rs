//! A history of leave worked out from its facts.

use chrono::NaiveDate;
use heng_kernel::LeaveLotId;
use serde::{Deserialize, Serialize};

use super::{
    accrue::{Month, Year, due_up_front, monthly_total, months_of, of_month, reached, turning_days},
    book::Book,
    facts::{Adjustment, ExtraLot, LeaveFacts, Taking, Uncovered},
    lot::{Lot, LotKind, Movement, MovementKind},
    policy::{CarryEnd, Credit, LeavePolicy},
};
use crate::source::Source;

/// A history: the book, and what nothing was there for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Projection {
    /// Lots and movements up to the day asked for. Movements of the ends of lots are in it, so at any day all movements up to it
    /// add up to the balance on it.
    pub book: Book,
    /// Leave taken or held without cover, beyond what may be taken in advance.
    pub uncovered: Vec<Uncovered>,
}

/// Something that happens on a day. The order within a day: lots end and are carried, then the year's leave is given or changed,
/// other lots begin, corrections count, and last somebody is on leave.
#[derive(Clone, Copy, Debug)]
enum Event<'a> {
    Opens { year: usize },
    Credit { year: usize, month: Month },
    Settle { year: usize },
    Extra(&'a ExtraLot),
    Adjust(&'a Adjustment),
    Take(&'a Taking),
}

impl Event<'_> {
    const fn rank(&self) -> u8 {
        match self {
            Self::Opens { .. } => 0,
            Self::Settle { .. } => 1,
            Self::Credit { .. } => 2,
            Self::Extra(_) => 3,
            Self::Adjust(_) => 4,
            Self::Take(_) => 5,
        }
    }

    fn tie(&self) -> (Option<Source>, Option<LeaveLotId>, i64) {
        match self {
            Self::Extra(lot) => (None, Some(lot.id), lot.quantity),
            Self::Adjust(adjustment) => (Some(adjustment.source), None, adjustment.quantity),
            Self::Take(taking) => (Some(taking.source), None, taking.quantity),
            Self::Opens { .. } | Self::Credit { .. } | Self::Settle { .. } => (None, None, 0),
        }
    }
}

/// A lot on which something is left or may come.
#[derive(Clone, Copy, Debug)]
struct Open {
    lot: Lot,
    left: i64,
}

/// How far a year's entitlement has come.
#[derive(Clone, Copy, Debug)]
struct Running {
    year: Year,
    lot: LeaveLotId,
    /// Due so far, had no limit cut it.
    due: i64,
    /// Given so far.
    given: i64,
    /// Sum of the months, by their numerator.
    numerator: i128,
}

struct Run<'a> {
    policy: &'a LeavePolicy,
    facts: &'a LeaveFacts,
    reached: Vec<(NaiveDate, i64)>,
    years: Vec<Running>,
    open: Vec<Open>,
    book: Book,
    uncovered: Vec<Uncovered>,
    carried: u32,
}

/// Works out the history up to and including a day.
pub fn project(policy: &LeavePolicy, facts: &LeaveFacts, until: NaiveDate) -> Projection {
    let mut run = Run {
        policy,
        facts,
        reached: reached(policy, facts),
        years: Vec::with_capacity(12),
        open: Vec::with_capacity(4),
        book: Book { unit: policy.unit, order: policy.order, ..Book::default() },
        uncovered: Vec::new(),
        carried: 0,
    };
    let events = run.events(until);
    run.book.movements.reserve(events.len() + 16);
    for (on, event) in events {
        run.end_lots(on);
        run.apply(on, event);
    }
    run.end_lots(until);
    Projection { book: run.book, uncovered: run.uncovered }
}

impl<'a> Run<'a> {
    /// Everything that happens up to a day, in order.
    fn events(&mut self, until: NaiveDate) -> Vec<(NaiveDate, Event<'a>)> {
        let facts = self.facts;
        let mut events = Vec::with_capacity(facts.takings.len() + 16);
        let gone = facts.last_day.and_then(|last| last.succ_opt());
        let mut start = self.policy.year.start(facts.joined, facts.joined);
        while let Some(from) = start.filter(|from| *from <= until && gone.is_none_or(|gone| *from < gone)) {
            let Some(end) = self.policy.year.next(facts.joined, from) else { break };
            let (number, year) = (self.years.len(), Year { start: from, end });
            let lot = derived(from, 1, 0);
            self.years.push(Running { year, lot, due: 0, given: 0, numerator: 0 });
            events.push((from.max(facts.joined), Event::Opens { year: number }));
            if self.policy.credit != Credit::UpFront {
                let months = months_of(self.policy, facts, year);
                let paid = months.filter(|month| gone.is_none_or(|gone| month.credited_on < gone));
                events.extend(paid.map(|month| (month.credited_on, Event::Credit { year: number, month })));
            }
            let turns =
                turning_days(facts, &self.reached, year).into_iter().filter(|day| *day > facts.joined);
            events.extend(turns.map(|day| (day, Event::Settle { year: number })));
            start = Some(end);
        }
        events.extend(facts.lots.iter().map(|lot| (lot.from, Event::Extra(lot))));
        events.extend(facts.adjustments.iter().map(|adjustment| (adjustment.on, Event::Adjust(adjustment))));
        events.extend(facts.takings.iter().map(|taking| (taking.day, Event::Take(taking))));
        events.retain(|(on, _)| *on <= until);
        events.sort_by(|(a, x), (b, y)| {
            let first = a.cmp(b).then(x.rank().cmp(&y.rank()));
            first.then_with(|| x.tie().cmp(&y.tie()))
        });
        events
    }

    fn apply(&mut self, on: NaiveDate, event: Event<'a>) {
        match event {
            Event::Opens { year } => self.open_year(on, year),
            Event::Credit { year, month } => self.credit(on, year, month),
            Event::Settle { year } => self.settle(on, year),
            Event::Extra(extra) => {
                let lot = Lot { id: extra.id, kind: extra.kind, from: extra.from, to: extra.to };
                self.begin(lot);
                self.move_on(lot.id, MovementKind::Grant, extra.quantity, on, None, Some(extra.recorded_at));
            }
            Event::Adjust(adjustment) => {
                let current = self.years.iter().rev().find(|running| running.year.start <= on);
                if let Some(lot) = current.map(|running| running.lot) {
                    let (source, at) = (Some(adjustment.source), Some(adjustment.recorded_at));
                    self.move_on(lot, MovementKind::Adjust, adjustment.quantity, on, source, at);
                }
            }
            Event::Take(taking) => self.take(taking),
        }
    }

    fn open_year(&mut self, on: NaiveDate, number: usize) {
        let Some(running) = self.years.get(number).copied() else { return };
        let to = heng_calendar::months::after_months(running.year.start, self.policy.lives_months);
        self.begin(Lot { id: running.lot, kind: LotKind::Entitlement, from: on, to });
        if self.policy.credit == Credit::UpFront {
            self.raise_to(on, number, MovementKind::Grant, self.up_front(running.year, on));
        }
    }

    fn up_front(&self, year: Year, by: NaiveDate) -> i64 {
        due_up_front(self.policy, self.facts, &self.reached, year, by)
    }

    fn credit(&mut self, on: NaiveDate, number: usize, month: Month) {
        let part = of_month(self.policy, self.facts, &self.reached, month, on);
        let Some(running) = self.years.get_mut(number) else { return };
        running.numerator += part;
        let due = monthly_total(self.policy, running.numerator);
        self.raise_to(on, number, MovementKind::Accrue, due);
    }

    /// Something about the year changed: what is due by now is worked out anew.
    fn settle(&mut self, on: NaiveDate, number: usize) {
        let Some(running) = self.years.get(number).copied() else { return };
        let due = if self.policy.credit == Credit::UpFront {
            self.up_front(running.year, on)
        } else {
            let gone = self.facts.last_day.and_then(|last| last.succ_opt()).is_some_and(|gone| gone <= on);
            // A leaver's last month counts by its days, although its own day of credit is not reached.
            let counts = |month: &Month| month.credited_on < on || gone && month.start < on;
            let months = months_of(self.policy, self.facts, running.year).filter(counts);
            let part = |month: Month| {
                of_month(self.policy, self.facts, &self.reached, month, month.credited_on.max(on))
            };
            let numerator = months.map(part).sum();
            if let Some(running) = self.years.get_mut(number) {
                running.numerator = numerator;
            }
            monthly_total(self.policy, numerator)
        };
        self.raise_to(on, number, MovementKind::Settle, due);
    }

    /// Gives what is due by now beyond what was, but nothing above the limit of the balance; takes back only what was given.
    fn raise_to(&mut self, on: NaiveDate, number: usize, kind: MovementKind, due: i64) {
        let balance: i64 = self.open.iter().map(|open| open.left).sum();
        let room = self.policy.most.map_or(i64::MAX, |most| (most - balance).max(0));
        let Some(running) = self.years.get_mut(number) else { return };
        let more =
            if due >= running.due { (due - running.due).min(room) } else { (due - running.given).min(0) };
        running.due = due;
        running.given += more;
        let lot = running.lot;
        if more != 0 {
            self.move_on(lot, kind, more, on, None, None);
        }
    }

    /// Draws one day's leave from the open lots in the order of use; what is left goes on the year's lot as far as leave in
    /// advance is allowed.
    fn take(&mut self, taking: &Taking) {
        let kind = if taking.waits { MovementKind::Hold } else { MovementKind::Take };
        let (source, at) = (Some(taking.source), Some(taking.recorded_at));
        let mut needed = taking.quantity;
        for open in self.open.iter_mut().filter(|open| open.lot.holds_on(taking.day)) {
            let quantity = needed.min(open.left);
            if quantity > 0 {
                open.left -= quantity;
                needed -= quantity;
                let lot = open.lot.id;
                let movement = Movement {
                    lot,
                    kind,
                    quantity: -quantity,
                    effective_on: taking.day,
                    leave_day: Some(taking.day),
                    source,
                    recorded_at: at,
                };
                self.book.movements.push(movement);
            }
        }
        let owed = self.open.iter().map(|open| open.left.min(0)).sum::<i64>();
        let own = self
            .open
            .iter()
            .find(|open| open.lot.kind == LotKind::Entitlement && open.lot.holds_on(taking.day));
        let own = own.map(|open| open.lot.id);
        let ahead = needed.min((self.policy.advance + owed).max(0));
        if let Some(lot) = own.filter(|_| ahead > 0) {
            self.move_on(lot, kind, -ahead, taking.day, source, at);
            needed -= ahead;
        }
        if needed > 0 {
            self.uncovered.push(Uncovered { source: taking.source, day: taking.day, missing: needed });
        }
    }

    /// Ends the lots whose day has come, in the order of their ends: what is left is carried or gone.
    fn end_lots(&mut self, on: NaiveDate) {
        loop {
            let ended = self.open.iter().enumerate().filter_map(|(i, open)| open.lot.to.map(|to| (to, i)));
            let Some((to, index)) = ended.filter(|(to, _)| *to <= on).min() else { return };
            let open = self.open.remove(index);
            let kept = self.carry(&open, to);
            let gone = open.left - kept;
            if kept != 0 {
                self.write(open.lot.id, MovementKind::CarryOut, -kept, to);
            }
            if gone != 0 {
                self.write(open.lot.id, MovementKind::Expire, -gone, to);
            }
        }
    }

    /// How much of a lot goes into a new one; leave taken in advance is carried whole.
    fn carry(&mut self, open: &Open, on: NaiveDate) -> i64 {
        let Some(rule) = self.policy.carry else {
            // What was taken in advance is owed all the same.
            return self.owe(open, on);
        };
        if open.left <= 0 {
            return self.owe(open, on);
        }
        let generation = match open.lot.kind {
            LotKind::Entitlement => 0,
            LotKind::Carried(generation) => generation,
            LotKind::TimeOff | LotKind::Extra => return 0,
        };
        let gone = self.facts.last_day.is_some_and(|last| last < on);
        if generation >= rule.generations || gone {
            return 0;
        }
        let already: i64 = self
            .book
            .movements
            .iter()
            .rev()
            .take_while(|movement| movement.effective_on == on)
            .filter(|movement| movement.kind == MovementKind::CarryIn && movement.quantity > 0)
            .map(|movement| movement.quantity)
            .sum();
        let room = rule.most.map_or(i64::MAX, |most| (most - already).max(0));
        let kept = open.left.min(room);
        if kept > 0 {
            let to = match rule.end {
                CarryEnd::Never => None,
                CarryEnd::Months(months) => heng_calendar::months::after_months(on, months),
            };
            self.carried += 1;
            let lot = Lot {
                id: derived(on, 2, self.carried),
                kind: LotKind::Carried(generation + 1),
                from: on,
                to,
            };
            self.begin(lot);
            self.move_on(lot.id, MovementKind::CarryIn, kept, on, None, None);
        }
        kept
    }

    /// Leave taken in advance goes as a debt into the next year's lot, or, after the last, is written off.
    fn owe(&mut self, open: &Open, on: NaiveDate) -> i64 {
        let next = self.years.iter().find(|running| running.year.start == on).map(|running| running.lot);
        match next {
            Some(lot) if open.left < 0 => {
                // The year's lot opens on this very day, after the old ones have ended.
                self.write(lot, MovementKind::CarryIn, open.left, on);
                self.debts_of(lot, open.left);
                open.left
            }
            _ => 0,
        }
    }

    /// Remembers a debt for a lot that is about to open.
    fn debts_of(&mut self, lot: LeaveLotId, quantity: i64) {
        let to = self.years.iter().find(|running| running.lot == lot).map(|running| running.year);
        if let Some(year) = to {
            let lot = Lot { id: lot, kind: LotKind::Entitlement, from: year.start, to: None };
            self.open.push(Open { lot, left: quantity });
        }
    }

    /// Opens a lot in its place in the order of use.
    fn begin(&mut self, lot: Lot) {
        let debt = self.open.iter().position(|open| open.lot.id == lot.id);
        let left = debt.map_or(0, |index| self.open.remove(index).left);
        self.book.lots.push(lot);
        let key = self.policy.order.key(&lot);
        let place = self.open.partition_point(|open| self.policy.order.key(&open.lot) < key);
        self.open.insert(place, Open { lot, left });
    }

    /// Writes a movement and changes what is left of its lot.
    fn move_on(
        &mut self,
        lot: LeaveLotId,
        kind: MovementKind,
        quantity: i64,
        on: NaiveDate,
        source: Option<Source>,
        recorded_at: Option<chrono::DateTime<chrono::Utc>>,
    ) {
        if let Some(open) = self.open.iter_mut().find(|open| open.lot.id == lot) {
            open.left += quantity;
            let leave_day = kind.is_of_request().then_some(on);
            let movement = Movement { lot, kind, quantity, effective_on: on, leave_day, source, recorded_at };
            self.book.movements.push(movement);
        }
    }

    fn write(&mut self, lot: LeaveLotId, kind: MovementKind, quantity: i64, on: NaiveDate) {
        self.book.movements.push(Movement {
            lot,
            kind,
            quantity,
            effective_on: on,
            leave_day: None,
            source: None,
            recorded_at: None,
        });
    }
}

/// An id that says what a lot is: the day it belongs to, its kind, and a number.
fn derived(on: NaiveDate, kind: u64, number: u32) -> LeaveLotId {
    let day = u64::try_from((on - NaiveDate::MIN).num_days()).unwrap_or_default();
    let mut bytes = [0; 16];
    // Version and variant of the id stand in bytes 6 and 8, which stay clear of the parts.
    let (high, low) = (day << 32, (kind << 32) | u64::from(number));
    for (slot, byte) in bytes.iter_mut().zip(high.to_be_bytes().into_iter().chain(low.to_be_bytes())) {
        *slot = byte;
    }
    LeaveLotId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
