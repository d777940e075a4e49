//! What is known to be wrong with a roster.

use std::collections::BTreeSet;

use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Truth {
    pub(crate) rows: usize,
    pub(crate) header_row: u32,
    pub(crate) faults: Vec<Fault>,
    pub(crate) normalise: Vec<Normalise>,
}

#[derive(Deserialize)]
pub(crate) struct Fault {
    #[serde(default)]
    row: Option<u32>,
    #[serde(default)]
    rows: Vec<u32>,
    #[serde(default)]
    other_row: Option<u32>,
    #[serde(default)]
    pub(crate) column: Option<String>,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) how: Option<String>,
    #[serde(default)]
    pub(crate) right: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Normalise {
    pub(crate) row: u32,
    pub(crate) column: String,
    pub(crate) right: serde_json::Value,
}

impl Fault {
    /// The rows that must be pointed at.
    pub(crate) fn rows(&self) -> BTreeSet<u32> {
        self.row.into_iter().chain(self.rows.iter().copied()).collect()
    }

    /// Rows that may be pointed at: also the other holder of a number.
    pub(crate) fn concerned(&self) -> BTreeSet<u32> {
        self.rows().into_iter().chain(self.other_row).collect()
    }
}
