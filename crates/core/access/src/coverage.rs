//! Whether one scope, anchored somewhere, takes in one row: the only place that knows what scopes mean.

use serde::{Deserialize, Serialize};

use crate::{Actor, Anchor, Scope, Target};

/// Why an allowance takes a row in, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Covers: group scope.
    WholeGroup,
    /// Covers: the row is the actor's own.
    OwnRow,
    /// Covers: the actor manages the employment, by solid or dotted line.
    ManagesThem,
    /// Covers: in an anchor unit or below it.
    InSubtree,
    /// Covers: of an anchor branch.
    InBranch,
    /// Covers: of the anchor company.
    InCompany,
    /// Does not: the row is somebody else's.
    NotOwnRow,
    /// Does not: the actor is not their manager today.
    NotTheirManager,
    /// Does not: in none of the anchor units.
    OutsideSubtree,
    /// Does not: of none of the anchor branches.
    OutsideBranch,
    /// Does not: of another company.
    OutsideCompany,
    /// Does not: the row belongs to no company, so only group scope takes it in.
    NoCompany,
    /// Does not: the scope has no anchor, so it reaches nothing.
    NoAnchor,
}

impl Coverage {
    /// Whether the row is taken in.
    pub const fn covers(self) -> bool {
        matches!(
            self,
            Self::WholeGroup
                | Self::OwnRow
                | Self::ManagesThem
                | Self::InSubtree
                | Self::InBranch
                | Self::InCompany
        )
    }

    pub(crate) fn of(actor: &Actor, scope: Scope, anchor: &Anchor, target: &Target) -> Self {
        let anchored_at = |unit| anchor.units.contains(unit);
        match (scope, target.company) {
            (Scope::All, _) => Self::WholeGroup,
            (Scope::Own, _) if actor.owns(target) => Self::OwnRow,
            (Scope::Own, _) => Self::NotOwnRow,
            (_, None) => Self::NoCompany,
            (Scope::Reports, _) if actor.manages(target) => Self::ManagesThem,
            (Scope::Reports, _) => Self::NotTheirManager,
            (Scope::Subtree | Scope::Branch, _) if anchor.units.is_empty() => Self::NoAnchor,
            (Scope::Subtree, _) if target.units.iter().any(anchored_at) => Self::InSubtree,
            (Scope::Subtree, _) => Self::OutsideSubtree,
            (Scope::Branch, _) if target.branches.iter().any(anchored_at) => Self::InBranch,
            (Scope::Branch, _) => Self::OutsideBranch,
            (Scope::Company, Some(theirs)) => match anchor.company {
                None => Self::NoAnchor,
                Some(ours) if ours == theirs => Self::InCompany,
                Some(_) => Self::OutsideCompany,
            },
        }
    }
}
