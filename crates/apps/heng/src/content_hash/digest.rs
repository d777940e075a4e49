//! Hashing rows in any order.

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

pub(crate) type RowDigest = [u8; 32];

/// The digests of one table's rows; the order in which they come does not matter.
#[derive(Debug, Default)]
pub(crate) struct Digests(Vec<RowDigest>);

impl Digests {
    pub(crate) fn push(&mut self, digest: RowDigest) {
        self.0.push(digest);
    }

    /// Adds the table to the whole: its name, its columns, how many rows, and every row.
    pub(crate) fn close(mut self, whole: &mut Sha256, table: &str, columns: &[&str]) {
        self.0.sort_unstable();
        whole.update(Json::from(vec![Json::from(table), columns.into(), self.0.len().into()]).to_string());
        whole.update([0]);
        for digest in self.0 {
            whole.update(digest);
        }
    }
}

pub(crate) fn of_row(cells: Vec<Json>) -> RowDigest {
    Sha256::digest(Json::Array(cells).to_string()).into()
}
