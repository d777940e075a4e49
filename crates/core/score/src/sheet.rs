//! A person's goals together.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, GoalId, Rate, Severity, Term};
use serde::{Deserialize, Serialize};

use crate::{
    Assessment, Goal, Observation, Points, assess,
    trace::{basis, percent},
};

/// The score of a sheet on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetScore {
    /// The weighted mean of the parts that have points; `None` when none has.
    pub total: Option<Points>,
    /// Every goal, in the order given.
    pub parts: Vec<Part>,
    /// What was noticed, on the sheet and on each goal.
    pub findings: Vec<Finding>,
    /// Why the total is what it is.
    pub explanation: Option<Explanation>,
}

/// One goal's part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which goal.
    pub goal: GoalId,
    /// The weight it was given.
    pub weight: Rate,
    /// The weight it has among the parts that count; `None` when it does not count.
    pub counted_weight: Option<Rate>,
    /// Where it stands.
    pub assessment: Assessment,
}

/// Scores a sheet as of a day.
///
/// A part without a number (`goal.nothing_reported`) is left out and the others share its weight. Findings on the sheet:
///
/// - `sheet.weights_not_whole` (warning, `sum_ppm`): the weights make more or less than 100 %; they count by proportion;
/// - `sheet.part_without_weight` (error): a weight of nothing or less; the part is left out;
/// - `sheet.nothing_to_score` (error): no part counts.
pub fn score(sheet: &[(Goal, Vec<Observation>)], as_of: NaiveDate) -> SheetScore {
    let assessed: Vec<_> =
        sheet.iter().map(|(goal, observations)| (goal, assess(goal, observations, as_of))).collect();
    let counting: Vec<_> = assessed
        .iter()
        .filter(|(goal, _)| goal.weight.ppm() > 0)
        .filter_map(|(goal, assessment)| Some((*goal, assessment.points?)))
        .collect();
    let weights = counting.iter().fold(0i64, |sum, (goal, _)| sum.saturating_add(goal.weight.ppm()));
    let total = Points::weighted_mean(counting.iter().map(|(goal, points)| (*points, goal.weight)));
    let explanation = total.map(|total| explain(total, &counting, Rate::from_ppm(weights)));
    let findings = findings(&assessed, total);
    let parts = assessed.into_iter().map(|(goal, assessment)| {
        let counts = goal.weight.ppm() > 0 && assessment.points.is_some();
        Part {
            goal: goal.id,
            weight: goal.weight,
            counted_weight: counts.then(|| Rate::of(goal.weight.ppm(), weights)).flatten(),
            assessment,
        }
    });
    SheetScore { total, parts: parts.collect(), findings, explanation }
}

fn findings(assessed: &[(&Goal, Assessment)], total: Option<Points>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sum = assessed.iter().fold(0i64, |sum, (goal, _)| sum.saturating_add(goal.weight.ppm()));
    if !assessed.is_empty() && sum != Rate::ONE.ppm() {
        let finding = Finding::new("sheet.weights_not_whole", Severity::Warning, "weights");
        findings.push(finding.with("sum_ppm", sum));
    }
    for (goal, assessment) in assessed {
        if goal.weight.ppm() <= 0 {
            let path = format!("goals.{}", goal.id);
            findings.push(Finding::new("sheet.part_without_weight", Severity::Error, path));
        }
        findings.extend(assessment.findings.iter().cloned());
    }
    if total.is_none() {
        findings.push(Finding::new("sheet.nothing_to_score", Severity::Error, "goals"));
    }
    findings
}

fn explain(total: Points, counting: &[(&Goal, Points)], weights: Rate) -> Explanation {
    let about = |goal: &Goal, term: Term| term.with("goal", goal.id.to_string());
    let part = |(goal, points): &(&Goal, Points)| {
        [
            about(goal, Term::new('+', "sheet.term.points", points, "point")),
            about(goal, percent('×', "sheet.term.weight", goal.weight)),
        ]
    };
    let mut terms: Vec<_> = counting.iter().flat_map(part).collect();
    if weights != Rate::ONE {
        terms.push(percent('÷', "sheet.term.weights_counted", weights));
    }
    Explanation {
        label: "sheet.total".to_owned(),
        value: total.to_string(),
        unit: "point".to_owned(),
        terms,
        basis: basis("sheet.weighted_mean"),
    }
}
