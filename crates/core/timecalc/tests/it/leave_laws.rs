//! What holds for any history of leave.

use chrono::{Duration, NaiveDate};
use heng_kernel::DateRange;
use heng_timecalc::{
    day::Rounding,
    leave::{
        Adjustment, Credit, Crossing, LeaveFacts, LeavePolicy, LeaveYear, MovementKind, Proration, RoundTo,
        Step, Taking, UseOrder, available, project, replay,
    },
};
use proptest::prelude::*;

use crate::{
    leave_traps::{at, carrying, request, ten_days},
    world::{date, fewer},
};

fn day() -> impl Strategy<Value = NaiveDate> {
    (0i64..1_400).prop_map(|days| date("2022-06-01") + Duration::days(days))
}

fn policy() -> impl Strategy<Value = LeavePolicy> {
    let year = prop_oneof![
        Just(LeaveYear::Calendar),
        Just(LeaveYear::Anniversary),
        Just(LeaveYear::From { month: 4, day: 1 })
    ];
    let credit = prop_oneof![Just(Credit::UpFront), Just(Credit::MonthEnd), Just(Credit::MonthStart)];
    let crossing =
        prop_oneof![Just(Crossing::WholeYearFromThatDay), Just(Crossing::ByDays), Just(Crossing::NextYear)];
    let proration = prop_oneof![
        Just(Proration::None),
        Just(Proration::Days { divisor: 365 }),
        Just(Proration::DaysOfYear)
    ];
    let order = prop_oneof![
        Just(UseOrder::EndingFirst),
        Just(UseOrder::CarriedFirst),
        Just(UseOrder::OldestFirst),
        Just(UseOrder::EntitlementFirst)
    ];
    let rounding = prop_oneof![Just(Rounding::Down), Just(Rounding::Nearest), Just(Rounding::Up)];
    let rest = (
        rounding,
        prop_oneof![Just(1i64), Just(50), Just(100)],
        0i64..400,
        proptest::option::of(500i64..2_000),
    );
    (year, credit, crossing, proration, order, (1u32..24, 0u8..4, any::<bool>()), rest).prop_map(
        |(
            year,
            credit,
            crossing,
            proration,
            order,
            (months, generations, carries),
            (rounding, step, advance, most),
        )| {
            let base = carrying(600, months, generations);
            LeavePolicy {
                year,
                credit,
                crossing,
                proration,
                order,
                steps: vec![
                    Step { from_months: 0, quantity: 700 },
                    Step { from_months: 24, quantity: 1_300 },
                ],
                round: RoundTo { step, rounding },
                carry: base.carry.filter(|_| carries),
                advance,
                most,
                ..ten_days()
            }
        },
    )
}

fn facts() -> impl Strategy<Value = LeaveFacts> {
    let taken =
        (day(), 1i64..6, any::<bool>(), 1u128..1_000).prop_map(|(day, halves, waits, number)| Taking {
            day,
            quantity: halves * 50,
            source: request(number),
            waits,
            recorded_at: at(&day.to_string()),
        });
    let adjusted = (day(), -4i64..5, 2_000u128..3_000).prop_map(|(on, halves, number)| Adjustment {
        on,
        quantity: halves * 50,
        source: request(number),
        recorded_at: at(&on.to_string()),
    });
    let off = (day(), 1i64..120)
        .prop_map(|(from, days)| DateRange::from_days(from, from + Duration::days(days)).unwrap());
    (
        0i64..200,
        0u32..30,
        proptest::option::of(day()),
        proptest::collection::vec(taken, 0..14),
        proptest::collection::vec(adjusted, 0..3),
        proptest::option::of(off),
    )
        .prop_map(|(joined, prior, left, takings, adjustments, off)| {
            let mut facts = LeaveFacts::joining(date("2022-02-01") + Duration::days(joined), prior);
            facts.last_day = left.filter(|left| *left > facts.joined);
            facts.takings = takings;
            facts.adjustments = adjustments;
            facts.suspensions = off.into_iter().collect();
            facts
        })
}

