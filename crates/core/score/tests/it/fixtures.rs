//! Goals and observations in short.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use heng_kernel::{Fixed, GoalId, ObservationId, Rate};
use heng_score::{Bounds, Direction, Goal, Observation};
use uuid::Uuid;

pub(crate) fn number(text: &str) -> Fixed {
    text.parse().unwrap()
}

/// A day of March 2026, when every goal here runs.
pub(crate) fn march(day: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + Duration::days(day - 1)
}

pub(crate) fn observation_id(n: u128) -> ObservationId {
    ObservationId(Uuid::from_u128(n))
}

/// 100 % of a sheet, due on the 20th, more is better, counted from 0 % to 120 %.
pub(crate) fn goal(target: &str) -> Goal {
    Goal {
        id: GoalId(Uuid::from_u128(1)),
        target: number(target),
        baseline: None,
        unit: "件".to_owned(),
        direction: Direction::Higher,
        weight: Rate::ONE,
        due_on: march(20),
        bounds: Bounds::default(),
    }
}

/// The goal with a number and a weight in per cent.
pub(crate) fn weighing(n: u128, percent: i64, goal: Goal) -> Goal {
    Goal { id: GoalId(Uuid::from_u128(n)), weight: Rate::from_ppm(percent * 10_000), ..goal }
}

/// Reported at noon of the day it speaks of, with the day as its id.
pub(crate) fn reported(day: i64, value: &str) -> Observation {
    let at: DateTime<Utc> = march(day).and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()).and_utc();
    let id = observation_id(u128::try_from(day).unwrap());
    Observation { id, value: number(value), on: march(day), at, supersedes: None }
}
