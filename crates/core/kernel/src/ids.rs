//! Typed ids: one list, append only. A bare `Uuid` never crosses a function boundary.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
        impl $name {
            /// The instant stamped into the id.
            pub fn stamped_at(self) -> Option<DateTime<Utc>> { crate::clock::stamped_at(self.0) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { text.parse().map(Self) }
        }
        #[cfg(feature = "db")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

typed_id! {
    // platform
    /// A row of the outbox.
    EventId;
    /// A queued job.
    JobId;
    /// A row of the audit trail.
    AuditId;
    /// A stored file.
    FileId;
    // identity
    /// A sign-in account of one person.
    AccountId;
    /// A signed-in session.
    SessionId;
    /// A role: a named set of permissions.
    RoleId;
    /// A role given to an account with a scope and dates.
    GrantId;
    /// An API token.
    TokenId;
    /// A passkey registered by an account.
    PasskeyId;
    // people
    /// A human being. Never re-used, never merged away silently.
    PersonId;
    /// One stint of a person at one legal entity; "employee" in words and pages.
    EmploymentId;
    /// A post held during an employment.
    AssignmentId;
    /// A labour contract.
    ContractId;
    /// A pay rate valid for a range of days.
    CompensationId;
    /// A unit of the organisation: group, company, region, branch, department or team.
    UnitId;
    /// A change of a unit: made, renamed, moved, closed …
    UnitChangeId;
    /// A legal entity; the unit of kind `company` that employs people.
    CompanyId;
    /// A job of the catalogue.
    JobTitleId;
    /// A grade of the catalogue.
    GradeId;
    /// An optional seat.
    PositionId;
    /// A personnel event: hire, transfer, leave …
    PersonnelEventId;
    /// A document in a person's file.
    DocumentId;
    /// A user-defined field.
    FieldId;
    // notice, task, question
    /// A notice to one person.
    NoticeId;
    // approval
    /// A flow definition.
    FlowId;
    /// An immutable version of a flow.
    FlowVersionId;
    /// A running or decided case.
    CaseId;
    /// One approver's part of a case.
    CaseTaskId;
    // time
    /// A leave type.
    LeaveTypeId;
    /// A request for leave.
    LeaveRequestId;
    /// A grant of leave that movements draw on.
    LeaveLotId;
    /// A signed movement of the leave ledger.
    LeaveMovementId;
    /// A company or branch calendar.
    CalendarId;
    // performance
    /// A measurable goal of one person for one period.
    GoalId;
    /// A number reported on a goal.
    ObservationId;
    /// A period's result report of one person.
    ResultReportId;
    /// An improvement item that follows from a result.
    ImprovementId;
    // intake
    /// One uploaded file on its way in.
    IntakeBatchId;
}
