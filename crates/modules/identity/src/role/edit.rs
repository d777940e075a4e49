//! Making, changing and removing own roles.

use heng_access::{Anchor, Grant, Permission, RoleDefinition, Scope, Target};
use heng_db::{Tx, audit::Change};
use heng_kernel::{DateRange, RoleId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use super::{
    entity::{role, role_row},
    error::RoleError,
    replace_rows, rows_of,
};
use crate::{
    access::role_changed,
    grant::{self, within_own_rights},
};

/// Stores a new role.
pub(super) async fn create(tx: &Tx, wanted: &RoleDefinition) -> Result<RoleId, RoleError> {
    may_make(tx, wanted)?;
    let taken = role::Entity::find().filter(role::Column::Code.eq(&wanted.code)).count(tx.db()).await?;
    if taken > 0 {
        return Err(RoleError::CodeTaken);
    }
    let id: RoleId = tx.new_id();
    let row = role::ActiveModel {
        id: Set(id),
        code: Set(wanted.code.clone()),
        name_zh: Set(wanted.name_zh.clone()),
        name_en: Set(wanted.name_en.clone()),
        builtin: Set(false),
        changed_at: Set(tx.now),
    };
    role::Entity::insert(row).exec_without_returning(tx.db()).await?;
    replace_rows(tx, id, &wanted.rows).await?;
    tx.audit(Change::new("role.create", "role", id).after(json!(wanted))).await?;
    Ok(id)
}

/// Replaces names and rows of an own role; its code stays. In force for everybody who has it with the commit.
pub(super) async fn change(tx: &Tx, id: RoleId, wanted: &RoleDefinition) -> Result<(), RoleError> {
    tx.actor.require_anywhere(Permission::RoleWrite)?;
    tx.actor.require(Permission::RoleWrite, &Target::group())?;
    let before = own(tx, id).await?;
    may_make(tx, wanted)?;
    let row = role::ActiveModel {
        id: Set(id),
        name_zh: Set(wanted.name_zh.clone()),
        name_en: Set(wanted.name_en.clone()),
        changed_at: Set(tx.now),
        ..Default::default()
    };
    role::Entity::update(row).exec(tx.db()).await?;
    replace_rows(tx, id, &wanted.rows).await?;
    role_changed(tx, id).await?;
    tx.audit(Change::new("role.change", "role", id).before(json!(before)).after(json!(wanted))).await?;
    Ok(())
}

/// Removes an own role nobody ever had.
pub(super) async fn remove(tx: &Tx, id: RoleId) -> Result<(), RoleError> {
    tx.actor.require_anywhere(Permission::RoleWrite)?;
    tx.actor.require(Permission::RoleWrite, &Target::group())?;
    let before = own(tx, id).await?;
    let had =
        grant::entity::Entity::find().filter(grant::entity::Column::RoleId.eq(id)).count(tx.db()).await?;
    if had > 0 {
        return Err(RoleError::InUse);
    }
    role_row::Entity::delete_many().filter(role_row::Column::RoleId.eq(id)).exec(tx.db()).await?;
    role::Entity::delete_by_id(id).exec(tx.db()).await?;
    tx.audit(Change::new("role.remove", "role", id).before(json!(before))).await?;
    Ok(())
}

/// A role may be given anywhere, so whoever makes it holds all of it over the whole group.
fn may_make(tx: &Tx, wanted: &RoleDefinition) -> Result<(), RoleError> {
    tx.actor.require_anywhere(Permission::RoleWrite)?;
    tx.actor.require(Permission::RoleWrite, &Target::group())?;
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !(2..=40).contains(&wanted.code.len()) || !wanted.code.chars().all(is_word) {
        return Err(RoleError::BadCode);
    }
    let is_name = |name: &str| (1..=60).contains(&name.trim().chars().count());
    if !is_name(&wanted.name_zh) || !is_name(&wanted.name_en) {
        return Err(RoleError::BadName);
    }
    let findings = wanted.findings();
    if !findings.is_empty() {
        return Err(RoleError::Rows(findings));
    }
    let anywhere = Grant {
        role: RoleId::from(uuid::Uuid::nil()),
        scope: Scope::All,
        anchor: Anchor::default(),
        days: DateRange::open(tx.actor.today()),
    };
    let allowances = anywhere.allowances(&wanted.rows, tx.actor.today());
    within_own_rights(&tx.actor, &allowances, &[Target::group()])?;
    Ok(())
}

async fn own(tx: &Tx, id: RoleId) -> Result<RoleDefinition, RoleError> {
    let role = role::Entity::find_by_id(id).one(tx.db()).await?.ok_or(RoleError::Unknown)?;
    if role.builtin {
        return Err(RoleError::Builtin);
    }
    let rows = rows_of(tx.db(), [id]).await?.remove(&id).unwrap_or_default();
    Ok(RoleDefinition { code: role.code, name_zh: role.name_zh, name_en: role.name_en, rows })
}