const END: &str = "2026-06-30";

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn replaying_a_history_reproduces_it_whatever_the_order_of_its_facts(policy in policy(), facts in facts()) {
        let once = project(&policy, &facts, date(END));
        let mut mixed = facts.clone();
        mixed.takings.reverse();
        mixed.adjustments.reverse();
        let again = replay(&once, &policy, &mixed, date(END));
        prop_assert_eq!(&again.after, &once);
        prop_assert!(again.gone.is_empty() && again.new.is_empty() && again.balances.is_empty());
    }

    #[test]
    fn the_movements_up_to_a_day_add_up_to_the_balance_of_that_day(policy in policy(), facts in facts(), on in day()) {
        let book = project(&policy, &facts, date(END)).book;
        let sum: i64 = book.movements.iter().filter(|m| m.effective_on <= on).map(|m| m.quantity).sum();
        prop_assert_eq!(book.balance(on), sum);
        let why = book.explain(on, "test@1", None);
        let hundredths = |text: &str| -> i64 {
            let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
            format!("{whole}{rest:0<2}").parse().unwrap()
        };
        let told: i64 = why.terms.iter().map(|t| if t.sign == '-' { -hundredths(&t.value) } else { hundredths(&t.value) }).sum();
        prop_assert_eq!(told, sum);
    }

    #[test]
    fn the_balance_before_an_event_ignores_it(policy in policy(), facts in facts(), event in day(), before in 1i64..400) {
        let on = event - Duration::days(before);
        let plain = project(&policy, &facts, date(END)).book.balance(on);
        let mut known = facts.clone();
        known.takings.push(Taking { day: event, quantity: 100, source: request(7_777), waits: false, recorded_at: at(END) });
        prop_assert_eq!(project(&policy, &known, date(END)).book.balance(on), plain, "leave taken later");
        let mut known = facts.clone();
        known.adjustments.push(Adjustment { on: event, quantity: 250, source: request(7_778), recorded_at: at(END) });
        prop_assert_eq!(project(&policy, &known, date(END)).book.balance(on), plain, "a correction later");
        if facts.last_day.is_none() && event > facts.joined {
            let gone = LeaveFacts { last_day: Some(event), ..facts.clone() };
            prop_assert_eq!(project(&policy, &gone, date(END)).book.balance(on), plain, "leaving later");
        }
    }

    #[test]
    fn a_history_up_to_a_day_is_the_beginning_of_a_longer_one(policy in policy(), facts in facts(), until in day()) {
        let short = project(&policy, &facts, until).book;
        let long = project(&policy, &facts, date(END)).book;
        let begun: Vec<_> = long.movements.iter().filter(|m| m.effective_on <= until).copied().collect();
        prop_assert_eq!(short.movements, begun);
    }

    #[test]
    fn every_day_taken_is_drawn_held_or_told_as_uncovered(policy in policy(), facts in facts()) {
        let last = facts.takings.iter().map(|t| t.day).max().unwrap_or(date(END));
        let projection = project(&policy, &facts, last);
        let drawn = |kind| projection.book.movements.iter().filter(|m| m.kind == kind).map(|m| -m.quantity).sum::<i64>();
        let missing: i64 = projection.uncovered.iter().map(|u| u.missing).sum();
        let taken: i64 = facts.takings.iter().map(|t| t.quantity).sum();
        prop_assert_eq!(drawn(MovementKind::Take) + drawn(MovementKind::Hold) + missing, taken);
    }

    #[test]
    fn what_is_available_fits_and_a_step_more_does_not(policy in policy(), facts in facts(), on in day()) {
        let last = facts.takings.iter().map(|t| t.day).max().map_or(on, |day| day.max(on));
        let missing = |extra: i64| -> i64 {
            let mut trial = facts.clone();
            if extra > 0 {
                let source = heng_timecalc::Source::new(heng_timecalc::SourceKind::Away, uuid::Uuid::max());
                trial.takings.push(Taking { day: on, quantity: extra, source, waits: true, recorded_at: at(END) });
            }
            project(&policy, &trial, last).uncovered.iter().map(|u| u.missing).sum()
        };
        let free = available(&policy, &facts, on, 50, 10_000);
        prop_assert!(missing(free) <= missing(0));
        // Where a limit stops the earning, taking leave earns leave: then the largest is not sought.
        prop_assert!(policy.most.is_some() || missing(free + 50) > missing(0));
    }
}
