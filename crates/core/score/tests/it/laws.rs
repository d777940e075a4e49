//! Laws of scoring, over random goals and reports.

use std::ops::Range;

use heng_kernel::{Explanation, Fixed, Rate};
use heng_score::{Bounds, Direction, Goal, Observation, Points, assess, score};
use proptest::{prelude::*, sample::select};

use crate::fixtures::{goal, march, observation_id, reported, weighing};

fn value() -> impl Strategy<Value = Fixed> {
    prop_oneof![
        3 => (-2000i64..2000).prop_map(|tenths| Fixed::from_micro(tenths * 100_000)),
        1 => any::<i64>().prop_map(Fixed::from_micro),
    ]
}

prop_compose! {
    fn any_goal()(
        target in value(),
        baseline in prop::option::of(value()),
        direction in select(vec![Direction::Higher, Direction::Lower]),
        floor in -500_000i64..500_000,
        room in 0i64..2_000_000,
    ) -> Goal {
        let bounds = Bounds { floor: Rate::from_ppm(floor), cap: Rate::from_ppm(floor + room) };
        Goal { target, baseline, direction, bounds, ..goal("1") }
    }
}

/// Up to eight reports on different days, some of them correcting an earlier one.
fn reports() -> impl Strategy<Value = Vec<Observation>> {
    let one = (value(), prop::option::weighted(0.3, any::<prop::sample::Index>()));
    prop::collection::vec(one, 0..8).prop_map(|values| {
        let mut reports: Vec<Observation> = Vec::new();
        for (day, (value, corrects)) in (1..).zip(values) {
            let supersedes = corrects.filter(|_| !reports.is_empty()).map(|index| index.get(&reports).id);
            reports.push(Observation { value, supersedes, ..reported(day, "0") });
        }
        reports
    })
}

fn sheet(goals: Range<usize>) -> impl Strategy<Value = Vec<(Goal, Vec<Observation>)>> {
    let part = (any_goal(), 0i64..100, reports());
    prop::collection::vec(part, goals).prop_map(|parts| {
        (1..).zip(parts).map(|(n, (goal, weight, reports))| (weighing(n, weight, goal), reports)).collect()
    })
}

/// Hundredths or hundredths of a per cent of an explanation's text.
fn hundredths(text: &str) -> i128 {
    i128::from(text.parse::<Fixed>().unwrap().micro().unwrap() / 10_000)
}

/// Works the total out again from nothing but what is shown, Σ points × weight ÷ Σ weights, and compares.
fn is_what_it_says(total: Points, shown: &Explanation) -> bool {
    let of =
        |sign| shown.terms.iter().filter(move |term| term.sign == sign).map(|term| hundredths(&term.value));
    let sum: i128 = of('+').zip(of('×')).map(|(points, weight)| points * weight).sum();
    let weights: i128 = of('×').sum();
    let divisor = of('÷').next().unwrap_or(10_000);
    let off = sum - i128::from(total.hundredths()) * divisor;
    weights == divisor && off.abs() * 2 <= divisor
}

