//! What an improvement item has changed.

use heng_kernel::{Explanation, Fixed, ImprovementId, Rate, Term};
use serde::{Deserialize, Serialize};

use crate::{
    Direction,
    number::{share, size},
    trace::basis,
};

/// Something to do better next month, with the number by which it will show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// Which one.
    pub id: ImprovementId,
    /// The measure when the item was agreed.
    pub before: Fixed,
    /// In which unit.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
}

/// What the next month shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Better, worse or the same.
    pub change: Change,
    /// By how much it got better; negative when worse; `None` when not measured.
    pub gain: Option<Fixed>,
    /// The gain in relation to the size of the measure before; `None` when not measured or when that was 0.
    pub relative: Option<Rate>,
    /// Why.
    pub explanation: Option<Explanation>,
}

/// Better, worse or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It got better.
    Better,
    /// No change.
    Same,
    /// It got worse.
    Worse,
    /// No number in the next month: nothing is known, which is not "no effect".
    NotMeasured,
}

/// The effect of an improvement item: the measure before against the same measure a month later.
pub fn effect(item: &Improvement, after: Option<Fixed>) -> Effect {
    let Some(after) = after else {
        return Effect { change: Change::NotMeasured, gain: None, relative: None, explanation: None };
    };
    let gain = item.direction.gain(after, item.before);
    let change = match gain.cmp(&Fixed::ZERO) {
        std::cmp::Ordering::Greater => Change::Better,
        std::cmp::Ordering::Equal => Change::Same,
        std::cmp::Ordering::Less => Change::Worse,
    };
    let (first, second) = match item.direction {
        Direction::Higher => (("improvement.term.after", after), ("improvement.term.before", item.before)),
        Direction::Lower => (("improvement.term.before", item.before), ("improvement.term.after", after)),
    };
    let explanation = Explanation {
        label: "improvement.effect".to_owned(),
        value: gain.to_string(),
        unit: item.unit.clone(),
        terms: vec![
            Term::new('+', first.0, first.1, &item.unit).with("better", item.direction.code()),
            Term::new('-', second.0, second.1, &item.unit),
        ],
        basis: basis("improvement.before_after"),
    };
    Effect {
        change,
        gain: Some(gain),
        relative: share(gain, size(item.before)),
        explanation: Some(explanation),
    }
}
