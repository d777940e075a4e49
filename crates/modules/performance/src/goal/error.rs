//! Why something could not be done with a goal.

use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::{employee::Refused, field::within};

/// Why something could not be done with a goal.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GoalError {
    /// Not for this actor.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The month is over at the place of work.
    #[error("the month is over")]
    MonthOver,
    /// The month's result is issued.
    #[error("the month's result is issued")]
    MonthIssued,
    /// The person does not work on any day of the month.
    #[error("not employed in the month")]
    NotEmployed,
    /// The weights of an open month would make more than 100 %.
    #[error("the weights make more than 100 %")]
    WeightsAboveWhole {
        /// What they would make.
        sum_ppm: i64,
    },
    /// Somebody changed it after it was looked at.
    #[error("changed meanwhile")]
    ChangedMeanwhile {
        /// The newest version.
        version: i32,
    },
    /// It was taken back.
    #[error("cancelled")]
    Cancelled,
    /// It is confirmed already.
    #[error("confirmed already")]
    AlreadyConfirmed,
    /// The new version says the same.
    #[error("nothing changed")]
    NothingChanged,
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl GoalError {
    /// Fields of the terms are wrong.
    pub(super) fn in_terms(errors: Vec<FieldError>) -> Self {
        Self::Invalid(within("terms", errors))
    }
}

impl From<Denied> for GoalError {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into())
    }
}

impl From<GoalError> for Problem {
    fn from(error: GoalError) -> Self {
        use GoalError as E;
        match error {
            E::Refused(refused) => refused.into(),
            E::Invalid(errors) => Self::invalid(errors),
            E::MonthOver => Self::conflict("goal.month_over"),
            E::MonthIssued => Self::conflict("goal.month_issued"),
            E::NotEmployed => Self::unprocessable("goal.not_employed"),
            E::WeightsAboveWhole { sum_ppm } => {
                Self::unprocessable("goal.weights_above_whole").with("sum_ppm", sum_ppm)
            }
            E::ChangedMeanwhile { version } => {
                Self::conflict("goal.changed_meanwhile").with("version", version)
            }
            E::Cancelled => Self::conflict("goal.cancelled"),
            E::AlreadyConfirmed => Self::conflict("goal.already_confirmed"),
            E::NothingChanged => Self::unprocessable("goal.nothing_changed"),
            E::Db(error) => error.into(),
        }
    }
}
