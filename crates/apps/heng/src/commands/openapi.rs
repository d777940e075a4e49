//! `heng openapi`.

use std::io::Write;

use crate::{output::Outcome, wiring};

/// Prints the description as JSON, the same bytes for the same program.
pub(crate) fn openapi() -> anyhow::Result<Outcome> {
    let (_, api) = wiring::routes().split_for_parts();
    writeln!(std::io::stdout().lock(), "{}", api.to_pretty_json()?)?;
    Ok(Outcome::Good)
}
