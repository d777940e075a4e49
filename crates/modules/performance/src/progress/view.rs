//! A number as pages show it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{Fixed, ObservationId};
use serde::Serialize;
use utoipa::ToSchema;

use super::entity::{Model, Source};
use crate::employee::Names;

/// A number that was reported, or a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ObservationView {
    pub(crate) id: ObservationId,
    /// Where it stood, decimal text in the goal's unit.
    pub(crate) value: String,
    /// The day it speaks of.
    pub(crate) day_on: NaiveDate,
    /// The line of words; for a correction its reason.
    pub(crate) words: String,
    /// Who it comes from.
    pub(crate) source: Source,
    /// The number it took the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) supersedes: Option<ObservationId>,
    /// Whether another took its place: it is shown and does not count.
    pub(crate) superseded: bool,
    /// Who entered it.
    pub(crate) by_name: String,
    /// The day it was entered on, at the place of work.
    pub(crate) reported_on: NaiveDate,
    /// Days from the day it speaks of to the day it was entered on.
    pub(crate) days_after_day: i64,
    /// Days from the due day to the day it was entered on; negative when early.
    pub(crate) days_after_due: i64,
    /// The instant it was entered.
    pub(crate) at: DateTime<Utc>,
}

/// Numbers in the order of reporting.
pub(crate) fn views(rows: &[Model], due_on: NaiveDate, names: &Names) -> Vec<ObservationView> {
    let superseded: HashSet<ObservationId> = rows.iter().filter_map(|row| row.supersedes_id).collect();
    let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
    let view = |row: &Model| ObservationView {
        id: row.id,
        value: Fixed::from_micro(row.value_micro).to_string(),
        day_on: row.day_on,
        words: row.words.clone(),
        source: row.source,
        supersedes: row.supersedes_id,
        superseded: superseded.contains(&row.id),
        by_name: names.name(row.reported_by),
        reported_on: row.reported_on,
        days_after_day: days(row.day_on, row.reported_on),
        days_after_due: days(due_on, row.reported_on),
        at: row.at,
    };
    rows.iter().map(view).collect()
}
