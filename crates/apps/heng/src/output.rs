//! Results on standard output, and how the program ends.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use serde::Serialize;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All well.
    Good,
    /// It worked, and found something wrong.
    Findings,
}

/// What was given cannot be used: the program ends with 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unusable(pub(crate) String);

/// Prints results as text for people or as one JSON document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printer {
    pub(crate) json: bool,
}

impl Printer {
    /// Prints one result.
    pub(crate) fn print(self, text: &str, value: &impl Serialize) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, value)?;
            writeln!(out)?;
        } else if !text.is_empty() {
            writeln!(out, "{}", text.trim_end())?;
        }
        out.flush()?;
        Ok(())
    }
}

/// Says something to whoever sits at the console: on standard error, never in the log.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "heng: {text}");
}

/// The exit code; what went wrong goes to standard error.
pub(crate) fn end(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            let unusable = error.is::<Unusable>() || error.is::<crate::config::ConfigError>();
            // The log may not be running yet.
            let _ = writeln!(io::stderr(), "heng: {error:#}");
            ExitCode::from(if unusable { 2 } else { 1 })
        }
    }
}
