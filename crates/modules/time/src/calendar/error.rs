//! Why a calendar does not change.

use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

/// Why a calendar does not change.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CalendarError {
    /// The company or branch has one.
    #[error("there is a calendar already")]
    Exists,
    /// The unit is not one of the company.
    #[error("the unit is not of that company")]
    OtherCompany,
    /// No name was given.
    #[error("a name is missing")]
    NoName,
    /// A statutory holiday cannot be made a working day.
    #[error("a statutory holiday stays one")]
    StatutoryDay,
    /// Not allowed, or not visible.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<CalendarError> for Problem {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::Exists => Self::conflict("calendar.exists"),
            CalendarError::OtherCompany => Self::invalid(vec![FieldError::new("unit_id", "other_company")]),
            CalendarError::NoName => Self::invalid(vec![FieldError::new("name", "required")]),
            CalendarError::StatutoryDay => Self::unprocessable("calendar.statutory_day_stays"),
            CalendarError::Denied(denied) => denied.into(),
            CalendarError::Db(error) => error.into(),
        }
    }
}