proptest! {
    #[test]
    fn a_better_value_never_scores_less(goal in any_goal(), a in value(), b in value()) {
        let assessed = |value| assess(&goal, &[Observation { value, ..reported(5, "0") }], march(31));
        let (low, high) = match goal.direction {
            Direction::Higher => (a.min(b), a.max(b)),
            Direction::Lower => (a.max(b), a.min(b)),
        };
        let (worse, better) = (assessed(low), assessed(high));
        prop_assert!(worse.completion <= better.completion);
        prop_assert!(worse.points <= better.points);
        prop_assert!(worse.delay.days_late >= better.delay.days_late);
    }

    #[test]
    fn the_target_itself_is_exactly_one_hundred_per_cent(goal in any_goal()) {
        let exact = assess(&goal, &[Observation { value: goal.target, ..reported(5, "0") }], march(31));
        prop_assert_eq!(exact.completion, Some(Rate::ONE));
        prop_assert_eq!(exact.delay.days_late, 0);
    }

    #[test]
    fn reaching_the_target_is_full_completion_and_the_other_way_round(goal in any_goal(), value in value()) {
        let completion = assess(&goal, &[Observation { value, ..reported(5, "0") }], march(31)).completion.unwrap();
        if goal.is_reached_by(value) {
            prop_assert!(completion >= Rate::ONE);
        } else {
            // A hair below the target may round up to it, never above.
            prop_assert!(completion <= Rate::ONE);
        }
    }

    #[test]
    fn points_stay_within_the_bounds(goal in any_goal(), value in value()) {
        let points = assess(&goal, &[Observation { value, ..reported(5, "0") }], march(31)).points.unwrap();
        let within = |rate: Rate| Points::from_hundredths(rate.ppm() / 100);
        let (floor, cap) = (within(goal.bounds.floor).hundredths() - 1, within(goal.bounds.cap).hundredths() + 1);
        prop_assert!((floor..=cap).contains(&points.hundredths()));
    }

    #[test]
    fn the_order_in_which_reports_arrive_changes_nothing(
        goal in any_goal(), (reports, shuffled) in reports().prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle())), day in 1i64..31,
    ) {
        prop_assert_eq!(assess(&goal, &reports, march(day)), assess(&goal, &shuffled, march(day)));
    }

    #[test]
    fn corrected_reports_leave_no_trace_in_the_figures(goal in any_goal(), reports in reports(), day in 1i64..31) {
        let corrected: Vec<_> = reports.iter().filter_map(|one| one.supersedes).collect();
        let clean: Vec<_> = reports
            .iter()
            .filter(|one| !corrected.contains(&one.id))
            .map(|one| Observation { supersedes: None, ..one.clone() })
            .collect();
        prop_assert_eq!(assess(&goal, &reports, march(day)), assess(&goal, &clean, march(day)));
    }

    #[test]
    fn rebuilding_from_what_is_stored_gives_the_same(sheet in sheet(0..6), day in 1i64..31) {
        let stored = serde_json::to_string(&sheet).unwrap();
        let read: Vec<(Goal, Vec<Observation>)> = serde_json::from_str(&stored).unwrap();
        let (first, again) = (score(&sheet, march(day)), score(&read, march(day)));
        prop_assert_eq!(&first, &again);
        let stored = serde_json::to_string(&first).unwrap();
        prop_assert_eq!(serde_json::from_str::<heng_score::SheetScore>(&stored).unwrap(), first);
    }

    #[test]
    fn later_days_without_news_change_nothing_but_the_delay(goal in any_goal(), reports in reports()) {
        let (then, later) = (assess(&goal, &reports, march(10)), assess(&goal, &reports, march(31)));
        prop_assert_eq!((then.actual, then.completion, then.points), (later.actual, later.completion, later.points));
        prop_assert!(then.delay.days_late <= later.delay.days_late);
    }

    #[test]
    fn the_total_lies_between_its_parts_and_is_what_its_explanation_says(sheet in sheet(0..6)) {
        let scored = score(&sheet, march(31));
        let counted = || scored.parts.iter().filter(|part| part.counted_weight.is_some());
        let points = || counted().filter_map(|part| part.assessment.points);
        prop_assert_eq!(scored.total.is_some(), counted().count() > 0);
        if let (Some(total), Some(why)) = (scored.total, &scored.explanation) {
            prop_assert!(points().min().unwrap() <= total && total <= points().max().unwrap());
            prop_assert_eq!(&why.value, &total.to_string());
            prop_assert!(is_what_it_says(total, why), "{why:?}");
        }
        let shares: i64 = counted().filter_map(|part| part.counted_weight).map(Rate::ppm).sum();
        prop_assert!(counted().count() == 0 || (shares - 1_000_000).abs() <= 6);
    }

    #[test]
    fn a_better_part_never_lowers_the_total(sheet in sheet(1..6), which in any::<prop::sample::Index>(), a in value(), b in value()) {
        let total = |value| {
            let mut sheet = sheet.clone();
            which.get_mut(&mut sheet).1 = vec![Observation { id: observation_id(50), value, ..reported(9, "0") }];
            score(&sheet, march(31)).total
        };
        let (low, high) = match which.get(&sheet).0.direction {
            Direction::Higher => (a.min(b), a.max(b)),
            Direction::Lower => (a.max(b), a.min(b)),
        };
        prop_assert!(total(low) <= total(high));
    }
}
