//! Reference trap 66 (and what there is of 67), days late, improvement.

use heng_kernel::{Finding, Fixed, Rate, Severity};
use heng_score::{
    Bounds, Change, Direction, Effect, Goal, Improvement, Observation, Points, SheetScore, assess, effect,
    score,
};

use crate::fixtures::{goal, march, number, observation_id, reported, weighing};

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

fn points(text: &str) -> Points {
    Points::from_hundredths(number(text).micro().unwrap() / 10_000)
}

fn score_of(parts: Vec<(Goal, Vec<Observation>)>) -> SheetScore {
    score(&parts, march(31))
}

/// Reference trap 66.
#[test]
fn weights_of_a_whole_sheet_count_as_they_are() {
    let sheet = score_of(vec![
        (weighing(1, 70, goal("200")), vec![reported(5, "180")]),
        (weighing(2, 30, goal("10")), vec![reported(5, "11")]),
    ]);
    assert_eq!(sheet.total, Some(points("96")), "90 × 70 % + 110 × 30 %");
    assert_eq!(sheet.findings, []);
}

/// Reference trap 66.
#[test]
fn weights_not_100_are_reported_and_count_by_proportion() {
    let sheet = score_of(vec![
        (weighing(1, 60, goal("200")), vec![reported(5, "180")]),
        (weighing(2, 60, goal("10")), vec![reported(5, "11")]),
    ]);
    assert_eq!(sheet.total, Some(points("100")));
    assert_eq!(codes(&sheet.findings), ["sheet.weights_not_whole"]);
    assert_eq!(sheet.findings[0].params["sum_ppm"], 1_200_000);
}

/// Reference trap 66.
#[test]
fn a_missing_part_is_re_weighted_and_not_zero() {
    let sheet = score_of(vec![
        (weighing(1, 50, goal("200")), vec![reported(5, "180")]),
        (weighing(2, 30, goal("10")), vec![]),
        (weighing(3, 20, goal("10")), vec![reported(5, "6")]),
    ]);
    assert_eq!(sheet.total, Some(points("81.43")), "(90 × 50 + 60 × 20) ÷ 70");
    assert_eq!(codes(&sheet.findings), ["goal.nothing_reported"]);
    let counted: Vec<_> = sheet.parts.iter().map(|part| part.counted_weight.map(Rate::ppm)).collect();
    assert_eq!(counted, [Some(714_286), None, Some(285_714)]);
}

/// Reference trap 66.
#[test]
fn a_reported_zero_is_zero_and_not_missing() {
    let sheet = score_of(vec![
        (weighing(1, 50, goal("200")), vec![reported(5, "200")]),
        (weighing(2, 50, goal("10")), vec![reported(5, "0")]),
    ]);
    assert_eq!(sheet.total, Some(points("50")));
}

/// Reference trap 66.
#[test]
fn nothing_reported_at_all_gives_no_score_instead_of_zero() {
    let sheet = score_of(vec![(goal("200"), vec![])]);
    assert_eq!((sheet.total, sheet.explanation.clone()), (None, None));
    assert_eq!(codes(&sheet.findings), ["goal.nothing_reported", "sheet.nothing_to_score"]);
    assert_eq!(score_of(vec![]).total, None);
}

/// Reference trap 66.
#[test]
fn a_part_of_no_or_negative_weight_is_left_out_and_reported() {
    let sheet = score_of(vec![
        (weighing(1, 100, goal("200")), vec![reported(5, "180")]),
        (weighing(2, 0, goal("10")), vec![reported(5, "1")]),
        (weighing(3, -5, goal("10")), vec![reported(5, "1")]),
    ]);
    assert_eq!(sheet.total, Some(points("90")));
    let expected = ["sheet.weights_not_whole", "sheet.part_without_weight", "sheet.part_without_weight"];
    assert_eq!(codes(&sheet.findings), expected);
}

