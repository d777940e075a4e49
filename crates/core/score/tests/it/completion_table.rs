//! Completion of every kind of goal, worked out by hand.

use heng_score::{Direction, Goal, assess};

use crate::fixtures::{goal, march, number, reported};

/// direction, baseline, target, actual → completion in per cent, rule
type Row = (Direction, Option<&'static str>, &'static str, &'static str, &'static str, &'static str);

const TABLE: &[Row] = {
    use Direction::{Higher, Lower};
    const FROM: &str = "goal.completion.from_baseline";
    const RATIO: &str = "goal.completion.ratio";
    const AROUND: &str = "goal.completion.around_target";
    const OR_NOT: &str = "goal.completion.reached_or_not";
    &[
        // More is better, target above zero: the plain ratio.
        (Higher, None, "200", "175", "87.5%", RATIO),
        (Higher, None, "200", "200", "100%", RATIO),
        (Higher, None, "200", "500", "250%", RATIO),
        (Higher, None, "3", "1", "33.3333%", RATIO),
        (Higher, None, "3", "2", "66.6667%", RATIO),
        (Higher, None, "200", "0", "0%", RATIO),
        (Higher, None, "200", "-50", "-25%", RATIO),
        (Higher, None, "0.000000000003", "0.000000000001", "33.3333%", RATIO),
        // Less is better: 2 − actual ÷ target.
        (Lower, None, "10", "10", "100%", AROUND),
        (Lower, None, "10", "8", "120%", AROUND),
        (Lower, None, "10", "0", "200%", AROUND),
        (Lower, None, "10", "20", "0%", AROUND),
        (Lower, None, "10", "25", "-50%", AROUND),
        // A target below zero: a loss no larger than 100, a temperature no higher than -18.
        (Higher, None, "-100", "-100", "100%", AROUND),
        (Higher, None, "-100", "-50", "150%", AROUND),
        (Higher, None, "-100", "20", "220%", AROUND),
        (Higher, None, "-100", "-150", "50%", AROUND),
        (Lower, None, "-18", "-18", "100%", AROUND),
        (Lower, None, "-18", "-27", "150%", AROUND),
        (Lower, None, "-18", "-9", "50%", AROUND),
        // Zero without a baseline knows no part-way.
        (Higher, None, "0", "0", "100%", OR_NOT),
        (Higher, None, "0", "-0.01", "0%", OR_NOT),
        (Lower, None, "0", "0", "100%", OR_NOT),
        (Lower, None, "0", "1", "0%", OR_NOT),
        // From a baseline: the part of the way.
        (Higher, Some("80"), "90", "85", "50%", FROM),
        (Higher, Some("80"), "90", "75", "-50%", FROM),
        (Lower, Some("8"), "2", "5", "50%", FROM),
        (Lower, Some("4"), "0", "1", "75%", FROM),
        (Higher, Some("-10"), "10", "0", "50%", FROM),
        (Higher, Some("-20"), "0", "-5", "75%", FROM),
        // A baseline at or past the target is no start: the goal is to hold.
        (Higher, Some("90"), "90", "45", "50%", RATIO),
        (Lower, Some("1"), "2", "3", "50%", AROUND),
    ]
};

#[test]
fn completion_is_as_worked_out_by_hand() {
    for (direction, baseline, target, actual, expected, rule) in TABLE {
        let goal = Goal { direction: *direction, baseline: baseline.map(number), ..goal(target) };
        let assessed = assess(&goal, &[reported(5, actual)], march(31));
        let explained = assessed.completion_explained.unwrap();
        let row = format!("{direction:?} from {baseline:?} to {target}: {actual}");
        assert_eq!(assessed.completion.unwrap().to_string(), *expected, "{row}");
        assert_eq!(explained.basis.rule, *rule, "{row}");
        assert_eq!(format!("{}%", explained.value), *expected, "{row}");
        assert_eq!(explained.terms[0].input.as_ref().unwrap().kind, "observation");
    }
}
