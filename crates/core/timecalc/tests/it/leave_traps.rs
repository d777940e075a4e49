//! Traps of leave arithmetic, by their numbers.

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{DateRange, LeaveLotId};
use heng_timecalc::{
    Source, SourceKind,
    day::Rounding,
    leave::{
        Book, CarryEnd, CarryOver, Credit, Crossing, DayLength, ExtraLot, LeaveFacts, LeavePolicy, LeaveUnit,
        LeaveYear, LotKind, MovementKind, Proration, RoundTo, Step, Taking, UseOrder, WorkShare, available,
        project, replay,
    },
};
use uuid::Uuid;

use crate::world::{date, source};

pub fn at(day: &str) -> DateTime<Utc> {
    format!("{day}T08:00:00Z").parse().unwrap()
}

/// Ten days a calendar year, given up front, joiners by days, halves rounded down, nothing carried.
pub fn ten_days() -> LeavePolicy {
    LeavePolicy {
        version: "test@1".to_owned(),
        source: None,
        unit: LeaveUnit::Day,
        year: LeaveYear::Calendar,
        steps: vec![Step { from_months: 0, quantity: 1_000 }],
        crossing: Crossing::WholeYearFromThatDay,
        proration: Proration::Days { divisor: 365 },
        credit: Credit::UpFront,
        round: RoundTo { step: 50, rounding: Rounding::Down },
        lives_months: 12,
        carry: None,
        most: None,
        advance: 0,
        order: UseOrder::EndingFirst,
    }
}

pub fn carrying(most: i64, months: u32, generations: u8) -> LeavePolicy {
    let carry = CarryOver { most: Some(most), end: CarryEnd::Months(months), generations };
    LeavePolicy { carry: Some(carry), ..ten_days() }
}

pub fn request(number: u128) -> Source {
    source(SourceKind::LeaveRequest, number)
}

pub fn taking(day: &str, quantity: i64) -> Taking {
    let number = u128::try_from(date(day).signed_duration_since(date("2000-01-01")).num_days()).unwrap();
    Taking { day: date(day), quantity, source: request(number), waits: false, recorded_at: at(day) }
}

pub fn days(from: &str, count: u64) -> Vec<Taking> {
    (0..count).map(|n| taking(&(date(from) + chrono::Days::new(n)).to_string(), 100)).collect()
}

pub fn facts(joined: &str) -> LeaveFacts {
    LeaveFacts::joining(date(joined), 0)
}

pub fn balance(policy: &LeavePolicy, facts: &LeaveFacts, on: &str) -> i64 {
    project(policy, facts, date(on)).book.balance(date(on))
}

fn moved(book: &Book, kind: MovementKind) -> Vec<(NaiveDate, i64)> {
    book.movements.iter().filter(|m| m.kind == kind).map(|m| (m.effective_on, m.quantity)).collect()
}

#[test]
fn trap_21_carried_leave_is_used_first_and_only_what_is_left_of_it_ends() {
    // Five carried until the end of March, three used before, one after: two end, not five.
    let policy = carrying(500, 3, 1);
    let mut facts = facts("2024-01-01");
    facts.takings = days("2024-05-06", 5);
    facts.takings.extend(days("2025-03-03", 3));
    facts.takings.push(taking("2025-04-07", 100));
    let book = project(&policy, &facts, date("2025-12-31")).book;
    assert_eq!(moved(&book, MovementKind::CarryIn), [(date("2025-01-01"), 500)]);
    assert_eq!(moved(&book, MovementKind::Expire), [(date("2025-04-01"), -200)]);
    let on = |day: &str| balance(&policy, &facts, day);
    assert_eq!((on("2024-12-31"), on("2025-01-01"), on("2025-03-31")), (500, 1_500, 1_200));
    assert_eq!((on("2025-04-01"), on("2025-04-07")), (1_000, 900));
}

