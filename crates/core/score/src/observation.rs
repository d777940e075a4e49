//! Numbers reported on a goal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{Finding, Fixed, ObservationId, Severity};
use serde::{Deserialize, Serialize};

/// A number somebody or something reported: where the goal stands, not what was added. Never changed; a correction is a
/// new one that supersedes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Which one.
    pub id: ObservationId,
    /// The value, in the unit of the goal.
    pub value: Fixed,
    /// The day it speaks of, at the place of work.
    pub on: NaiveDate,
    /// When it was reported.
    pub at: DateTime<Utc>,
    /// The one it corrects.
    #[serde(default)]
    pub supersedes: Option<ObservationId>,
}

/// The observations that count on a day: those speaking of it or an earlier day that no other corrects, in the order of
/// what they speak of (then of reporting, then of id), whatever the order they come in.
///
/// Findings: `observation.unknown_superseded` (it corrects one that is not there; it counts) and
/// `observation.supersedes_itself` (directly or in a circle; the correction is ignored).
pub fn effective(observations: &[Observation], as_of: NaiveDate) -> (Vec<&Observation>, Vec<Finding>) {
    let corrects: BTreeMap<_, _> = observations.iter().map(|one| (one.id, one.supersedes)).collect();
    let mut findings = Vec::new();
    let mut superseded = BTreeSet::new();
    for one in observations {
        let Some(earlier) = one.supersedes else { continue };
        let code = if in_a_circle(one.id, &corrects) {
            "observation.supersedes_itself"
        } else {
            superseded.insert(earlier);
            if corrects.contains_key(&earlier) {
                continue;
            }
            "observation.unknown_superseded"
        };
        findings.push(Finding::new(code, Severity::Warning, format!("observations.{}", one.id)));
    }
    findings.sort_by(|a, b| a.path.cmp(&b.path));
    let counts = |one: &&Observation| one.on <= as_of && !superseded.contains(&one.id);
    let mut effective: Vec<_> = observations.iter().filter(counts).collect();
    effective.sort_by_key(|one| (one.on, one.at, one.id));
    (effective, findings)
}

/// Whether following corrections from `start` leads back to it.
fn in_a_circle(start: ObservationId, corrects: &BTreeMap<ObservationId, Option<ObservationId>>) -> bool {
    let step = |id: &ObservationId| corrects.get(id).copied().flatten();
    let line = std::iter::successors(step(&start), step);
    line.take(corrects.len()).any(|id| id == start)
}
