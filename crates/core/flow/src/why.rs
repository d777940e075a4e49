//! Why somebody is asked.

use heng_kernel::{EmploymentId, UnitId};
use serde::{Deserialize, Serialize};

/// One step of the reasoning that led to a person: a stable code with its values, the words are the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Why {
    /// The applicant's direct manager.
    DirectManager,
    /// The manager that many levels up, as the flow asks.
    ManagerLevel {
        /// From 1.
        level: u16,
    },
    /// The head of the applicant's department.
    DepartmentHead,
    /// Named in the flow.
    Named,
    /// Holds a role.
    HoldsRole {
        /// Its code.
        role: String,
    },
    /// Named by the applicant.
    ChosenByApplicant,
    /// Passed over: nobody sits there.
    SeatVacant {
        /// The unit without a head.
        unit: Option<UnitId>,
    },
    /// Passed over: does not work there on the day.
    HolderGone {
        /// Who.
        employment: EmploymentId,
    },
    /// Passed over: it is the applicant.
    IsApplicant,
    /// The next level up, because of what stands before.
    NextLevel {
        /// From 1.
        level: u16,
    },
    /// The highest manager there is; the flow asks for a level above.
    TopOfLine {
        /// From 1.
        level: u16,
    },
    /// The line of managers runs in a circle and was left.
    CycleStopped,
    /// The line of managers ended without anybody, so a role is asked instead.
    NobodyInLine,
}