#[test]
fn trap_21_the_cap_cuts_what_is_carried_and_a_second_generation_only_where_allowed() {
    let left = |policy: &LeavePolicy| {
        let book = project(policy, &facts("2023-01-01"), date("2026-01-01")).book;
        let kinds: Vec<_> =
            book.lots.iter().filter(|lot| lot.holds_on(date("2026-01-01"))).map(|lot| lot.kind).collect();
        (book.balance(date("2025-01-01")), kinds)
    };
    let (balance, kinds) = left(&carrying(300, 12, 1));
    assert_eq!(balance, 1_300, "ten of the year and three of ten carried");
    assert_eq!(kinds, [LotKind::Carried(1), LotKind::Entitlement]);
    let (_, kinds) = left(&carrying(2_000, 12, 1));
    assert_eq!(
        kinds,
        [LotKind::Carried(1), LotKind::Entitlement],
        "room is no reason for a second generation"
    );
    let (balance, kinds) = left(&carrying(2_000, 12, 2));
    assert_eq!(balance, 3_000);
    assert!(kinds.contains(&LotKind::Carried(2)) && kinds.contains(&LotKind::Carried(1)), "{kinds:?}");
    assert!(!kinds.contains(&LotKind::Carried(3)));
}

#[test]
fn trap_21_the_order_of_use_is_a_choice() {
    let used = |order| {
        let policy = LeavePolicy { order, ..carrying(500, 24, 1) };
        let mut facts = facts("2024-01-01");
        facts.takings = days("2025-02-03", 1);
        let book = project(&policy, &facts, date("2025-02-28")).book;
        let lot = book.movements.iter().find(|m| m.kind == MovementKind::Take).unwrap().lot;
        book.lots.iter().find(|l| l.id == lot).unwrap().kind
    };
    assert_eq!(used(UseOrder::EndingFirst), LotKind::Entitlement, "it ends in 2025, the carried lot in 2026");
    assert_eq!(used(UseOrder::CarriedFirst), LotKind::Carried(1));
    assert_eq!(used(UseOrder::EntitlementFirst), LotKind::Entitlement);
    let oldest = ExtraLot {
        id: LeaveLotId(Uuid::from_u128(5)),
        kind: LotKind::Extra,
        quantity: 100,
        from: date("2024-12-01"),
        to: None,
        recorded_at: at("2024-12-01"),
    };
    let policy = LeavePolicy { order: UseOrder::OldestFirst, ..ten_days() };
    let mut facts = facts("2024-01-01");
    facts.lots.push(oldest);
    facts.takings = days("2025-02-03", 1);
    let book = project(&policy, &facts, date("2025-02-28")).book;
    assert_eq!(book.movements.iter().find(|m| m.kind == MovementKind::Take).unwrap().lot, oldest.id);
}

#[test]
fn trap_22_what_ends_and_what_is_earned_are_facts_of_a_date_not_jobs() {
    let policy = LeavePolicy { credit: Credit::MonthEnd, ..carrying(500, 3, 1) };
    let facts = facts("2024-01-01");
    // Nobody asked for years: the answer is the same as if somebody had asked each day.
    let once = project(&policy, &facts, date("2026-06-15")).book;
    for day in date("2025-12-20").iter_days().take(120) {
        assert_eq!(once.balance(day), project(&policy, &facts, day).book.balance(day), "{day}");
    }
    assert_eq!(balance(&policy, &facts, "2024-01-30"), 0);
    assert_eq!(balance(&policy, &facts, "2024-06-30"), 500, "six of twelve months");
}

