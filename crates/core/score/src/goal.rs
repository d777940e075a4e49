//! What is to be reached.

use chrono::NaiveDate;
use heng_kernel::{Finding, Fixed, GoalId, Rate, Severity};
use serde::{Deserialize, Serialize};

use crate::number::minus;

/// One measurable goal of one person for one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Which one.
    pub id: GoalId,
    /// The value to reach.
    pub target: Fixed,
    /// Where it starts from; completion then counts from there.
    #[serde(default)]
    pub baseline: Option<Fixed>,
    /// In words of the company: 件, 元, %, days. The same for target, baseline and every observation.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// Its part of the sheet; the parts of a sheet make 100 %.
    pub weight: Rate,
    /// The last day on which reaching it is on time.
    pub due_on: NaiveDate,
    /// How far completion counts.
    #[serde(default)]
    pub bounds: Bounds,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better: sales, yield.
    Higher,
    /// Less is better: complaints, days of delivery.
    Lower,
}

impl Direction {
    /// How much better `value` is than `than`; negative when worse.
    pub(crate) const fn gain(self, value: Fixed, than: Fixed) -> Fixed {
        match self {
            Self::Higher => minus(value, than),
            Self::Lower => minus(than, value),
        }
    }

    /// The stable code: `higher`, `lower`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
}

/// How far completion counts for points: nothing below the floor, nothing above the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Lowest completion that is counted.
    pub floor: Rate,
    /// Highest completion that is counted.
    pub cap: Rate,
}

/// 0 % to 120 %.
impl Default for Bounds {
    fn default() -> Self {
        Self { floor: Rate::from_ppm(0), cap: Rate::from_ppm(1_200_000) }
    }
}

impl Bounds {
    /// The completion that counts.
    pub fn apply(self, completion: Rate) -> Rate {
        completion.max(self.floor).min(self.cap)
    }
}

impl Goal {
    /// What is wrong with it: a goal with errors is not given to anybody.
    ///
    /// - `goal.no_unit`: a number without a unit says nothing;
    /// - `goal.no_weight`: a weight of nothing or less;
    /// - `goal.floor_above_cap`;
    /// - `goal.baseline_beyond_target`: it would be reached before it begins; keep the value by a goal without baseline;
    /// - `goal.zero_target` (warning): without a baseline there is no part-way, only reached or not.
    pub fn findings(&self) -> Vec<Finding> {
        let beyond = |baseline| self.direction.gain(self.target, baseline) <= Fixed::ZERO;
        let faults = [
            (self.unit.trim().is_empty(), "goal.no_unit", Severity::Error, "unit"),
            (self.weight.ppm() <= 0, "goal.no_weight", Severity::Error, "weight"),
            (self.bounds.floor > self.bounds.cap, "goal.floor_above_cap", Severity::Error, "bounds"),
            (self.baseline.is_some_and(beyond), "goal.baseline_beyond_target", Severity::Error, "baseline"),
            (
                self.target.is_zero() && self.baseline.is_none(),
                "goal.zero_target",
                Severity::Warning,
                "target",
            ),
        ];
        let found = faults.into_iter().filter(|(found, ..)| *found);
        found.map(|(_, code, severity, path)| Finding::new(code, severity, path)).collect()
    }

    /// Whether a value reaches the target.
    pub fn is_reached_by(&self, value: Fixed) -> bool {
        self.direction.gain(value, self.target) >= Fixed::ZERO
    }
}
