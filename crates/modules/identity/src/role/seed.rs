//! The built-in roles as rows.

use heng_access::{RoleDefinition, builtin_roles};
use heng_db::{Db, Tx};
use heng_kernel::RoleId;
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};
use sha2::{Digest, Sha256};
use uuid::Builder;

use super::{
    entity::{role, role_row},
    rows_of,
};
use crate::access;

/// The id of a built-in role: the same in every installation, made from its code.
pub fn builtin_role_id(code: &str) -> RoleId {
    let digest: [u8; 32] = Sha256::digest(format!("heng/role/{code}")).into();
    let [bytes @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = digest;
    RoleId(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Brings the rows of the built-in roles to what this version says. Run at every start, by any number of processes.
pub async fn seed(db: &Db) -> Result<(), DbErr> {
    let actor = heng_access::Actor::job("identity.seed_roles", db.now().date_naive());
    let roles = builtin_roles();
    db.write(&actor, async |tx| seed_all(&tx, &roles).await).await
}

async fn seed_all(tx: &Tx, roles: &[RoleDefinition]) -> Result<(), DbErr> {
    let mut stored = rows_of(tx.db(), roles.iter().map(|role| builtin_role_id(&role.code))).await?;
    for definition in roles {
        let id = builtin_role_id(&definition.code);
        let row = role::ActiveModel {
            id: Set(id),
            code: Set(definition.code.clone()),
            name_zh: Set(definition.name_zh.clone()),
            name_en: Set(definition.name_en.clone()),
            builtin: Set(true),
            changed_at: Set(tx.now),
        };
        let known = OnConflict::column(role::Column::Id)
            .update_columns([role::Column::NameZh, role::Column::NameEn])
            .to_owned();
        role::Entity::insert(row).on_conflict(known).exec_without_returning(tx.db()).await?;
        let mut there = stored.remove(&id).unwrap_or_default();
        let mut wanted = definition.rows.clone();
        there.sort_unstable_by_key(|row| (row.permission, row.scope));
        wanted.sort_unstable_by_key(|row| (row.permission, row.scope));
        if there != wanted {
            super::replace_rows(tx, id, &definition.rows).await?;
            access::everything_changed(tx).await?;
        }
    }
    Ok(())
}

/// Replaces the rows of a role.
pub(crate) async fn replace_rows(tx: &Tx, id: RoleId, rows: &[heng_access::RoleRow]) -> Result<(), DbErr> {
    role_row::Entity::delete_many().filter(role_row::Column::RoleId.eq(id)).exec(tx.db()).await?;
    let rows = rows.iter().map(|row| role_row::ActiveModel {
        role_id: Set(id),
        permission: Set(row.permission.code().to_owned()),
        scope: Set(row.scope.code().to_owned()),
        classes: Set(row.classes.to_string()),
    });
    role_row::Entity::insert_many(rows).exec_without_returning(tx.db()).await.map(|_| ())
}
