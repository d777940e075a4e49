//! What happened to approval cases.

use heng_db::Event;
use heng_kernel::{CaseId, EmploymentId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A case was opened and waits for its first approvers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    /// The case.
    pub case: CaseId,
    /// Kind of request: `leave`.
    pub kind: String,
    /// The request, by the id its own module gave it.
    pub subject: Uuid,
    /// Who asks.
    pub applicant: EmploymentId,
}

/// A case is final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSettled {
    /// The case.
    pub case: CaseId,
    /// Kind of request.
    pub kind: String,
    /// The request.
    pub subject: Uuid,
    /// Who asked.
    pub applicant: EmploymentId,
    /// `approved`, `refused`, `withdrawn` or `voided`.
    pub outcome: String,
}

impl Event for CaseOpened {
    const NAME: &'static str = "approval.case_opened.v1";
}

impl Event for CaseSettled {
    const NAME: &'static str = "approval.case_settled.v1";
}
