//! The ledger as a store keeps it: lots with their ends, lines that are only ever added, each known from an instant on.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use heng_kernel::{Explanation, LeaveLotId};
use heng_timecalc::{
    Source, SourceKind,
    leave::{Book, Lot, LotKind, Movement, MovementKind},
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    leave_traps::{at, request},
    world::{date, fewer, source},
};

const FIRST: &str = "2026-03-02";

fn lot_id(number: u128) -> LeaveLotId {
    LeaveLotId(Uuid::from_u128(number))
}

/// A book, written as its users do, line by line.
#[derive(Clone, Debug, Default)]
struct Store {
    book: Book,
    numbers: u128,
}

impl Store {
    fn number(&mut self) -> u128 {
        self.numbers += 1;
        self.numbers
    }

    fn give(
        &mut self,
        kind: LotKind,
        quantity: i64,
        days: (NaiveDate, Option<NaiveDate>),
        at: DateTime<Utc>,
    ) -> LeaveLotId {
        let id = lot_id(self.number());
        self.book.lots.push(Lot { id, kind, from: days.0, to: days.1 });
        self.by_hand(id, MovementKind::Grant, quantity, days.0, None, at);
        id
    }

    fn correct(&mut self, lot: LeaveLotId, quantity: i64, on: NaiveDate, at: DateTime<Utc>) -> Source {
        let line = source(SourceKind::LeaveMovement, self.number());
        self.by_hand(lot, MovementKind::Adjust, quantity, on, Some(line), at);
        line
    }

    fn by_hand(
        &mut self,
        lot: LeaveLotId,
        kind: MovementKind,
        quantity: i64,
        on: NaiveDate,
        source: Option<Source>,
        at: DateTime<Utc>,
    ) {
        let recorded_at = Some(at);
        self.book.movements.push(Movement {
            lot,
            kind,
            quantity,
            effective_on: on,
            leave_day: None,
            source,
            recorded_at,
        });
    }

    /// Holds whole days; `false` when there is not enough.
    fn ask(&mut self, request: Source, days: &[NaiveDate], now: (NaiveDate, DateTime<Utc>)) -> bool {
        let Ok(portions) = self.book.allocate(days.iter().map(|day| (*day, 100)), None) else { return false };
        let lines = portions.into_iter().map(|p| p.line(MovementKind::Hold, request, now.0, now.1));
        self.book.movements.extend(lines);
        true
    }

    /// Frees what is held and, when approved, takes the days anew.
    fn decide(&mut self, request: Source, approve: bool, now: (NaiveDate, DateTime<Utc>)) -> bool {
        let held = self.book.held_by(request);
        let days = held.iter().map(|p| (p.day, p.quantity));
        let taken = if approve { self.book.allocate(days, Some(request)) } else { Ok(vec![]) };
        let Ok(taken) = taken else { return false };
        let free = held.into_iter().map(|p| p.line(MovementKind::Release, request, now.0, now.1));
        let take = taken.into_iter().map(|p| p.line(MovementKind::Take, request, now.0, now.1));
        self.book.movements.extend(free.chain(take));
        true
    }

    fn cancel(&mut self, request: Source, now: (NaiveDate, DateTime<Utc>)) {
        let back = self.book.taken_by(request).into_iter();
        self.book.movements.extend(back.map(|p| p.line(MovementKind::Restore, request, now.0, now.1)));
    }
}

/// Somebody with five days of 2026 and two carried until the end of March, as of 2 March.
fn two_lots() -> (Store, LeaveLotId, LeaveLotId) {
    let mut store = Store::default();
    let days = |from: &str, to: &str| (date(from), Some(date(to)));
    let year = store.give(LotKind::Entitlement, 500, days("2026-01-01", "2027-01-01"), at("2026-01-01"));
    let carried = store.give(LotKind::Carried(1), 200, days("2026-01-01", "2026-04-01"), at("2026-01-01"));
    (store, year, carried)
}

fn told(why: &Explanation) -> Vec<String> {
    why.terms.iter().map(|t| format!("{} {}{}", t.label, t.sign, t.value)).collect()
}

#[test]
fn what_is_held_is_gone_from_the_day_of_asking_on_and_leave_of_a_past_day_from_that_day_on() {
    let (mut store, ..) = two_lots();
    let now = (date(FIRST), at(FIRST));
    assert!(store.ask(request(1), &[date("2026-03-09")], now));
    assert!(store.ask(request(2), &[date("2026-02-10")], now));
    let balance = |day: &str| store.book.balance(date(day));
    assert_eq!((balance("2026-02-09"), balance("2026-02-10")), (700, 600), "the past day itself");
    assert_eq!((balance("2026-03-01"), balance(FIRST)), (600, 500), "asked for on 2 March");
    let lines: Vec<_> = store.book.movements.iter().filter(|m| m.kind == MovementKind::Hold).collect();
    assert_eq!(lines[0].leave_day, Some(date("2026-03-09")), "and for which day it is known");
}

