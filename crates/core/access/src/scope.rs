//! How far a permission reaches.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Breadth of a permission, narrowest first.
///
/// `subtree`, `branch`, `company` and `all` nest where the units nest. `self` and `reports` are bound to the actor instead
/// of a place and are exactly what they say: one's own row is not among one's reports, and HR of one company has no hand
/// in their own file at another. A role that needs both lists both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One's own person and employments.
    #[serde(rename = "self")]
    Own,
    /// People whose manager, solid or dotted line, one is today.
    Reports,
    /// Everyone in the anchor units and all units below them.
    Subtree,
    /// Everyone of the anchor branches.
    Branch,
    /// Everyone of the anchor legal entity.
    Company,
    /// The whole group, including rows that belong to no company.
    All,
}

impl Scope {
    /// Every scope, narrowest first.
    pub const ALL: [Self; 6] =
        [Self::Own, Self::Reports, Self::Subtree, Self::Branch, Self::Company, Self::All];

    /// The stable code: `self`, `reports`, `subtree`, `branch`, `company`, `all`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Reports => "reports",
            Self::Subtree => "subtree",
            Self::Branch => "branch",
            Self::Company => "company",
            Self::All => "all",
        }
    }

    /// What is left of this scope when it is to reach no further than `limit`, or nothing when the narrower of the two is
    /// not certainly inside this one: one's own row is not among one's reports, and a unit one heads may lie in another
    /// company. A narrower scope is inside the whole group, and, where a place was named together with the limit
    /// (`placed`), a scope of that place stands for the wider kind of place.
    #[must_use]
    pub fn limited_to(self, limit: Self, placed: bool) -> Option<Self> {
        let inside = self == Self::All || placed && limit >= Self::Subtree;
        match limit {
            limit if limit >= self => Some(self),
            limit if inside => Some(limit),
            _ => None,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown scope")]
pub struct UnknownScope;

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(code: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.code() == code).ok_or(UnknownScope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_what_is_stored_and_sent() {
        for scope in Scope::ALL {
            assert_eq!(scope.code().parse(), Ok(scope));
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.code());
        }
    }
}
