//! Why a number was not taken.

use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::employee::Refused;

/// Why a number was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProgressError {
    /// Not for this actor.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The goal is not confirmed, or was taken back.
    #[error("the goal does not count")]
    NotConfirmed,
    /// The month's result is issued.
    #[error("the month's result is issued")]
    MonthIssued,
    /// The manager has corrected the number of that day.
    #[error("the number of that day was corrected")]
    DayCorrected,
    /// Another number has taken its place already.
    #[error("superseded already")]
    AlreadySuperseded,
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Denied> for ProgressError {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into())
    }
}

impl From<ProgressError> for Problem {
    fn from(error: ProgressError) -> Self {
        use ProgressError as E;
        match error {
            E::Refused(refused) => refused.into(),
            E::Invalid(errors) => Self::invalid(errors),
            E::NotConfirmed => Self::conflict("progress.not_confirmed"),
            E::MonthIssued => Self::conflict("progress.month_issued"),
            E::DayCorrected => Self::conflict("progress.day_corrected"),
            E::AlreadySuperseded => Self::conflict("progress.already_superseded"),
            E::Db(error) => error.into(),
        }
    }
}
