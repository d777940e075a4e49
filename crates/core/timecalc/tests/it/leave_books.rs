//! Limits, corrections, opening balances, stored books, and the terms behind a balance.

use heng_kernel::LeaveLotId;
use heng_timecalc::{
    SourceKind,
    leave::{Adjustment, Book, Credit, ExtraLot, LeavePolicy, LotKind, MovementKind, project},
};
use uuid::Uuid;

use crate::{
    leave_traps::{at, balance, carrying, days, facts, taking, ten_days},
    world::{date, source},
};

#[test]
fn a_limit_on_the_balance_stops_the_earning_until_something_is_used() {
    let policy = LeavePolicy { credit: Credit::MonthEnd, most: Some(600), ..carrying(10_000, 120, 9) };
    let mut facts = facts("2025-01-01");
    assert_eq!(balance(&policy, &facts, "2025-12-31"), 600);
    facts.takings = days("2025-09-01", 2);
    assert_eq!(balance(&policy, &facts, "2025-09-29"), 400);
    assert_eq!(balance(&policy, &facts, "2025-12-31"), 600, "two days used, then earned again");
}

#[test]
fn corrections_and_opening_balances_are_facts_like_others() {
    let policy = ten_days();
    let mut facts = facts("2025-01-01");
    facts.lots.push(ExtraLot {
        id: LeaveLotId(Uuid::from_u128(9)),
        kind: LotKind::Carried(1),
        quantity: 250,
        from: date("2025-01-01"),
        to: Some(date("2025-04-01")),
        recorded_at: at("2025-01-05"),
    });
    let by = source(SourceKind::LeaveRequest, 3);
    facts.adjustments.push(Adjustment {
        on: date("2025-02-01"),
        quantity: -100,
        source: by,
        recorded_at: at("2025-02-01"),
    });
    assert_eq!(
        (balance(&policy, &facts, "2025-01-31"), balance(&policy, &facts, "2025-02-01")),
        (1_250, 1_150)
    );
    assert_eq!(balance(&policy, &facts, "2025-04-01"), 900);
    let known = facts.known(at("2025-01-20"));
    assert_eq!(balance(&policy, &known, "2025-04-01"), 1_000, "as it was known in January");
}

#[test]
fn a_stored_book_answers_as_the_projection_does() {
    let policy = carrying(500, 3, 1);
    let mut facts = facts("2024-01-01");
    facts.takings = days("2024-05-06", 7);
    let book = project(&policy, &facts, date("2025-06-30")).book;
    // A store keeps lots with their ends, no movements of ends.
    let ends = [MovementKind::Expire, MovementKind::CarryOut];
    let stored = Book {
        movements: book.movements.iter().filter(|m| !ends.contains(&m.kind)).copied().collect(),
        ..book.clone()
    };
    for day in date("2024-01-01").iter_days().take(500) {
        assert_eq!(stored.balance(day), book.balance(day), "{day}");
        assert_eq!(stored.free(day), book.free(day), "{day}");
    }
    let used = book.movements.iter().find(|m| m.kind == MovementKind::Take).unwrap().source;
    let lot = book.lots[0].id;
    assert_eq!(
        (stored.left(lot, None), stored.left(lot, used)),
        (300, 400),
        "as if that day had not been asked for"
    );
    let short = stored.allocate([(date("2024-06-03"), 200), (date("2024-06-04"), 300)], None).unwrap_err();
    assert_eq!((short.day, short.missing), (date("2024-06-04"), 200));
}

#[test]
fn why_7_5_is_answered_term_by_term() {
    let policy = carrying(500, 3, 1);
    let mut facts = facts("2024-01-01");
    facts.takings = days("2024-05-06", 7);
    facts.takings.push(taking("2025-02-03", 100));
    facts.takings.push(taking("2025-05-06", 250));
    let book = project(&policy, &facts, date("2025-12-31")).book;
    let why = book.explain(date("2025-06-30"), "test@1", None);
    assert_eq!(why.value, "7.5");
    let told: Vec<_> = why.terms.iter().map(|t| format!("{} {}{}", t.label, t.sign, t.value)).collect();
    assert!(told.contains(&"leave.carried_over +3".to_owned()), "{told:?}");
    assert!(told.contains(&"leave.expired -2".to_owned()), "{told:?}");
    assert!(told.contains(&"leave.used -2.5".to_owned()), "{told:?}");
    let request = why.terms.iter().find(|t| t.value == "2.5").unwrap().input.as_ref().unwrap();
    assert_eq!(request.kind, "leave_request");
}

#[test]
fn what_a_limit_cut_off_is_not_taken_back_from_a_leaver() {
    let policy = LeavePolicy { most: Some(600), ..ten_days() };
    let mut facts = facts("2020-01-01");
    facts.last_day = Some(date("2025-06-30"));
    assert_eq!(balance(&policy, &facts, "2025-06-30"), 600);
    assert_eq!(
        balance(&policy, &facts, "2025-07-01"),
        450,
        "181 / 365 x 10 = 4.95 of the six that were given"
    );
    facts.last_day = Some(date("2025-11-30"));
    assert_eq!(balance(&policy, &facts, "2025-12-01"), 600, "9.15 are due: nothing of the six is too much");
}
