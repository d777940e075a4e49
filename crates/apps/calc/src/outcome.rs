//! How a command ended.

use std::{fmt, io, process::ExitCode};

/// How a command ended when it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All well: exit code 0.
    Good,
    /// It worked, and found something wrong: exit code 1.
    Findings,
    /// Part of what was given could not be used; the rest was done and told: exit code 2.
    Unusable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Good => 0,
            Outcome::Findings => 1,
            Outcome::Unusable => 2,
        })
    }
}

/// What was given cannot be used at all: exit code 2.
#[derive(Debug)]
pub struct Unusable(pub String);

impl Unusable {
    pub(crate) fn file(path: &std::path::Path, why: &dyn fmt::Display) -> Self {
        Self(format!("{}: {why}", path.display()))
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}
