//! One goal on one day.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Fixed, ObservationId, Rate, Severity, Term};
use serde::{Deserialize, Serialize};

use crate::{
    Delay, Goal, Observation, Points, completion, delay,
    observation::effective,
    trace::{basis, percent},
};

/// Where a goal stands on a day. Derived: never stored without the means to rebuild it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The value that counts and the observation it comes from; `None` when nothing was reported.
    pub actual: Option<(Fixed, ObservationId)>,
    /// How much is reached, before bounds.
    pub completion: Option<Rate>,
    /// Whether and how late it was reached.
    pub delay: Delay,
    /// What it is worth, after bounds, before weight.
    pub points: Option<Points>,
    /// What was noticed; `goal.nothing_reported` when it has no points.
    pub findings: Vec<Finding>,
    /// Why completion is what it is.
    pub completion_explained: Option<Explanation>,
    /// Why the delay is what it is.
    pub delay_explained: Explanation,
    /// Why the points are what they are.
    pub points_explained: Option<Explanation>,
}

/// Completion, delay and points of a goal as of a day, from what was reported for that day or before.
pub fn assess(goal: &Goal, observations: &[Observation], as_of: NaiveDate) -> Assessment {
    let (counting, mut findings) = effective(observations, as_of);
    let (delay, delay_explained) = delay::delay(goal, &counting, as_of);
    let latest = counting.last().copied();
    let completion = latest.map(|latest| completion::completion(goal, latest.value));
    if latest.is_none() {
        findings.push(Finding::new("goal.nothing_reported", Severity::Warning, format!("goals.{}", goal.id)));
    }
    let points = completion.map(|completion| Points::of(goal.bounds.apply(completion)));
    Assessment {
        actual: latest.map(|latest| (latest.value, latest.id)),
        completion,
        delay,
        points,
        findings,
        completion_explained: latest
            .zip(completion)
            .map(|(latest, completion)| completion::explain(goal, latest, completion)),
        delay_explained,
        points_explained: completion
            .zip(points)
            .map(|(completion, points)| explain(goal, completion, points)),
    }
}

fn explain(goal: &Goal, completion: Rate, points: Points) -> Explanation {
    let mut terms = vec![percent('+', "goal.completion", completion)];
    let counted = goal.bounds.apply(completion);
    if counted > completion {
        terms.push(percent('=', "goal.term.floor", counted));
    } else if counted < completion {
        terms.push(percent('=', "goal.term.cap", counted));
    }
    terms.push(Term::new('×', "goal.term.points_at_target", 100, "point"));
    Explanation {
        label: "goal.points".to_owned(),
        value: points.to_string(),
        unit: "point".to_owned(),
        terms,
        basis: basis("goal.points"),
    }
}
