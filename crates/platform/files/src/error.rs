//! What can go wrong with a file.

use sea_orm::DbErr;

use crate::detect::Unfit;

/// A file was refused, or could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Nothing was sent.
    #[error("the file is empty")]
    Empty,
    /// More than this many bytes.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The content is of no kind that may be stored.
    #[error("the content cannot be stored: {0}")]
    Unfit(#[from] Unfit),
    /// The content is of a known kind that is not wanted here.
    #[error("{0} is not wanted here")]
    NotWanted(crate::Media),
    /// The scanner found something.
    #[error("the scanner refused the content: {0}")]
    Infected(String),
    /// The scanner did not answer, so nothing is let in.
    #[error("the scanner does not answer: {0}")]
    ScannerFailed(String),
    /// The sender broke off.
    #[error("the upload broke off: {0}")]
    BrokenUpload(String),
    /// There is no such file, or it was removed.
    #[error("no such file")]
    NotFound,
    /// The store failed.
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
    /// Keys failed, or the stored contents were tampered with.
    #[error("file contents: {0}")]
    Vault(#[from] heng_vault::VaultError),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl FileError {
    /// The stable code of the problem a client sees.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file.empty",
            Self::TooLarge(_) => "file.too_large",
            Self::Unfit(unfit) => unfit.code(),
            Self::NotWanted(_) => "file.not_wanted",
            Self::Infected(_) => "file.infected",
            Self::ScannerFailed(_) => "file.scanner_failed",
            Self::BrokenUpload(_) => "file.broken_upload",
            Self::NotFound => "file.not_found",
            Self::Store(_) | Self::Vault(_) | Self::Db(_) => "internal",
        }
    }
}