#[test]
fn trap_23_leave_dated_back_before_a_closed_carry_over_is_replayed_with_its_difference() {
    let policy = carrying(500, 3, 1);
    let mut late = facts("2024-01-01");
    late.takings = days("2024-05-06", 5);
    let before = project(&policy, &late, date("2025-12-31"));
    assert_eq!(before.book.balance(date("2025-01-01")), 1_500);
    late.takings.extend(days("2024-12-02", 2));
    let replayed = replay(&before, &policy, &late, date("2025-12-31"));
    assert_eq!(replayed.after.book.balance(date("2025-01-01")), 1_300);
    let kinds = |list: &[heng_timecalc::leave::Movement]| {
        list.iter().map(|m| (m.kind, m.quantity)).collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&replayed.gone),
        [(MovementKind::CarryIn, 500), (MovementKind::CarryOut, -500), (MovementKind::Expire, -500)]
    );
    assert_eq!(
        kinds(&replayed.new),
        [
            (MovementKind::Take, -100),
            (MovementKind::Take, -100),
            (MovementKind::CarryIn, 300),
            (MovementKind::CarryOut, -300),
            (MovementKind::Expire, -300),
        ]
    );
    let changed: Vec<_> = replayed.balances.iter().map(|c| (c.on.to_string(), c.before, c.after)).collect();
    assert_eq!(changed[0], ("2024-12-02".to_owned(), 500, 400));
    assert!(changed.contains(&("2025-01-01".to_owned(), 1_500, 1_300)));
    assert_eq!(replayed.after.book.balance(date("2025-04-01")), 1_000, "after the end both histories meet");
}

#[test]
fn trap_24_a_step_of_service_in_mid_year_counts_as_the_rule_says() {
    let steps = vec![
        Step { from_months: 12, quantity: 500 },
        Step { from_months: 120, quantity: 1_000 },
        Step { from_months: 240, quantity: 1_500 },
    ];
    let round = RoundTo { step: 100, rounding: Rounding::Down };
    let policy = |crossing| LeavePolicy { steps: steps.clone(), crossing, round, ..ten_days() };
    // Ten years of service on 1 July 2026.
    let facts = LeaveFacts::joining(date("2020-07-01"), 48);
    let on = |crossing, day: &str| balance(&policy(crossing), &facts, day);
    for crossing in [Crossing::WholeYearFromThatDay, Crossing::ByDays, Crossing::NextYear] {
        assert_eq!(on(crossing, "2026-06-30"), 500, "{crossing:?}");
    }
    assert_eq!(on(Crossing::WholeYearFromThatDay, "2026-07-01"), 1_000);
    assert_eq!(on(Crossing::ByDays, "2026-07-01"), 700, "(181 x 5 + 184 x 10) / 365 = 7.52");
    assert_eq!(on(Crossing::NextYear, "2026-12-31"), 500);
    assert_eq!(on(Crossing::NextYear, "2027-01-01"), 1_000);
}

#[test]
fn trap_25_nineteen_days_by_months_are_nineteen_at_the_end_and_nothing_drifts() {
    let steps = vec![Step { from_months: 0, quantity: 1_900 }];
    let policy = LeavePolicy { steps, credit: Credit::MonthEnd, ..ten_days() };
    let facts = facts("2025-01-01");
    let monthly: Vec<i64> = (1..=12)
        .map(|month| {
            balance(
                &policy,
                &facts,
                &heng_calendar::months::day_in_month(2025, month, 31).unwrap().to_string(),
            )
        })
        .collect();
    assert_eq!(monthly[..4], [150, 300, 450, 600]);
    assert_eq!((monthly[5], monthly[11]), (950, 1_900));
    let fine = LeavePolicy { round: RoundTo { step: 1, rounding: Rounding::Nearest }, ..policy };
    assert_eq!(balance(&fine, &facts, "2025-11-30"), 1_742, "1.58 a month would be 17.38");
    assert_eq!(balance(&fine, &facts, "2025-12-31"), 1_900);
}

