//! What was noticed while a day was worked out.

use heng_kernel::{Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::source::Source;

/// What was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteCode {
    /// The same punch again within seconds, or delivered twice: not counted again.
    PunchEcho,
    /// No shift, request or day off claims the punch.
    PunchUnclaimed,
    /// A coming without its going, or the other way round, between pairs.
    PunchUnpaired,
    /// Nobody came, by the punches.
    MissingIn,
    /// Nobody went, by the punches.
    MissingOut,
    /// One punch closes a shift and opens the next.
    PunchForBoth,
    /// Present while on leave.
    PresentOnLeave,
    /// Two leaves over the same minutes: the first by start and id counts.
    LeaveOverlap,
    /// Leave over minutes that are not planned.
    LeaveOutsidePlan,
    /// Planned on a rest day: paid as overtime.
    PlannedOnRestDay,
    /// Planned on a statutory holiday: paid at 300 %.
    PlannedOnHoliday,
    /// Work on a statutory holiday cannot be given as time off: it is paid.
    HolidayNotExchangeable,
    /// Overtime of a working day is paid unless time off was agreed.
    WorkdayNotExchangeable,
    /// Overtime was approved but less was worked; the minutes are those missing.
    RequestNotReached,
    /// Minutes beyond the plan that no request covers.
    NotRequested,
    /// Overtime minutes lost to rounding or the minimum.
    RoundedOff,
    /// This post has no overtime by its system of working time.
    NoOvertimeBySystem,
}

impl NoteCode {
    /// Stable code and how much it matters.
    pub const fn parts(self) -> (&'static str, Severity) {
        match self {
            Self::PunchEcho => ("time.punch_echo", Severity::Info),
            Self::PunchUnclaimed => ("time.punch_unclaimed", Severity::Warning),
            Self::PunchUnpaired => ("time.punch_unpaired", Severity::Warning),
            Self::MissingIn => ("time.missing_in", Severity::Warning),
            Self::MissingOut => ("time.missing_out", Severity::Warning),
            Self::PunchForBoth => ("time.punch_for_both", Severity::Info),
            Self::PresentOnLeave => ("time.present_on_leave", Severity::Warning),
            Self::LeaveOverlap => ("time.leave_overlap", Severity::Warning),
            Self::LeaveOutsidePlan => ("time.leave_outside_plan", Severity::Info),
            Self::PlannedOnRestDay => ("time.planned_on_rest_day", Severity::Info),
            Self::PlannedOnHoliday => ("time.planned_on_holiday", Severity::Info),
            Self::HolidayNotExchangeable => ("time.holiday_not_exchangeable", Severity::Warning),
            Self::WorkdayNotExchangeable => ("time.workday_not_exchangeable", Severity::Warning),
            Self::RequestNotReached => ("time.request_not_reached", Severity::Info),
            Self::NotRequested => ("time.not_requested", Severity::Info),
            Self::RoundedOff => ("time.rounded_off", Severity::Info),
            Self::NoOvertimeBySystem => ("time.no_overtime_by_system", Severity::Info),
        }
    }
}

/// Something noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Note {
    /// What.
    pub code: NoteCode,
    /// About which fact.
    pub source: Option<Source>,
    /// About how many minutes, where that says something.
    pub minutes: i64,
}

impl Note {
    /// As the product shows findings; `path` says which day.
    pub fn finding(&self, path: &str) -> Finding {
        let (code, severity) = self.code.parts();
        let mut finding = Finding::new(code, severity, path);
        if let Some(source) = &self.source {
            finding = finding.with(source.kind.code(), source.id.to_string());
        }
        if self.minutes == 0 { finding } else { finding.with("minutes", self.minutes) }
    }
}
