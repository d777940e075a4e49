//! Why somebody may, or may not: the decision with everything that was weighed.

use heng_kernel::RoleId;
use serde::{Deserialize, Serialize};

use crate::{Actor, Allowance, Anchor, ClassSet, Coverage, Denied, Permission, Scope, Target};

/// A decision and its reasons. [`AccessExplanation::verdict`] always equals what [`Actor::require_classes`] answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct AccessExplanation {
    /// What was asked.
    #[cfg_attr(feature = "api", schema(value_type = String))]
    pub permission: Permission,
    /// For which field classes.
    #[cfg_attr(feature = "api", schema(value_type = Vec<crate::FieldClass>))]
    pub classes: ClassSet,
    /// The answer.
    pub verdict: Verdict,
    /// The asked classes that stay closed.
    #[cfg_attr(feature = "api", schema(value_type = Vec<crate::FieldClass>))]
    pub missing: ClassSet,
    /// Every allowance of that permission.
    pub considered: Vec<Considered>,
    /// When the permission itself covers nothing here: the allowances that decide whether the row exists for the actor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sight: Vec<Considered>,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// The row may be seen, but not this.
    Forbidden,
    /// For this actor the row does not exist.
    Hidden,
}

/// One allowance, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Considered {
    /// The role it comes from.
    pub role: RoleId,
    /// What it allows.
    #[cfg_attr(feature = "api", schema(value_type = String))]
    pub permission: Permission,
    /// How far.
    pub scope: Scope,
    /// From where.
    pub anchor: Anchor,
    /// Whether it takes the row in.
    pub covers: bool,
    /// Why it does, or does not.
    pub reason: Coverage,
    /// Fields it opens where it covers.
    #[cfg_attr(feature = "api", schema(value_type = Vec<crate::FieldClass>))]
    pub classes: ClassSet,
    /// Asked classes it would leave closed on its own.
    #[cfg_attr(feature = "api", schema(value_type = Vec<crate::FieldClass>))]
    pub missing: ClassSet,
}

impl Actor {
    /// Answers as [`Actor::require_classes`] does and says why.
    pub fn explain(&self, permission: Permission, classes: ClassSet, target: &Target) -> AccessExplanation {
        let (verdict, missing) = match self.require_classes(permission, classes, target) {
            Ok(()) => (Verdict::Allowed, ClassSet::EMPTY),
            Err(Denied::Forbidden { missing, .. }) => (Verdict::Forbidden, missing),
            Err(Denied::Hidden) => (Verdict::Hidden, ClassSet::EMPTY),
        };
        let weigh = |allowance: &Allowance, asked: ClassSet| self.weigh(allowance, asked, target);
        let considered: Vec<_> =
            self.holding(permission).map(|allowance| weigh(allowance, classes)).collect();
        let decides_sight = |allowance: &&Allowance| match target.shown_by() {
            Some(read) => allowance.permission == read,
            None => allowance.permission != permission,
        };
        let sight = if considered.iter().any(|allowance| allowance.covers) {
            Vec::new()
        } else {
            let deciding = self.allowances().iter().filter(decides_sight);
            deciding.map(|allowance| weigh(allowance, ClassSet::EMPTY)).collect()
        };
        AccessExplanation { permission, classes, verdict, missing, considered, sight }
    }

    fn weigh(&self, allowance: &Allowance, asked: ClassSet, target: &Target) -> Considered {
        let reason = self.coverage(allowance, target);
        Considered {
            role: allowance.role,
            permission: allowance.permission,
            scope: allowance.scope,
            anchor: allowance.anchor.clone(),
            covers: reason.covers(),
            reason,
            classes: allowance.classes,
            missing: asked.difference(allowance.classes),
        }
    }
}