/// Reference trap 66.
#[test]
fn a_zero_target_is_defined() {
    let no_accident = Goal { direction: Direction::Lower, ..goal("0") };
    let points_for = |value| assess(&no_accident, &[reported(5, value)], march(31)).points;
    assert_eq!((points_for("0"), points_for("1")), (Some(points("100")), Some(points("0"))));
    assert_eq!(codes(&no_accident.findings()), ["goal.zero_target"]);
    let from_four = Goal { baseline: Some(number("4")), ..no_accident };
    assert_eq!(assess(&from_four, &[reported(5, "1")], march(31)).points, Some(points("75")));
    assert_eq!(from_four.findings(), []);
}

/// Reference trap 66.
#[test]
fn a_negative_actual_is_defined_and_the_floor_holds_it() {
    let profit = goal("100");
    let assessed = assess(&profit, &[reported(5, "-30")], march(31));
    assert_eq!(assessed.completion, Some(Rate::from_ppm(-300_000)));
    assert_eq!(assessed.points, Some(points("0")));
    let labels: Vec<_> =
        assessed.points_explained.unwrap().terms.into_iter().map(|term| (term.label, term.value)).collect();
    assert_eq!(labels[1], ("goal.term.floor".to_owned(), "0".to_owned()));
}

/// Reference trap 66.
#[test]
fn an_inverse_indicator_grows_as_the_value_falls() {
    let complaints = Goal { direction: Direction::Lower, ..goal("10") };
    let points_for = |value| assess(&complaints, &[reported(5, value)], march(31)).points;
    assert_eq!(points_for("9"), Some(points("110")));
    assert!(points_for("9") > points_for("10") && points_for("10") > points_for("11"));
}

/// Reference trap 66.
#[test]
fn cap_and_floor_are_the_goals_own() {
    let bounds = Bounds { floor: Rate::from_ppm(600_000), cap: Rate::from_ppm(1_000_000) };
    let bounded = Goal { bounds, ..goal("100") };
    let points_for = |value| assess(&bounded, &[reported(5, value)], march(31)).points;
    assert_eq!(
        (points_for("10"), points_for("80"), points_for("300")),
        (Some(points("60")), Some(points("80")), Some(points("100")))
    );
    let above = assess(&bounded, &[reported(5, "300")], march(31));
    assert_eq!(above.completion, Some(Rate::from_ppm(3_000_000)), "completion itself stays what it is");
}

#[test]
fn faults_of_a_goal_are_found() {
    let faulty = Goal {
        unit: " ".to_owned(),
        weight: Rate::from_ppm(0),
        bounds: Bounds { floor: Rate::ONE, cap: Rate::from_ppm(0) },
        baseline: Some(number("100")),
        ..goal("90")
    };
    let found: Vec<_> =
        faulty.findings().into_iter().map(|finding| (finding.path, finding.code, finding.severity)).collect();
    let expected = [
        ("unit", "goal.no_unit"),
        ("weight", "goal.no_weight"),
        ("bounds", "goal.floor_above_cap"),
        ("baseline", "goal.baseline_beyond_target"),
    ];
    assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code.to_owned(), Severity::Error)));
}

#[test]
fn the_latest_number_of_the_month_counts() {
    let sales = goal("200");
    let reports = [reported(5, "40"), reported(25, "170"), reported(12, "110")];
    let actual = |day| assess(&sales, &reports, march(day)).actual.map(|(value, _)| value.to_string());
    assert_eq!(actual(4), None);
    assert_eq!(actual(12), Some("110".to_owned()));
    assert_eq!(actual(31), Some("170".to_owned()));
}

/// Reference trap 67.
#[test]
fn a_restated_number_takes_the_place_of_the_one_it_corrects() {
    let sales = goal("200");
    let mut corrected = reported(10, "150");
    (corrected.id, corrected.supersedes) = (observation_id(99), Some(observation_id(10)));
    corrected.at += chrono::Duration::days(20);
    let reports = [corrected.clone(), reported(5, "40"), reported(10, "250")];
    let assessed = assess(&sales, &reports, march(15));
    assert_eq!(assessed.actual, Some((number("150"), observation_id(99))));
    assert_eq!(assessed.delay.reached_on, None, "the mistaken number never reached it");

    let mut withdrawn = reported(10, "40");
    (withdrawn.id, withdrawn.supersedes) = (observation_id(100), Some(observation_id(99)));
    let reports = [reports.to_vec(), vec![withdrawn]].concat();
    assert_eq!(assess(&sales, &reports, march(15)).actual, Some((number("40"), observation_id(100))));
}

