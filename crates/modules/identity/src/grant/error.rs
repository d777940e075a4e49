//! Why a grant is not given or revoked.

use axum::http::StatusCode;
use heng_access::Denied;
use heng_kernel::RangeError;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::AccountError;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// There is no such grant, or none the actor may know of.
    #[error("no such grant")]
    Unknown,
    /// There is no such role.
    #[error("no such role")]
    UnknownRole,
    /// Subtree and branch need a unit, company needs a company, the others need neither.
    #[error("the scope and its anchor do not fit")]
    BadAnchor,
    /// The last day lies before the first.
    #[error("the days do not make a range")]
    BadDays(#[from] RangeError),
    /// The role allows more than the giver may.
    #[error("the giver holds less: {0}")]
    BeyondOwnRights(String),
    /// Nobody could give roles any more.
    #[error("it is the last owner's grant")]
    LastOwner,
    /// About the account.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<GrantError> for Problem {
    fn from(error: GrantError) -> Self {
        use GrantError as E;
        match error {
            E::Unknown => Self::not_found(),
            E::UnknownRole => Self::invalid(vec![FieldError::new("role_id", "grant.unknown_role")]),
            E::BadAnchor => Self::invalid(vec![FieldError::new("scope", "grant.bad_anchor")]),
            E::BadDays(_) => Self::invalid(vec![FieldError::new("last_day", "before_first_day")]),
            E::BeyondOwnRights(permissions) => {
                Self::new(StatusCode::FORBIDDEN, "grant.beyond_own_rights").with("permissions", permissions)
            }
            E::LastOwner => Self::conflict("grant.last_owner"),
            E::Account(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Db(error) => error.into(),
        }
    }
}
