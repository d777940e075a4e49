//! What is known of one person's days.

use chrono::{DateTime, NaiveDate, Utc};
use heng_calendar::DayHalf;
use heng_kernel::LeaveTypeId;
use serde::{Deserialize, Serialize};

use super::rules::Reward;
use crate::{fingerprint::Gather, source::Source, timeline::Interval};

/// What a punch says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Coming.
    In,
    /// Going.
    Out,
    /// The terminal does not say (type 255 of many).
    Unknown,
}

/// One punch, from a terminal, a phone or an approved make-up request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Punch {
    /// When, as corrected for the device's clock.
    pub at: DateTime<Utc>,
    /// What it says it is.
    pub mark: Mark,
    /// Which punch.
    pub source: Source,
}

/// Which part of a day is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeavePart {
    /// All of it.
    Whole,
    /// The morning or the afternoon.
    Half(DayHalf),
    /// So many minutes of the time line.
    Between(Interval),
}

/// Approved leave on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LeaveOnDay {
    /// The day it belongs to.
    pub day: NaiveDate,
    /// Which part.
    pub part: LeavePart,
    /// The request.
    pub source: Source,
    /// The kind of leave.
    pub leave_type: LeaveTypeId,
}

/// Approved overtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OvertimeRequest {
    /// The day it belongs to.
    pub day: NaiveDate,
    /// When.
    pub span: Interval,
    /// What is asked for in return.
    pub reward: Reward,
    /// The request.
    pub source: Source,
}

/// Work elsewhere that counts as presence: a trip, field work, an approved day at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Away {
    /// When.
    pub span: Interval,
    /// The trip.
    pub source: Source,
}

/// The facts of one person over some days, in any order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Punches, also of the days around.
    pub punches: &'a [Punch],
    /// Leave by day.
    pub leaves: &'a [LeaveOnDay],
    /// Approved overtime.
    pub overtime: &'a [OvertimeRequest],
    /// Work elsewhere.
    pub away: &'a [Away],
}

impl Punch {
    pub(crate) fn gather(&self, into: &mut Gather) {
        into.number(self.at.timestamp());
        into.code(match self.mark {
            Mark::In => "in",
            Mark::Out => "out",
            Mark::Unknown => "unknown",
        });
        into.source(Some(&self.source));
    }
}

impl LeaveOnDay {
    pub(crate) fn gather(&self, into: &mut Gather) {
        into.date(self.day);
        match self.part {
            LeavePart::Whole => into.word(1),
            LeavePart::Half(DayHalf::Am) => into.word(2),
            LeavePart::Half(DayHalf::Pm) => into.word(3),
            LeavePart::Between(span) => into.interval(&span),
        }
        into.source(Some(&self.source));
        into.id(&self.leave_type.0);
    }
}

impl OvertimeRequest {
    pub(crate) fn gather(&self, into: &mut Gather) {
        into.date(self.day);
        into.interval(&self.span);
        into.code(self.reward.code());
        into.source(Some(&self.source));
    }
}

impl Away {
    pub(crate) fn gather(&self, into: &mut Gather) {
        into.interval(&self.span);
        into.source(Some(&self.source));
    }
}
