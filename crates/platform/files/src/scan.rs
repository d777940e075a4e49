//! The hook for a virus scanner.

use std::fmt::Debug;

use async_trait::async_trait;

use crate::Body;

/// What a scanner says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing found.
    Clean,
    /// What was found.
    Infected(String),
}

/// The scanner did not answer. Nothing is let in then.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ScannerFailed(pub String);

/// Looks at every file before it is let in.
#[async_trait]
pub trait Scanner: Debug + Send + Sync {
    /// Reads the contents and says what they are.
    async fn scan(&self, body: Body) -> Result<Verdict, ScannerFailed>;
}
