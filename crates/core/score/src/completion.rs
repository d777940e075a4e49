//! How much of a goal is reached.

use heng_kernel::{Explanation, Fixed, Rate, Term};

use crate::{
    Direction, Goal, Observation,
    number::{plus, share, size},
    trace::{basis, input, percent, percent_text},
};

/// The four ways to read completion; which one follows from the goal alone.
///
/// | goal | completion |
/// |---|---|
/// | with a baseline before the target | (actual − baseline) ÷ (target − baseline) |
/// | target above zero, more is better | actual ÷ target |
/// | any other target but zero | 100 % + how much better than the target ÷ size of the target |
/// | zero, no baseline | 100 % when reached, else 0 % |
///
/// All are 100 % exactly at the target, grow when the value gets better, and may leave 0–100 % on either side: bounds come
/// later. For "less is better" the third row is the usual 2 − actual ÷ target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    FromBaseline(Fixed),
    Ratio,
    AroundTarget,
    ReachedOrNot,
}

impl Rule {
    fn of(goal: &Goal) -> Self {
        let before_target = |from: &Fixed| goal.direction.gain(goal.target, *from) > Fixed::ZERO;
        match goal.baseline.filter(before_target) {
            Some(baseline) => Self::FromBaseline(baseline),
            None if goal.target.is_zero() => Self::ReachedOrNot,
            None if goal.target > Fixed::ZERO && goal.direction == Direction::Higher => Self::Ratio,
            None => Self::AroundTarget,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::FromBaseline(_) => "goal.completion.from_baseline",
            Self::Ratio => "goal.completion.ratio",
            Self::AroundTarget => "goal.completion.around_target",
            Self::ReachedOrNot => "goal.completion.reached_or_not",
        }
    }
}

/// Completion of a goal by a value, before bounds.
pub(crate) fn completion(goal: &Goal, actual: Fixed) -> Rate {
    let reached_or_not = || if goal.is_reached_by(actual) { Rate::ONE } else { Rate::from_ppm(0) };
    let reached = match Rule::of(goal) {
        Rule::FromBaseline(baseline) => {
            let way = goal.direction.gain(goal.target, baseline);
            share(goal.direction.gain(actual, baseline), way)
        }
        Rule::Ratio => share(actual, goal.target),
        Rule::AroundTarget => {
            let size = size(goal.target);
            share(plus(goal.direction.gain(actual, goal.target), size), size)
        }
        Rule::ReachedOrNot => None,
    };
    reached.unwrap_or_else(reached_or_not)
}

/// Why it is that much.
pub(crate) fn explain(goal: &Goal, observation: &Observation, completion: Rate) -> Explanation {
    let rule = Rule::of(goal);
    let actual =
        |sign| in_unit(goal, sign, "goal.term.actual", observation.value).read_from(input(observation));
    let target = |sign| in_unit(goal, sign, "goal.term.target", goal.target);
    let terms = match rule {
        Rule::FromBaseline(baseline) => vec![
            actual('='),
            in_unit(goal, '=', "goal.term.baseline", baseline),
            target('='),
            in_unit(goal, '+', "goal.term.gained", goal.direction.gain(observation.value, baseline)),
            in_unit(goal, '÷', "goal.term.way", goal.direction.gain(goal.target, baseline)),
        ],
        Rule::Ratio => vec![actual('+'), target('÷')],
        Rule::AroundTarget => vec![
            actual('='),
            target('='),
            percent('+', "goal.term.whole", Rate::ONE),
            in_unit(goal, '+', "goal.term.ahead", goal.direction.gain(observation.value, goal.target)),
            in_unit(goal, '÷', "goal.term.size", size(goal.target)),
        ],
        Rule::ReachedOrNot => vec![actual('='), target('=')],
    };
    Explanation {
        label: "goal.completion".to_owned(),
        value: percent_text(completion),
        unit: "percent".to_owned(),
        terms,
        basis: basis(rule.code()),
    }
}

fn in_unit(goal: &Goal, sign: char, label: &str, value: Fixed) -> Term {
    Term::new(sign, label, value, &goal.unit)
}
