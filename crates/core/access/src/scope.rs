//! How far a permission reaches.

use serde::{Deserialize, Serialize};

/// Breadth of a permission, narrowest first. A wider one contains the narrower ones of the same anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One's own employments.
    #[serde(rename = "self")]
    Own,
    /// People whose manager, solid or dotted line, one is today.
    Reports,
    /// Everyone in the anchor unit and all units below it.
    Subtree,
    /// Everyone of the anchor branch.
    Branch,
    /// Everyone of the anchor legal entity.
    Company,
    /// The whole group, including rows that belong to no company.
    All,
}
