//! Where a sealed value lives.

use std::fmt::{self, Display};

/// The place a value is sealed for: it opens nowhere else. Authenticated, not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context(String);

impl Context {
    /// A cell of a table: `person.id_number:0197…`. `row` is the row's id in its plain text form.
    pub fn cell(table: &str, column: &str, row: impl Display) -> Self {
        Self(format!("{table}.{column}:{row}"))
    }

    /// Anything that is not a cell; `name` is unique to its use: `cursor:people`.
    pub fn named(name: &str) -> Self {
        // The leading mark keeps names apart from cells.
        Self(format!("#{name}"))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
