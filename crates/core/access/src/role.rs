//! Roles and grants as data, and what follows from them on a day.

use chrono::NaiveDate;
use heng_kernel::{DateRange, RoleId};
use serde::{Deserialize, Serialize};

use crate::{Allowance, Anchor, ClassSet, Permission, Scope};

/// One line of a role. A role may list a permission more than once: its reports with these classes, its company with
/// those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    /// What may be done.
    pub permission: Permission,
    /// How far at most; a grant can only narrow it.
    pub scope: Scope,
    /// Fields it opens; empty unless the permission is [class-aware](Permission::class_aware).
    pub classes: ClassSet,
}

/// A named set of permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleDefinition {
    /// Stable code: `hr_head`.
    pub code: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// What it allows.
    pub rows: Vec<RoleRow>,
}

/// A role given to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which role.
    pub role: RoleId,
    /// How far at most.
    pub scope: Scope,
    /// From where. Give both parts when the role has rows of both kinds; a row without its anchor reaches nothing.
    pub anchor: Anchor,
    /// The days on which it holds.
    pub days: DateRange,
}

impl Grant {
    /// The same grant with the parts of its anchor that were left open taken from `home`: the units the person heads (or
    /// sits in) and the company they work for today.
    #[must_use]
    pub fn anchored_at(mut self, home: &Anchor) -> Self {
        if self.anchor.units.is_empty() {
            self.anchor.units.clone_from(&home.units);
        }
        self.anchor.company = self.anchor.company.or(home.company);
        self
    }

    /// What the grant allows on a day: each row of the role, no wider than the grant. Nothing outside its days.
    pub fn allowances(&self, rows: &[RoleRow], today: NaiveDate) -> Vec<Allowance> {
        let rows = if self.days.contains(today) { rows } else { &[] };
        let allowance = |row: &RoleRow| Allowance {
            permission: row.permission,
            scope: row.scope.narrower(self.scope),
            anchor: self.anchor.clone(),
            classes: row.classes,
            role: self.role,
        };
        rows.iter().map(allowance).collect()
    }
}

/// What is left of an owner's allowances inside a list of rows: what an API token of theirs may do. Never more than the
/// owner may, whatever the rows say.
pub fn allowances_within(owner: &[Allowance], rows: &[RoleRow]) -> Vec<Allowance> {
    let inside = |allowance: &Allowance, row: &RoleRow| Allowance {
        scope: allowance.scope.narrower(row.scope),
        classes: allowance.classes.intersection(row.classes),
        ..allowance.clone()
    };
    let same = |allowance: &Allowance, row: &&RoleRow| allowance.permission == row.permission;
    let of = |allowance| {
        rows.iter().filter(move |row| same(allowance, row)).map(move |row| inside(allowance, row))
    };
    owner.iter().flat_map(of).collect()
}
