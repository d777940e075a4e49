//! What holds for any facts of any days.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use heng_calendar::{DayHalf, DayKind};
use heng_kernel::DateRange;
use heng_timecalc::{
    Source, SourceKind,
    day::{
        Away, Basis, Category, DayKinds, DayPlan, Flex, LeaveOnDay, LeavePart, Mark, MissingPunch,
        OvertimeRequest, Presence, Punch, Reason, Reward, Shift, WorkingTime,
    },
    month::{MonthSheet, arrears},
    timeline::{Interval, Minute, common, minutes, without},
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::world::{World, date, fewer, leave_type, period, setting, shift};

const DAYS: i64 = 4;

fn first() -> NaiveDate {
    date("2026-03-02")
}

fn shifts() -> Vec<Option<Shift>> {
    let mut slides = period("09:30-18:30", &["12:30-13:30"]);
    slides.flex = Flex::Slide { earlier: 60, later: 60 };
    let mut core = period("10:00-16:00", &["12:00-13:00"]);
    core.flex = Flex::Core { earlier: 120, later: 240, target: 480 };
    vec![
        None,
        Some(shift([period("09:00-18:00", &["12:00-13:00"])])),
        Some(shift([period("22:00-06:00", &["02:00-02:30"])])),
        Some(shift([period("06:00-14:00", &[]), period("14:00-22:00", &["18:00-18:30"])])),
        Some(shift([period("15:00-23:30", &[])])),
        Some(shift([slides])),
        Some(shift([core])),
    ]
}

fn kind() -> impl Strategy<Value = DayKind> {
    prop_oneof![4 => Just(DayKind::Work), 2 => Just(DayKind::Rest), 1 => Just(DayKind::Statutory)]
}

/// Somewhere in the days, in minutes from the first midnight.
fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (-600i64..DAYS * 1440 + 600, 0i64..60).prop_map(|(minutes, seconds)| {
        let midnight = first().and_hms_opt(0, 0, 0).unwrap().and_utc() - Duration::hours(8);
        midnight + Duration::minutes(minutes) + Duration::seconds(seconds)
    })
}

fn span() -> impl Strategy<Value = Interval> {
    (instant(), 10i64..400)
        .prop_map(|(from, long)| Interval::new(Minute::of(from), Minute::of(from).plus(long)).unwrap())
}

fn source(kind: SourceKind) -> impl Strategy<Value = Source> {
    (1u128..10_000).prop_map(move |id| Source::new(kind, Uuid::from_u128(id)))
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..DAYS).prop_map(|day| first() + Duration::days(day))
}