#[test]
fn trap_25_joiners_leavers_interruptions_and_part_time_change_what_is_due() {
    let policy = ten_days();
    assert_eq!(balance(&policy, &facts("2025-07-01"), "2025-12-31"), 500, "184 / 365 x 10 = 5.04");
    let mut leaver = facts("2020-01-01");
    leaver.last_day = Some(date("2025-06-30"));
    assert_eq!(balance(&policy, &leaver, "2025-06-30"), 1_000, "the year as it was known on the last day");
    assert_eq!(balance(&policy, &leaver, "2025-07-01"), 450, "181 / 365 x 10 = 4.95");
    assert_eq!(balance(&policy, &leaver, "2026-02-01"), 0, "and no new year begins");
    let mut away = facts("2020-01-01");
    away.suspensions = vec![DateRange::from_days(date("2025-03-01"), date("2025-05-31")).unwrap()];
    assert_eq!(balance(&policy, &away, "2025-05-31"), 1_000);
    assert_eq!(balance(&policy, &away, "2025-06-01"), 700, "273 / 365 x 10 = 7.47");
    let mut half = facts("2020-01-01");
    half.shares = vec![WorkShare { from: date("2025-07-01"), ppm: 500_000 }];
    assert_eq!(balance(&policy, &half, "2025-06-30"), 1_000);
    assert_eq!(balance(&policy, &half, "2025-07-01"), 700, "(181 + 92) / 365 x 10 = 7.47");
    assert_eq!(balance(&policy, &half, "2026-01-01"), 500);
    // Hired after the last full month of the year: a day's worth, not the whole year.
    let monthly = LeavePolicy {
        credit: Credit::MonthEnd,
        round: RoundTo { step: 1, rounding: Rounding::Down },
        ..ten_days()
    };
    assert_eq!(balance(&monthly, &facts("2025-12-30"), "2025-12-31"), 5, "2 / 31 of a twelfth");
    let mut leaving = facts("2025-01-01");
    leaving.last_day = Some(date("2025-02-14"));
    assert_eq!(balance(&monthly, &leaving, "2025-02-15"), 125, "one month and half of February");
}

#[test]
fn trap_26_a_request_over_two_leave_years_draws_each_day_from_its_own_year() {
    let policy = ten_days();
    let mut facts = facts("2024-01-01");
    facts.takings = days("2025-12-30", 4);
    let book = project(&policy, &facts, date("2026-01-31")).book;
    assert_eq!((book.balance(date("2025-12-31")), book.balance(date("2026-01-02"))), (800, 800));
    let stored = Book {
        movements: book.movements.iter().filter(|m| m.kind == MovementKind::Grant).copied().collect(),
        ..book
    };
    let portions = stored.allocate([(date("2025-12-31"), 100), (date("2026-01-01"), 100)], None).unwrap();
    assert_ne!(portions[0].lot, portions[1].lot);
}

#[test]
fn trap_27_what_waits_holds_its_days_and_the_last_day_is_given_once() {
    let policy = ten_days();
    let mut facts = facts("2025-01-01");
    facts.takings = days("2025-09-01", 9).into_iter().map(|t| Taking { waits: true, ..t }).collect();
    let ask = |facts: &LeaveFacts, on: &str| available(&policy, facts, date(on), 50, 2_000);
    assert_eq!(ask(&facts, "2025-06-02"), 100, "nine of ten days wait for a decision");
    facts.takings.push(taking("2025-06-02", 100));
    assert_eq!(ask(&facts, "2025-06-03"), 0);
    assert_eq!(balance(&policy, &facts, "2025-06-30"), 900, "the balance of June does not know September");
    facts.takings.push(taking("2025-11-03", 100));
    let uncovered = project(&policy, &facts, date("2025-12-31")).uncovered;
    assert_eq!((uncovered.len(), uncovered[0].day, uncovered[0].missing), (1, date("2025-11-03"), 100));
}

#[test]
fn trap_27_future_leave_past_the_carry_over_reserves_nothing_of_this_year() {
    let policy = carrying(500, 3, 1);
    let mut facts = facts("2025-01-01");
    facts.takings = days("2026-05-04", 5);
    // Ten of 2026 cover the five of May 2026; all ten of 2025 are free in 2025.
    assert_eq!(available(&policy, &facts, date("2025-11-03"), 50, 3_000), 1_000);
    // Fifteen asked for in February 2026 need what is carried: taking from it now would uncover them.
    facts.takings = days("2026-02-02", 15);
    assert_eq!(available(&policy, &facts, date("2025-11-03"), 50, 3_000), 500);
}