#[test]
fn what_is_not_known_yet_does_not_count_and_what_was_known_is_told_again() {
    let (mut store, year, _) = two_lots();
    let before = store.book.clone();
    store.correct(year, -100, date("2026-02-01"), at("2026-03-02"));
    assert_eq!(store.book.balance(date("2026-02-01")), 600, "dated back");
    let then = store.book.known(at("2026-03-02") - Duration::microseconds(1));
    assert_eq!(then, before, "a moment before it was recorded");
    assert_eq!(store.book.known(at("2026-03-02")), store.book, "at that very moment it is known");
    assert_eq!(store.book.known(at("2025-12-31")).balance(date("2026-03-02")), 0);
    assert!(store.book.known(at("2025-12-31")).explain(date("2026-03-02"), "1", None).terms.is_empty());
}

#[test]
fn a_day_is_drawn_from_the_lot_that_ends_first_and_only_while_it_holds() {
    let (store, year, carried) = two_lots();
    let days = ["2026-03-30", "2026-03-31", "2026-04-01"].map(|day| (date(day), 100));
    let drawn = store.book.allocate(days, None).unwrap();
    assert_eq!(drawn.iter().map(|p| p.lot).collect::<Vec<_>>(), [carried, carried, year]);
    let lowered = |day: &str| store.book.lowered_by(&drawn, date(day));
    assert_eq!((lowered("2026-03-31"), lowered("2026-04-01")), (300, 100), "what has ended is no loss");
    let mut later = store.clone();
    later.give(LotKind::Extra, 100, (date("2026-02-01"), Some(date("2026-03-31"))), at("2026-02-01"));
    let first = later.book.allocate([(date("2026-03-30"), 100)], None).unwrap();
    assert!(![year, carried].contains(&first[0].lot), "begun last, ends first");
}

#[test]
fn a_decided_request_holds_nothing_and_a_cancelled_one_uses_nothing() {
    let (mut store, year, carried) = two_lots();
    let now = (date(FIRST), at(FIRST));
    let days = ["2026-03-31", "2026-04-01"].map(date);
    assert!(store.ask(request(1), &days, now));
    let held = store.book.held_by(request(1));
    assert_eq!(
        held.iter().map(|p| (p.lot, p.day, p.quantity)).collect::<Vec<_>>(),
        [(carried, days[0], 100), (year, days[1], 100),]
    );
    assert_eq!((store.book.left(year, None), store.book.left(year, Some(request(1)))), (400, 500));
    assert!(store.decide(request(1), true, now));
    assert_eq!((store.book.held_by(request(1)), store.book.taken_by(request(1))), (vec![], held));
    assert_eq!(store.book.given(year), 500, "what a request moves is not given");
    store.cancel(request(1), now);
    assert_eq!((store.book.taken_by(request(1)), store.book.left(carried, None)), (vec![], 200));
}

#[test]
fn lots_corrections_requests_and_ends_are_told_in_this_order_each_with_its_fact() {
    let (mut store, year, _) = two_lots();
    store.give(LotKind::Extra, 50, (date("2026-02-01"), None), at("2026-02-01"));
    let line = store.correct(year, -100, date("2026-03-01"), at("2026-03-01"));
    let now = (date(FIRST), at(FIRST));
    assert!(store.ask(request(2), &[date("2026-03-05")], now));
    assert!(store.decide(request(2), true, now));
    assert!(store.ask(request(1), &[date("2026-04-07"), date("2026-04-08")], now));
    let why = store.book.explain(date("2026-04-01"), "1", None);
    assert_eq!(
        told(&why),
        [
            "leave.carried_over +2",
            "leave.granted +5",
            "leave.extra +0.5",
            "leave.adjusted -1",
            "leave.used -1",
            "leave.held -2",
            "leave.expired -1",
        ]
    );
    assert_eq!(why.value, "2.5");
    let facts: Vec<_> = why.terms.iter().map(|t| t.input.as_ref().unwrap()).collect();
    assert_eq!((facts[3].kind.as_str(), facts[3].id.clone()), ("leave_movement", line.id.to_string()));
    assert_eq!((facts[5].kind.as_str(), facts[5].on), ("leave_request", Some(date("2026-04-07"))));
    assert_eq!((facts[6].kind.as_str(), facts[6].on), ("leave_lot", Some(date("2026-04-01"))));
    assert_eq!(why.terms[2].params["last_day"], serde_json::Value::Null);
}

#[derive(Clone, Debug)]
enum Op {
    Give { kind: LotKind, halves: i64, from: i64, length: Option<i64> },
    Correct { which: usize, halves: i64 },
    Ask { in_days: i64, length: i64 },
    Decide { which: usize, approve: bool },
    Cancel { which: usize },
}