fn world() -> impl Strategy<Value = World> {
    let plan = (0usize..7, kind());
    let plans = proptest::collection::vec(plan, usize::try_from(DAYS).unwrap());
    let mark = prop_oneof![1 => Just(Mark::In), 1 => Just(Mark::Out), 2 => Just(Mark::Unknown)];
    let punch = (instant(), mark, source(SourceKind::Punch)).prop_map(|(at, mark, source)| Punch {
        at,
        mark,
        source,
    });
    let part = prop_oneof![
        Just(LeavePart::Whole),
        Just(LeavePart::Half(DayHalf::Am)),
        Just(LeavePart::Half(DayHalf::Pm)),
        span().prop_map(LeavePart::Between)
    ];
    let leave = (day(), part, source(SourceKind::LeaveRequest)).prop_map(|(day, part, source)| LeaveOnDay {
        day,
        part,
        source,
        leave_type: leave_type(7),
    });
    let reward = prop_oneof![Just(Reward::Pay), Just(Reward::TimeOff)];
    let asked = (day(), span(), reward, source(SourceKind::OvertimeRequest))
        .prop_map(|(day, span, reward, source)| OvertimeRequest { day, span, reward, source });
    let away = (span(), source(SourceKind::Away)).prop_map(|(span, source)| Away { span, source });
    let basis = prop_oneof![
        Just(Basis::WithinRequest),
        Just(Basis::UpToRequest),
        Just(Basis::AsRequested),
        Just(Basis::AsWorked)
    ];
    let system = prop_oneof![
        3 => Just(WorkingTime::Standard),
        1 => Just(WorkingTime::Comprehensive),
        1 => Just(WorkingTime::Irregular { needs_punch: true, statutory_paid: true })
    ];
    (
        plans,
        proptest::collection::vec(punch, 0..12),
        proptest::collection::vec(leave, 0..3),
        proptest::collection::vec(asked, 0..3),
        proptest::collection::vec(away, 0..2),
        (basis, system, any::<bool>(), any::<bool>(), 0u32..20),
    )
        .prop_map(|(plans, punches, leaves, overtime, away, (basis, system, pairs, assume, grace))| {
            let kinds: Vec<DayKind> = plans.iter().map(|(_, kind)| *kind).collect();
            let shifts = shifts();
            let around = |i: usize| kinds.get(i).copied().unwrap_or(DayKind::Work);
            let plan = |i: usize, which: usize| {
                let kinds =
                    DayKinds { before: around(i.wrapping_sub(1)), own: around(i), after: around(i + 1) };
                let day = first() + Duration::days(i64::try_from(i).unwrap());
                DayPlan::new(day, shifts[which].as_ref(), kinds, &setting(heng_calendar::zone::MAINLAND))
                    .unwrap()
            };
            let plans = plans.iter().enumerate().map(|(i, (which, _))| plan(i, *which)).collect();
            World { plans, punches, leaves, overtime, away, ..World::new() }.rules(|rules| {
                rules.overtime.basis = basis;
                rules.working_time = system;
                rules.late.minutes = grace;
                if pairs {
                    rules.presence = Presence::Pairs;
                }
                if assume {
                    rules.missing_punch = MissingPunch::AsPlanned;
                }
            })
        })
}