#[test]
fn corrections_that_point_nowhere_or_to_themselves_are_reported() {
    let mut stray = reported(5, "40");
    stray.supersedes = Some(observation_id(77));
    let mut itself = reported(6, "50");
    itself.supersedes = Some(observation_id(6));
    let (mut one, mut other) = (reported(7, "60"), reported(8, "70"));
    (one.supersedes, other.supersedes) = (Some(other.id), Some(one.id));
    let assessed = assess(&goal("200"), &[stray, itself, one, other], march(31));
    assert_eq!(assessed.actual, Some((number("70"), observation_id(8))));
    let expected = [
        "observation.unknown_superseded",
        "observation.supersedes_itself",
        "observation.supersedes_itself",
        "observation.supersedes_itself",
    ];
    assert_eq!(codes(&assessed.findings), expected);
}

type Row = (&'static [(i64, &'static str)], i64, Option<i64>, i64);

#[test]
fn days_late_count_from_the_due_day_to_the_day_it_was_reached_for_good() {
    // due on the 20th; what was reported on which day, as of → reached on, days late
    let rows: [Row; 8] = [
        (&[], 10, None, 0),
        (&[], 20, None, 0),
        (&[], 23, None, 3),
        (&[(5, "40"), (18, "200")], 31, Some(18), 0),
        (&[(20, "200")], 31, Some(20), 0),
        (&[(5, "40"), (24, "210"), (30, "230")], 31, Some(24), 4),
        (&[(10, "200"), (15, "190"), (22, "200")], 31, Some(22), 2),
        (&[(10, "200"), (25, "190")], 31, None, 11),
    ];
    for (reports, as_of, reached, late) in rows {
        let observations: Vec<_> = reports.iter().map(|(day, value)| reported(*day, value)).collect();
        let assessed = assess(&goal("200"), &observations, march(as_of));
        let expected = (reached.map(march), late);
        assert_eq!(
            (assessed.delay.reached_on, assessed.delay.days_late),
            expected,
            "{reports:?} as of {as_of}"
        );
        assert_eq!(assessed.delay_explained.value, late.to_string());
    }
}

#[test]
fn an_improvement_shows_its_effect_next_month() {
    let item = |before, direction| Improvement {
        id: heng_kernel::ImprovementId(uuid::Uuid::from_u128(1)),
        before: number(before),
        unit: "天".to_owned(),
        direction,
    };
    let outcome = |item: &Improvement, after: Option<&str>| {
        let Effect { change, gain, relative, explanation } = effect(item, after.map(number));
        assert_eq!(explanation.map(|why| why.value), gain.map(|gain| gain.to_string()));
        (change, gain, relative.map(|rate| rate.to_string()))
    };
    let delivery = item("8", Direction::Lower);
    let with = |text: &str| Some(text.to_owned());
    assert_eq!(outcome(&delivery, Some("6")), (Change::Better, Some(number("2")), with("25%")));
    assert_eq!(outcome(&delivery, Some("8")), (Change::Same, Some(Fixed::ZERO), with("0%")));
    assert_eq!(outcome(&delivery, Some("9")), (Change::Worse, Some(number("-1")), with("-12.5%")));
    assert_eq!(outcome(&delivery, None), (Change::NotMeasured, None, None));
    let from_nothing = item("0", Direction::Higher);
    assert_eq!(outcome(&from_nothing, Some("3")), (Change::Better, Some(number("3")), None));
    let from_below = item("-4", Direction::Higher);
    assert_eq!(outcome(&from_below, Some("-1")), (Change::Better, Some(number("3")), with("75%")));
}
