//! Reading roles.

use std::collections::HashMap;

use heng_access::{ClassSet, FieldClass, RoleRow};
use heng_kernel::RoleId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{role, role_row};

impl role_row::Model {
    /// The row as `core/access` weighs it; `None` for what this version does not know (any more).
    fn row(&self) -> Option<RoleRow> {
        let classes = self.classes.split_whitespace().map(str::parse::<FieldClass>);
        Some(RoleRow {
            permission: self.permission.parse().ok()?,
            scope: self.scope.parse().ok()?,
            classes: classes.collect::<Result<ClassSet, _>>().ok()?,
        })
    }
}

/// The rows of these roles.
pub(crate) async fn rows_of(
    db: &impl ConnectionTrait,
    roles: impl IntoIterator<Item = RoleId>,
) -> Result<HashMap<RoleId, Vec<RoleRow>>, DbErr> {
    let stored = role_row::Entity::find().filter(role_row::Column::RoleId.is_in(roles)).all(db).await?;
    let mut rows: HashMap<RoleId, Vec<RoleRow>> = HashMap::new();
    for row in stored {
        rows.entry(row.role_id).or_default().extend(row.row());
    }
    for rows in rows.values_mut() {
        rows.sort_unstable_by_key(|row| (row.permission, row.scope));
    }
    Ok(rows)
}

/// Every role, built-in ones first in the order they are explained, own ones by code.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<role::Model>, DbErr> {
    let mut roles = role::Entity::find().order_by_asc(role::Column::Code).all(db).await?;
    let builtin = heng_access::builtin_roles();
    let place = |code: &str| builtin.iter().position(|role| role.code == code).unwrap_or(usize::MAX);
    roles.sort_by_key(|role| place(&role.code));
    Ok(roles)
}
