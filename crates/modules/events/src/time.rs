//! What happened to leave.

use chrono::NaiveDate;
use heng_db::Event;
use heng_kernel::{CaseId, EmploymentId, LeaveRequestId};
use serde::{Deserialize, Serialize};

/// Leave was asked for; the days are held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveSubmitted {
    /// The request.
    pub request: LeaveRequestId,
    /// Who asks.
    pub employment: EmploymentId,
    /// The case it waits in.
    pub case: CaseId,
}

/// A request for leave is decided, taken back or cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveDecided {
    /// The request.
    pub request: LeaveRequestId,
    /// Who asked.
    pub employment: EmploymentId,
    /// `approved`, `refused`, `withdrawn`, `voided` or `cancelled`.
    pub outcome: String,
    /// First day of the leave.
    pub first_day: NaiveDate,
    /// Last day of the leave.
    pub last_day: NaiveDate,
}

impl Event for LeaveSubmitted {
    const NAME: &'static str = "leave.submitted.v1";
}

impl Event for LeaveDecided {
    const NAME: &'static str = "leave.decided.v1";
}
