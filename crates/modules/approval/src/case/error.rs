//! Why a case is not opened or does not move.

use axum::http::StatusCode;
use heng_access::Denied;
use heng_flow::{CaseStatus, Refusal};
use heng_kernel::Finding;
use heng_web::Problem;
use sea_orm::DbErr;

use super::word;

/// Why a case is not opened or does not move.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalError {
    /// The state of the case does not allow it.
    #[error(transparent)]
    Refused(Refusal),
    /// The flow finds nobody who could decide. Never a pass.
    #[error("nobody can be asked")]
    Nobody(Vec<Finding>),
    /// The request is waiting in a case already.
    #[error("the request is in a case already")]
    OpenAlready,
    /// No module has registered the kind.
    #[error("no such kind of request: {0}")]
    UnknownKind(String),
    /// Not allowed, or not visible.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Refusal> for ApprovalError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            // Somebody else's task is answered like a case that does not exist.
            Refusal::NotAsked => Self::Denied(Denied::Hidden),
            other => Self::Refused(other),
        }
    }
}

impl From<ApprovalError> for Problem {
    fn from(error: ApprovalError) -> Self {
        match error {
            ApprovalError::Refused(refusal) => refused(refusal),
            ApprovalError::Nobody(findings) => {
                let found =
                    findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>().join(" ");
                Self::unprocessable("approval.nobody_to_ask").with("found", found)
            }
            ApprovalError::OpenAlready => Self::conflict("approval.open_already"),
            ApprovalError::UnknownKind(_) => Self::internal(&error),
            ApprovalError::Denied(denied) => denied.into(),
            ApprovalError::Db(error) => error.into(),
        }
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::OwnRequest => Problem::new(StatusCode::FORBIDDEN, "approval.own_request"),
        Refusal::NotAsked => Problem::not_found(),
        Refusal::NotApplicant => Problem::new(StatusCode::FORBIDDEN, "approval.not_applicant"),
        Refusal::NotOpen => Problem::conflict("approval.not_open"),
        Refusal::AlreadyDecided => Problem::conflict("approval.already_decided"),
        Refusal::Stale => Problem::conflict("approval.stale"),
        Refusal::ContentChanged => Problem::conflict("approval.content_changed"),
        Refusal::OutOfTurn => Problem::conflict("approval.out_of_turn"),
        Refusal::Closed(status) => closed(status),
    }
}

fn closed(status: CaseStatus) -> Problem {
    Problem::conflict("approval.closed").with("status", word::of(status).unwrap_or_default())
}
