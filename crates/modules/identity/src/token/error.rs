//! Why a token is not made.

use heng_access::Denied;
use heng_kernel::Finding;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::secret::NoRandomness;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    /// There is no such token, or none the actor may know of.
    #[error("no such token")]
    Unknown,
    /// The name is empty or too long.
    #[error("not a name")]
    BadName,
    /// It would end in the past, or in more than a year.
    #[error("the end is out of range")]
    BadEnd,
    /// Nothing to allow, or rows that make no sense.
    #[error("the rows are wrong")]
    Rows(Vec<Finding>),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The rows cannot be stored.
    #[error("the rows cannot be stored: {0}")]
    Json(#[from] serde_json::Error),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        use TokenError as E;
        match error {
            E::Unknown => Self::not_found(),
            E::BadName => Self::invalid(vec![FieldError::new("name", "token.bad_name")]),
            E::BadEnd => Self::invalid(vec![FieldError::new("ends_at", "token.bad_end")]),
            E::Rows(findings) if findings.is_empty() => {
                Self::invalid(vec![FieldError::new("rows", "required")])
            }
            E::Rows(findings) => {
                let field = |finding: Finding| FieldError::new(finding.path, finding.code);
                Self::invalid(findings.into_iter().map(field).collect())
            }
            E::Denied(denied) => denied.into(),
            E::NoRandomness(error) => Self::internal(&error),
            E::Json(error) => Self::internal(&error),
            E::Db(error) => error.into(),
        }
    }
}
