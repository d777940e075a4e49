//! A day, worked out.

use chrono::NaiveDate;
use heng_calendar::RateClass;
use heng_kernel::{Finding, LeaveTypeId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{figures::Figures, note::Note, rules::Reward};
use crate::{fingerprint::Fingerprint, source::Source, timeline::Interval};

/// What a stretch of a day counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Worked at the ordinary rate.
    Worked,
    /// Planned, but not yet come.
    Late,
    /// Planned, but gone already.
    LeftEarly,
    /// Planned, but not there.
    Absent,
    /// Planned, but on leave of this kind.
    Leave(LeaveTypeId),
    /// Overtime of a class, paid or given as time off.
    Overtime {
        /// Which rate.
        class: RateClass,
        /// Pay or time off.
        reward: Reward,
    },
    /// Present beyond the plan, but not counted.
    NotCounted,
}

/// Why a stretch counts as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Present by the punches.
    Present,
    /// Working elsewhere.
    Away,
    /// Late or early within the grace.
    WithinGrace,
    /// Later than the grace allows.
    AfterStart,
    /// Earlier than the grace allows.
    BeforeEnd,
    /// So late or so early that it is an absence.
    BeyondLimit,
    /// No punch at all.
    NoPunch,
    /// The coming was not punched.
    NoPunchIn,
    /// The going was not punched.
    NoPunchOut,
    /// There by the punches, but not in these minutes.
    NotThere,
    /// Away between two punches.
    BetweenPunches,
    /// One side is not punched and counts as planned.
    TakenAsPlanned,
    /// The post has irregular hours.
    IrregularHours,
    /// Approved leave.
    OnLeave,
    /// Planned for a rest day.
    PlannedOnRestDay,
    /// Planned for a statutory holiday.
    PlannedOnHoliday,
    /// Worked beyond the plan.
    BeyondPlan,
    /// Worked within an approved request.
    WithinRequest,
    /// Approved, whatever the punches say.
    AsRequested,
    /// Before the start of the plan.
    EarlyArrival,
    /// Within the minutes after the end in which no overtime begins.
    TooSoonAfterEnd,
    /// Nothing was asked for.
    NotRequested,
    /// More than was asked for.
    MoreThanRequested,
    /// The system of working time knows no overtime here.
    NoOvertime,
}

impl Reason {
    /// Stable code for the words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "time.why.present",
            Self::Away => "time.why.away",
            Self::WithinGrace => "time.why.within_grace",
            Self::AfterStart => "time.why.after_start",
            Self::BeforeEnd => "time.why.before_end",
            Self::BeyondLimit => "time.why.beyond_limit",
            Self::NoPunch => "time.why.no_punch",
            Self::NoPunchIn => "time.why.no_punch_in",
            Self::NoPunchOut => "time.why.no_punch_out",
            Self::NotThere => "time.why.not_there",
            Self::BetweenPunches => "time.why.between_punches",
            Self::TakenAsPlanned => "time.why.taken_as_planned",
            Self::IrregularHours => "time.why.irregular_hours",
            Self::OnLeave => "time.why.on_leave",
            Self::PlannedOnRestDay => "time.why.planned_on_rest_day",
            Self::PlannedOnHoliday => "time.why.planned_on_holiday",
            Self::BeyondPlan => "time.why.beyond_plan",
            Self::WithinRequest => "time.why.within_request",
            Self::AsRequested => "time.why.as_requested",
            Self::EarlyArrival => "time.why.early_arrival",
            Self::TooSoonAfterEnd => "time.why.too_soon_after_end",
            Self::NotRequested => "time.why.not_requested",
            Self::MoreThanRequested => "time.why.more_than_requested",
            Self::NoOvertime => "time.why.no_overtime",
        }
    }
}

/// A stretch of a day in one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// When.
    pub span: Interval,
    /// What it counts as.
    pub category: Category,
    /// Whether it is worked by night.
    pub night: bool,
    /// Why.
    pub why: Reason,
    /// The fact that decided it.
    pub source: Option<Source>,
}

/// What a window of punches belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// The period of this number, from 0.
    Period(u8),
    /// Approved overtime apart from the periods.
    Overtime,
    /// A day without a plan.
    Open,
}

/// The punches a window was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Which window.
    pub window: WindowKind,
    /// The coming.
    pub opened_by: Option<Source>,
    /// The going.
    pub closed_by: Option<Source>,
}

/// Leave taken on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveShare {
    /// The request.
    pub source: Source,
    /// The kind.
    pub leave_type: LeaveTypeId,
    /// Planned minutes it covers.
    pub minutes: i64,
    /// The same in hundredths of this day's plan, rounded half up; the shares of a day that is covered whole add up to 100.
    pub hundredths: i64,
}

/// What a day was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayResult {
    /// The day the work belongs to.
    pub day: NaiveDate,
    /// Version of the rules it was worked out by.
    pub rules_version: u32,
    /// The roster row.
    pub shift: Option<Source>,
    /// Stretches in order. They do not overlap; together with unpaid breaks they cover the plan.
    pub segments: SmallVec<[Segment; 4]>,
    /// Sums.
    pub figures: Figures,
    /// Leave by request.
    pub leaves: SmallVec<[LeaveShare; 1]>,
    /// Which punches opened and closed what.
    pub attendance: SmallVec<[Attendance; 2]>,
    /// What was noticed, in the order of its codes.
    pub notes: SmallVec<[Note; 2]>,
    /// Names everything it was worked out from.
    pub fingerprint: Fingerprint,
}

impl DayResult {
    /// The notes as the product shows them.
    pub fn findings(&self) -> Vec<Finding> {
        let path = self.day.to_string();
        self.notes.iter().map(|note| note.finding(&path)).collect()
    }

    /// Minutes of a category that a test of segments accepts.
    pub fn minutes_where(&self, keep: impl Fn(&Segment) -> bool) -> i64 {
        self.segments.iter().filter(|segment| keep(segment)).map(|segment| segment.span.minutes()).sum()
    }
}
