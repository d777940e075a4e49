//! Why an improvement item was not set.

use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::{employee::Refused, progress::ProgressError};

/// Why an improvement item was not set.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImprovementError {
    /// Not for this actor.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The result has its item.
    #[error("there is an item")]
    Exists,
    /// A newer version took the result's place.
    #[error("superseded")]
    Superseded,
    /// The month in which it would show its effect has its result.
    #[error("too late to show an effect")]
    TooLate,
    /// Its number was not taken.
    #[error(transparent)]
    Progress(#[from] Box<ProgressError>),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Denied> for ImprovementError {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into())
    }
}

impl From<ImprovementError> for Problem {
    fn from(error: ImprovementError) -> Self {
        use ImprovementError as E;
        match error {
            E::Refused(refused) => refused.into(),
            E::Invalid(errors) => Self::invalid(errors),
            E::Exists => Self::conflict("improvement.exists"),
            E::Superseded => Self::conflict("improvement.result_superseded"),
            E::TooLate => Self::conflict("improvement.too_late"),
            E::Progress(error) => (*error).into(),
            E::Db(error) => error.into(),
        }
    }
}
