//! Why a document is refused.

use heng_access::Denied;
use heng_files::FileError;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

/// Why a document is refused.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// The file was refused, or the store failed.
    #[error("file: {0}")]
    File(#[from] FileError),
    /// A field is wrong.
    #[error("{0}: {1}")]
    Field(&'static str, &'static str),
    /// A field has more than so many characters.
    #[error("{0}: more than {1} characters")]
    TooLong(&'static str, usize),
}

impl From<DocumentError> for Problem {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Denied(denied) => denied.into(),
            DocumentError::Db(error) => error.into(),
            DocumentError::Field(field, code) => Self::invalid(vec![FieldError::new(field, code)]),
            DocumentError::TooLong(field, most) => {
                Self::invalid(vec![FieldError::new(field, "too_long").with("most", most)])
            }
            DocumentError::File(FileError::NotFound) => Self::not_found(),
            DocumentError::File(error) if error.code() == "internal" => Self::internal(&error),
            DocumentError::File(error) => Self::unprocessable(error.code()),
        }
    }
}
