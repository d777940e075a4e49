//! Why a role is not stored.

use axum::http::StatusCode;
use heng_access::Denied;
use heng_kernel::Finding;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::GrantError;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RoleError {
    /// There is no such role.
    #[error("no such role")]
    Unknown,
    /// It comes with the program.
    #[error("built-in roles are not edited")]
    Builtin,
    /// The code is empty, too long, or not in snake_case.
    #[error("not a code")]
    BadCode,
    /// The code is taken.
    #[error("the code is taken")]
    CodeTaken,
    /// A name is empty or too long.
    #[error("not a name")]
    BadName,
    /// Its rows make no role.
    #[error("the rows are wrong")]
    Rows(Vec<Finding>),
    /// Somebody has it.
    #[error("somebody has it")]
    InUse,
    /// It would allow more than the actor may.
    #[error(transparent)]
    Grant(#[from] GrantError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<RoleError> for Problem {
    fn from(error: RoleError) -> Self {
        use RoleError as E;
        match error {
            E::Unknown => Self::not_found(),
            E::Builtin => Self::new(StatusCode::CONFLICT, "role.builtin"),
            E::BadCode => Self::invalid(vec![FieldError::new("code", "role.bad_code")]),
            E::CodeTaken => Self::conflict("role.code_taken"),
            E::BadName => Self::invalid(vec![FieldError::new("name_zh", "role.bad_name")]),
            E::Rows(findings) => {
                let field = |finding: Finding| {
                    let mut field = FieldError::new(finding.path, finding.code);
                    field.params = finding.params;
                    field
                };
                Self::invalid(findings.into_iter().map(field).collect())
            }
            E::InUse => Self::conflict("role.in_use"),
            E::Grant(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Db(error) => error.into(),
        }
    }
}
