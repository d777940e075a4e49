//! Roles and grants as data, and what follows from them on a day.

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, RoleId, Severity};
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

impl RoleDefinition {
    /// What is wrong with it: a role with errors is not stored.
    ///
    /// - `role.repeated_row`: the same permission and scope twice;
    /// - `role.beyond_self`: a [personal](Permission::personal) permission with a wider scope than `self`;
    /// - `role.no_classes`, `role.classes_mean_nothing`: classes missing where the permission tells them apart, or given
    ///   where it does not.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (n, row) in self.rows.iter().enumerate() {
            let RoleRow { permission, scope, classes } = *row;
            let earlier = self.rows.iter().take(n);
            let repeated =
                earlier.into_iter().any(|other| other.permission == permission && other.scope == scope);
            let faults = [
                (repeated, "role.repeated_row"),
                (permission.personal() && scope != Scope::Own, "role.beyond_self"),
                (permission.class_aware() && classes.is_empty(), "role.no_classes"),
                (!permission.class_aware() && !classes.is_empty(), "role.classes_mean_nothing"),
            ];
            let codes = faults.into_iter().filter_map(|(found, code)| found.then_some(code));
            findings.extend(codes.map(|code| {
                Finding::new(code, Severity::Error, format!("rows[{n}]"))
                    .with("permission", permission.code())
                    .with("scope", scope.code())
            }));
        }
        findings
    }
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

    /// What the grant allows on a day: each row of the role, no wider than the grant. A row of which the grant's scope is no
    /// certain part allows nothing: giving a role over companies "to oneself" gives none of it. Nothing outside its days.
    pub fn allowances(&self, rows: &[RoleRow], today: NaiveDate) -> Vec<Allowance> {
        let rows = if self.days.contains(today) { rows } else { &[] };
        let allowance = |row: &RoleRow| Allowance {
            permission: row.permission,
            scope: row.scope,
            anchor: self.anchor.clone(),
            classes: row.classes,
            role: self.role,
        };
        rows.iter().filter_map(|row| allowance(row).limited_to(self.scope, true)).collect()
    }
}

impl Allowance {
    /// The same right reaching no further than `limit`, if any of it is certainly left: see [`Scope::limited_to`].
    fn limited_to(self, limit: Scope, placed: bool) -> Option<Self> {
        let scope = self.scope.limited_to(limit, placed)?;
        Some(Self { scope, ..self })
    }
}

/// What is left of an owner's allowances inside a list of rows: what an API token of theirs may do. Never more than the
/// owner may, whatever the rows say: a row names no place, so one narrower than what the owner holds counts only where
/// the owner holds the whole group.
pub fn allowances_within(owner: &[Allowance], rows: &[RoleRow]) -> Vec<Allowance> {
    let inside = |allowance: &Allowance, row: &RoleRow| {
        let classes = allowance.classes.intersection(row.classes);
        Allowance { classes, ..allowance.clone() }.limited_to(row.scope, false)
    };
    let same = |allowance: &Allowance, row: &&RoleRow| allowance.permission == row.permission;
    let of = |allowance| {
        rows.iter().filter(move |row| same(allowance, row)).filter_map(move |row| inside(allowance, row))
    };
    owner.iter().flat_map(of).collect()
}

/// Roles side by side as text, permission by permission, for review: who holds it, how far, for which fields. A role that
/// is not listed under a permission does not hold it.
pub fn role_table(roles: &[RoleDefinition]) -> String {
    let mut table = String::new();
    for permission in Permission::ALL {
        table.push_str(permission.code());
        table.push('\n');
        for role in roles {
            for row in role.rows.iter().filter(|row| row.permission == *permission) {
                let line = format!("    {:<10} {:<8} {}", role.code, row.scope.code(), row.classes);
                table.push_str(line.trim_end());
                table.push('\n');
            }
        }
    }
    table
}
