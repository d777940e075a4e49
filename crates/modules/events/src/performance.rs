//! What happened to goals and results. Events carry no score: who needs it reads it, with the right to.

use chrono::NaiveDate;
use heng_db::Event;
use heng_kernel::{EmploymentId, GoalId, ObservationId, ResultReportId};
use serde::{Deserialize, Serialize};

/// A goal was given, or changed and given again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalGiven {
    /// The goal.
    pub goal: GoalId,
    /// Whose.
    pub employment: EmploymentId,
    /// First day of its month.
    pub month_on: NaiveDate,
    /// Which version, from 1.
    pub version: i32,
}

/// The person confirmed a version of a goal; from now on it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalConfirmed {
    /// The goal.
    pub goal: GoalId,
    /// Whose.
    pub employment: EmploymentId,
    /// First day of its month.
    pub month_on: NaiveDate,
    /// The version confirmed.
    pub version: i32,
}

/// A number was reported or corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressReported {
    /// The number.
    pub observation: ObservationId,
    /// The goal; absent when it measures an improvement item.
    pub goal: Option<GoalId>,
    /// Whose.
    pub employment: EmploymentId,
    /// The day it speaks of.
    pub day_on: NaiveDate,
    /// The number it takes the place of.
    pub supersedes: Option<ObservationId>,
}

/// A month's result was issued, or issued anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultIssued {
    /// The report.
    pub report: ResultReportId,
    /// Whose.
    pub employment: EmploymentId,
    /// First day of its month.
    pub month_on: NaiveDate,
    /// 1 for the first; a higher one takes the place of all before, and whatever followed from those follows again.
    pub version: i32,
}

/// The person has seen a result. Seen is not agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultAcknowledged {
    /// The report.
    pub report: ResultReportId,
    /// Whose.
    pub employment: EmploymentId,
}

impl Event for GoalGiven {
    const NAME: &'static str = "performance.goal_given.v1";
}

impl Event for GoalConfirmed {
    const NAME: &'static str = "performance.goal_confirmed.v1";
}

impl Event for ProgressReported {
    const NAME: &'static str = "performance.progress_reported.v1";
}

impl Event for ResultIssued {
    const NAME: &'static str = "performance.result_issued.v1";
}

impl Event for ResultAcknowledged {
    const NAME: &'static str = "performance.result_acknowledged.v1";
}