fn shuffled<T: Clone>(list: &[T], seed: usize) -> Vec<T> {
    let mut list = list.to_vec();
    let count = list.len();
    for i in 0..count {
        list.swap(i, (seed.wrapping_mul(31).wrapping_add(i * 7)) % count);
    }
    list
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn permuting_the_facts_changes_nothing_not_even_the_fingerprint(world in world(), seed in any::<usize>()) {
        let mixed = World {
            plans: shuffled(&world.plans, seed),
            punches: shuffled(&world.punches, seed),
            leaves: shuffled(&world.leaves, seed),
            overtime: shuffled(&world.overtime, seed),
            away: shuffled(&world.away, seed),
            ..world.clone()
        };
        prop_assert_eq!(world.results(), mixed.results());
    }

    #[test]
    fn every_planned_minute_is_in_exactly_one_category(world in world()) {
        for (result, plan) in world.results().iter().zip(&world.plans) {
            let mut at: Option<Minute> = None;
            for segment in &result.segments {
                prop_assert!(at.is_none_or(|end| end <= segment.span.from()), "segments overlap: {:?}", result.segments);
                at = Some(segment.span.to());
            }
            let f = &result.figures;
            let extra = result.minutes_where(|s| matches!(s.why, Reason::PlannedOnHoliday | Reason::PlannedOnRestDay));
            let slid = plan.periods.iter().any(|period| period.flex != Flex::Fixed);
            let sum = f.worked + f.late + f.left_early + f.absent + f.leave + extra;
            if plan.periods.iter().any(|period| matches!(period.flex, Flex::Core { .. })) {
                prop_assert_eq!(f.planned + f.flex + extra, sum);
            } else {
                prop_assert_eq!(f.planned, sum, "{:?}", result.segments);
            }
            if !slid {
                let net: Vec<Interval> = plan.periods.iter().flat_map(heng_timecalc::day::Period::net).collect();
                let on_plan = |s: &&heng_timecalc::day::Segment| s.category != Category::NotCounted;
                let told: Vec<Interval> = result.segments.iter().filter(on_plan).map(|s| s.span).collect();
                prop_assert_eq!(minutes(&without(&net, &told)), 0, "a planned minute is in no segment");
            }
        }
    }

    #[test]
    fn no_minute_is_paid_twice_and_none_that_nobody_worked_or_asked_for(world in world()) {
        let results = world.results();
        let paid = |s: &heng_timecalc::day::Segment| matches!(s.category, Category::Worked | Category::Overtime { .. });
        let mut all: Vec<Interval> = results.iter().flat_map(|r| r.segments.iter()).filter(|s| paid(s)).map(|s| s.span).collect();
        all.sort();
        let requested = world.rules.overtime.basis == Basis::AsRequested;
        for pair in all.windows(2) {
            prop_assert!(requested || pair[0].to() <= pair[1].from(), "{:?}", pair);
        }
        for result in &results {
            let raw = result.minutes_where(|s| matches!(s.category, Category::Overtime { .. }));
            prop_assert_eq!(result.figures.overtime(), raw, "to the minute nothing is rounded");
            let unpunched = world.punches.is_empty() && world.away.is_empty();
            let irregular = matches!(world.rules.working_time, WorkingTime::Irregular { .. });
            if unpunched && !requested && !irregular {
                prop_assert_eq!(result.figures.worked + result.figures.overtime(), 0);
            }
        }
    }

    #[test]
    fn an_echo_changes_no_figure(world in world(), which in any::<prop::sample::Index>()) {
        prop_assume!(!world.punches.is_empty());
        let mut noisy = world.clone();
        let mut again = *which.get(&world.punches);
        again.source = Source::new(SourceKind::Punch, Uuid::from_u128(99_999));
        noisy.punches.push(again);
        for (plain, noisy) in world.results().iter().zip(noisy.results()) {
            prop_assert_eq!(plain.figures, noisy.figures);
        }
    }

    #[test]
    fn approved_overtime_never_makes_anybody_late(world in world()) {
        // A request of another stretch may win a punch that lay between; only requests beside no punch are compared.
        let world = World { punches: vec![], ..world };
        let without = World { overtime: vec![], ..world.clone() };
        for (with, without) in world.results().iter().zip(without.results()) {
            prop_assert_eq!(with.figures.late, without.figures.late);
            prop_assert_eq!(with.figures.absent, without.figures.absent);
        }
    }

    #[test]
    fn a_month_ties_out_and_its_arrears_lead_to_the_sheet_of_today(before in world(), after in world(), later in world()) {
        let period = DateRange::from_days(first(), first() + Duration::days(DAYS - 1)).unwrap();
        let (then, now, last) = (before.results(), after.results(), later.results());
        let frozen = MonthSheet::new(period, &then);
        prop_assert!(frozen.mismatches().is_empty());
        prop_assert!(frozen.gaps().is_empty());
        let half = DateRange::from_days(first(), first() + Duration::days(1)).unwrap();
        let rest = DateRange::from_days(first() + Duration::days(2), first() + Duration::days(DAYS - 1)).unwrap();
        let mut parts = MonthSheet::new(half, &then).figures;
        parts.add(&MonthSheet::new(rest, &then).figures);
        prop_assert_eq!(parts, frozen.figures, "split anywhere, the sums are the same");
        let mut posted = arrears(&frozen, &[], &now);
        let sum_to = |posted: &[heng_timecalc::month::Arrear]| {
            let mut sum = frozen.figures;
            posted.iter().for_each(|arrear| sum.add(&arrear.figures));
            sum
        };
        prop_assert_eq!(sum_to(&posted), MonthSheet::new(period, &now).figures);
        prop_assert!(arrears(&frozen, &posted, &now).is_empty(), "what is posted is not posted again");
        let more = arrears(&frozen, &posted, &last);
        posted.extend(more);
        prop_assert_eq!(sum_to(&posted), MonthSheet::new(period, &last).figures);
        let leave = |sheet: &MonthSheet| sheet.leaves.iter().map(|sum| sum.hundredths).sum::<i64>();
        let moved: i64 = posted.iter().map(|arrear| arrear.leave(leave_type(7))).sum();
        prop_assert_eq!(leave(&frozen) + moved, leave(&MonthSheet::new(period, &last)));
    }
}

#[test]
fn presence_is_compared_with_the_plan_by_intervals() {
    // A guard for the helper the laws lean on.
    let cut = |a: i64, b: i64| Interval::new(Minute::new(a), Minute::new(b)).unwrap();
    assert_eq!(minutes(&common(&[cut(0, 10)], &[cut(5, 20)])), 5);
}