fn op() -> impl Strategy<Value = Op> {
    let kind = prop_oneof![Just(LotKind::Entitlement), Just(LotKind::Carried(1)), Just(LotKind::Extra)];
    prop_oneof![
        3 => (kind, 1i64..12, -40i64..10, proptest::option::weighted(0.8, 5i64..120))
            .prop_map(|(kind, halves, from, length)| Op::Give { kind, halves, from, length }),
        1 => (0usize..6, -3i64..4).prop_map(|(which, halves)| Op::Correct { which, halves }),
        4 => (-20i64..40, 1i64..6).prop_map(|(in_days, length)| Op::Ask { in_days, length }),
        4 => (0usize..6, any::<bool>()).prop_map(|(which, approve)| Op::Decide { which, approve }),
        1 => (0usize..6).prop_map(|which| Op::Cancel { which }),
    ]
}

fn apply(store: &mut Store, asked: &mut Vec<Source>, op: &Op, now: (NaiveDate, DateTime<Utc>)) {
    let on = |days: i64| now.0 + Duration::days(days);
    let one = |which: usize| (!asked.is_empty()).then(|| asked[which % asked.len()]);
    match op {
        Op::Give { kind, halves, from, length } => {
            store.give(*kind, halves * 50, (on(*from), length.map(|length| on(from + length))), now.1);
        }
        Op::Correct { which, halves } if *halves != 0 && !store.book.lots.is_empty() => {
            let lot = store.book.lots[which % store.book.lots.len()];
            store.correct(lot.id, halves * 50, now.0.max(lot.from), now.1);
        }
        Op::Correct { .. } => {}
        Op::Ask { in_days, length } => {
            let days: Vec<_> = on(*in_days).iter_days().take(usize::try_from(*length).unwrap()).collect();
            let request = request(10_000 + store.number());
            if store.ask(request, &days, now) {
                asked.push(request);
            }
        }
        Op::Decide { which, approve } => {
            if let Some(request) = one(*which) {
                store.decide(request, *approve, now);
            }
        }
        Op::Cancel { which } => {
            if let Some(request) = one(*which) {
                store.cancel(request, now);
            }
        }
    }
}

/// The signed terms of an explanation in hundredths.
fn sum(why: &Explanation) -> i64 {
    let hundredths = |text: &str| -> i64 {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{rest:0<2}").parse().unwrap()
    };
    why.terms.iter().map(|t| if t.sign == '-' { -hundredths(&t.value) } else { hundredths(&t.value) }).sum()
}

/// Lot by lot, line by line.
fn replayed(book: &Book, on: NaiveDate) -> i64 {
    let mut balance = 0;
    for lot in book.lots.iter().filter(|lot| lot.from <= on && lot.to.is_none_or(|to| to > on)) {
        for line in book.movements.iter().filter(|line| line.lot == lot.id && line.effective_on <= on) {
            balance += line.quantity;
        }
    }
    balance
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn a_stored_balance_is_the_replay_of_its_lines_and_the_sum_of_its_terms(ops in proptest::collection::vec(op(), 1..24)) {
        let (mut store, mut asked) = (Store::default(), Vec::new());
        let (mut today, mut instant) = (date(FIRST), at(FIRST));
        let mut corrected = false;
        for op in ops {
            let before = store.book.clone();
            let lines = before.movements.len();
            apply(&mut store, &mut asked, &op, (today, instant));
            corrected |= matches!(op, Op::Correct { .. });
            let book = &store.book;
            for day in (today - Duration::days(60)).iter_days().take(240).step_by(7) {
                prop_assert_eq!(book.balance(day), replayed(book, day), "{:?} as of {}", &op, day);
                let why = book.explain(day, "1", None);
                prop_assert_eq!(sum(&why), book.balance(day), "{:?} as of {}: {:?}", &op, day, told(&why));
            }
            // As of a day before everything that was added, nothing has changed; nor in what was known before.
            if let Some(first) = book.movements[lines..].iter().map(|line| line.effective_on).min() {
                let eve = first - Duration::days(1);
                prop_assert_eq!(book.balance(eve), before.balance(eve), "{:?}", &op);
                prop_assert_eq!(book.explain(eve, "1", None), before.explain(eve, "1", None), "{:?}", &op);
            }
            let known = book.known(instant - Duration::microseconds(1));
            prop_assert_eq!(&known.movements, &before.movements);
            for day in [today - Duration::days(9), today, today + Duration::days(30)] {
                prop_assert_eq!(known.balance(day), before.balance(day));
                prop_assert_eq!(known.explain(day, "1", None), before.explain(day, "1", None));
            }
            // What was promised is there, unless somebody took it away by hand.
            prop_assert!(corrected || book.lots.iter().all(|lot| book.left(lot.id, None) >= 0), "{:?}", &op);
            for request in &asked {
                let (held, taken) = (book.held_by(*request), book.taken_by(*request));
                prop_assert!(held.is_empty() || taken.is_empty(), "{:?} waits and is approved", request);
            }
            let mut mixed = book.clone();
            mixed.lots.reverse();
            mixed.movements.reverse();
            prop_assert_eq!(mixed.explain(today, "1", None), book.explain(today, "1", None), "order makes no difference");
            today += Duration::days(2);
            instant += Duration::days(2);
        }
    }
}
