//! Rows of numbers on standard output, words on standard error.

use std::io::Write;

use anyhow::Context;
use serde::Serialize;
use serde_json::Number;

/// Which database a number was measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
    #[serde(rename = "-")]
    None,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Better {
    Lower,
    Higher,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    name: &'a str,
    backend: Backend,
    metric: &'a str,
    value: Number,
    unit: &'a str,
    target: Option<Number>,
    better: Better,
    met: Option<bool>,
}

/// A measured number in thousandths of its unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured<'a> {
    pub name: &'a str,
    pub backend: Backend,
    pub metric: &'a str,
    /// Thousandths.
    pub value: u64,
    pub unit: &'a str,
    /// Whole units; nothing when there is no target.
    pub target: Option<u64>,
}

/// Writes what was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    wanted: Vec<String>,
}

impl Report {
    /// Names, or parts of names, of what shall be measured; everything when there are none.
    pub(crate) fn of(wanted: Vec<String>) -> Self {
        Self { wanted }
    }

    /// Whether this was asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|part| name.contains(part.as_str()))
    }

    /// The smaller, the better.
    pub(crate) fn at_most(&self, measured: Measured<'_>) -> anyhow::Result<()> {
        let met = measured.target.map(|target| measured.value <= target.saturating_mul(1000));
        write(&measured, Better::Lower, met)
    }

    /// The greater, the better.
    pub(crate) fn at_least(&self, measured: Measured<'_>) -> anyhow::Result<()> {
        let met = measured.target.map(|target| measured.value >= target.saturating_mul(1000));
        write(&measured, Better::Higher, met)
    }
}

fn write(measured: &Measured<'_>, better: Better, met: Option<bool>) -> anyhow::Result<()> {
    let Measured { name, backend, metric, value, unit, target } = *measured;
    let row = Row {
        name,
        backend,
        metric,
        value: number(value)?,
        unit,
        target: target.map(Into::into),
        better,
        met,
    };
    writeln!(std::io::stdout().lock(), "{}", serde_json::to_string(&row)?)?;
    Ok(())
}

/// Thousandths as a decimal number; three figures are enough above ten.
fn number(thousandths: u64) -> anyhow::Result<Number> {
    let text = match thousandths {
        0..10_000 => format!("{}.{:03}", thousandths / 1000, thousandths % 1000),
        10_000..1_000_000 => format!("{}.{}", thousandths / 1000, thousandths % 1000 / 100),
        _ => (thousandths / 1000).to_string(),
    };
    serde_json::from_str(&text).with_context(|| format!("{text} is no number"))
}

/// Words to whoever waits.
pub(crate) fn tell(words: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{words}");
}