#[test]
fn trap_28_cancelling_works_when_the_balance_is_negative_and_advances_become_a_debt() {
    let policy = LeavePolicy { advance: 300, credit: Credit::MonthEnd, ..ten_days() };
    let mut facts = facts("2025-01-01");
    facts.takings = days("2025-01-06", 3);
    assert_eq!(balance(&policy, &facts, "2025-01-10"), -300);
    facts.takings.push(taking("2025-01-13", 100));
    let uncovered = project(&policy, &facts, date("2025-01-20")).uncovered;
    assert_eq!(
        uncovered.iter().map(|u| u.missing).sum::<i64>(),
        100,
        "beyond three days nothing is advanced"
    );
    facts.takings.truncate(2);
    assert_eq!(balance(&policy, &facts, "2025-01-10"), -200, "cancelled: one day back");
    // All of 2025 taken in advance by November and three more: the debt opens 2026.
    let mut owing = LeaveFacts { takings: days("2025-03-03", 10), ..facts.clone() };
    let policy = LeavePolicy { advance: 1_000, ..policy };
    owing.takings.extend(days("2025-12-01", 2));
    assert_eq!(balance(&policy, &owing, "2025-12-31"), -200);
    assert_eq!(balance(&policy, &owing, "2026-01-01"), -200);
    assert_eq!(
        balance(&policy, &owing, "2026-12-30"),
        700,
        "eleven of twelve months less the debt, rounded down to halves"
    );
}

#[test]
fn trap_29_leave_years_from_29_february_and_months_from_the_31st_do_not_drift() {
    let policy = LeavePolicy { year: LeaveYear::Anniversary, ..ten_days() };
    let facts = facts("2024-02-29");
    let book = project(&policy, &facts, date("2028-03-01")).book;
    let starts: Vec<_> = book.lots.iter().map(|lot| lot.from.to_string()).collect();
    assert_eq!(starts, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
    assert_eq!(book.balance(date("2027-02-28")), 1_000);
    let monthly =
        LeavePolicy { year: LeaveYear::From { month: 1, day: 31 }, credit: Credit::MonthStart, ..ten_days() };
    let facts = LeaveFacts::joining(date("2025-01-31"), 0);
    let credited: Vec<_> = project(&monthly, &facts, date("2025-05-31"))
        .book
        .movements
        .iter()
        .map(|m| m.effective_on.to_string())
        .collect();
    assert_eq!(credited, ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]);
}

#[test]
fn trap_31_hours_of_leave_for_days_of_different_lengths() {
    let (eight, seven) = (DayLength::new(480).unwrap(), DayLength::new(450).unwrap());
    assert_eq!(eight.to_minutes(150, Rounding::Nearest).quantity, 720);
    assert_eq!(seven.to_minutes(150, Rounding::Nearest).quantity, 675);
    assert_eq!(seven.change_to(eight, 4_500, Rounding::Nearest).quantity, 4_800, "ten days stay ten days");
    // Eight single hours of an eight-hour day are one day, although one is 12.5 hundredths.
    let drawn: Vec<i64> = (0..8).map(|hour| eight.draw(hour * 60, 60)).collect();
    assert_eq!(drawn.iter().sum::<i64>(), 100);
    assert_eq!(&drawn[..2], [13, 12]);
    let odd = seven.to_hundredths(100, Rounding::Down);
    assert_eq!((odd.quantity, odd.lost), (22, (100, 450)), "what is lost is told: 0.22 of a hundredth");
    assert_eq!(eight.to_minutes(-1, Rounding::Nearest).quantity, -5, "a debt is rounded as a credit is");
    assert!(DayLength::new(0).is_none());
}
