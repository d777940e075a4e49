//! Why a flow is not stored.

use heng_access::Denied;
use heng_kernel::Finding;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

/// Why a flow is not stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FlowError {
    /// It could approve by itself or ask nobody.
    #[error("the flow has faults")]
    Faulty(Vec<Finding>),
    /// The kind is no kind of request.
    #[error("no such kind of request")]
    UnknownKind,
    /// Not allowed, or not visible.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<FlowError> for Problem {
    fn from(error: FlowError) -> Self {
        match error {
            FlowError::Faulty(findings) => {
                let fields = findings.into_iter().map(|finding| FieldError {
                    params: finding.params,
                    ..FieldError::new(format!("definition.{}", finding.path), finding.code)
                });
                Self { errors: fields.collect(), ..Self::unprocessable("flow.faulty") }
            }
            FlowError::UnknownKind => Self::not_found(),
            FlowError::Denied(denied) => denied.into(),
            FlowError::Db(error) => error.into(),
        }
    }
}
