//! Why a result was not issued or acknowledged.

use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::{employee::Refused, improvement::ImprovementError};

/// Why a result was not issued or acknowledged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResultError {
    /// Not for this actor.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The month's last day is not past at the place of work.
    #[error("the month is not over")]
    MonthNotOver,
    /// No goal of the month was confirmed.
    #[error("nothing to score")]
    NothingToScore,
    /// It is issued; issuing anew takes a reason.
    #[error("issued already")]
    AlreadyIssued,
    /// Nothing changed since it was issued.
    #[error("nothing changed since")]
    NothingChanged,
    /// A newer version took its place.
    #[error("superseded")]
    Superseded,
    /// The improvement item could not be set.
    #[error(transparent)]
    Improvement(#[from] Box<ImprovementError>),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Denied> for ResultError {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into())
    }
}

impl From<ResultError> for Problem {
    fn from(error: ResultError) -> Self {
        use ResultError as E;
        match error {
            E::Refused(refused) => refused.into(),
            E::Invalid(errors) => Self::invalid(errors),
            E::MonthNotOver => Self::conflict("result.month_not_over"),
            E::NothingToScore => Self::unprocessable("result.nothing_to_score"),
            E::AlreadyIssued => Self::conflict("result.already_issued"),
            E::NothingChanged => Self::unprocessable("result.nothing_changed"),
            E::Superseded => Self::conflict("result.superseded"),
            E::Improvement(error) => (*error).into(),
            E::Db(error) => error.into(),
        }
    }
}
