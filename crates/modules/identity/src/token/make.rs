//! Making and revoking.

use chrono::{DateTime, TimeDelta, Utc};
use heng_access::{Actor, Permission, RoleDefinition, RoleRow, Target};
use heng_db::{Tx, audit::Change};
use heng_kernel::{AccountId, TokenId};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    entity::{ActiveModel, Column, Entity},
    error::TokenError,
};
use crate::secret::{Secret, hash};

/// What every token begins with, so that one is known when it turns up where it should not be.
pub(crate) const PREFIX: &str = "heng_";

/// Longest life.
const LONGEST: TimeDelta = TimeDelta::days(366);

/// A token to make.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) account: AccountId,
    pub(super) name: String,
    pub(super) rows: Vec<RoleRow>,
    pub(super) ends_at: DateTime<Utc>,
}

/// Makes a token of one's own account; answers it in clear, once.
pub(super) async fn make(tx: &Tx, wanted: &Wanted) -> Result<(TokenId, String), TokenError> {
    tx.actor.require(Permission::TokenWrite, &own(&tx.actor))?;
    let name = wanted.name.trim();
    if !(1..=60).contains(&name.chars().count()) {
        return Err(TokenError::BadName);
    }
    if wanted.ends_at <= tx.now || wanted.ends_at > tx.now + LONGEST {
        return Err(TokenError::BadEnd);
    }
    let rows = RoleDefinition {
        code: "token".to_owned(),
        name_zh: name.to_owned(),
        name_en: name.to_owned(),
        rows: wanted.rows.clone(),
    };
    let findings = rows.findings();
    if rows.rows.is_empty() || !findings.is_empty() {
        return Err(TokenError::Rows(findings));
    }
    let token = format!("{PREFIX}{}", Secret::token()?.text());
    let id: TokenId = tx.new_id();
    let row = ActiveModel {
        id: Set(id),
        token_hash: Set(hash(&token)),
        account_id: Set(wanted.account),
        name: Set(name.to_owned()),
        rows: Set(serde_json::to_string(&rows.rows)?),
        created_at: Set(tx.now),
        ends_at: Set(wanted.ends_at),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    let after = json!({ "name": name, "rows": rows.rows, "ends_at": wanted.ends_at });
    tx.audit(Change::new("token.make", "token", id).after(after)).await?;
    Ok((id, token))
}

/// Revokes a token: one's own, or anybody's for who may over the whole group.
pub(super) async fn revoke(tx: &Tx, own_account: AccountId, id: TokenId) -> Result<(), TokenError> {
    tx.actor.require(Permission::TokenWrite, &own(&tx.actor))?;
    let everybodys = tx.actor.reach(Permission::TokenWrite).all;
    let mut rows = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(tx.now))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null());
    if !everybodys {
        rows = rows.filter(Column::AccountId.eq(own_account));
    }
    if rows.exec(tx.db()).await?.rows_affected == 0 {
        return Err(TokenError::Unknown);
    }
    tx.audit(Change::new("token.revoke", "token", id)).await?;
    Ok(())
}

/// Revokes every token of an account.
pub(crate) async fn revoke_all(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(tx.now))
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .exec(tx.db())
        .await
        .map(|_| ())
}

/// The actor's own row: their person; the group for an account that is nobody's.
fn own(actor: &Actor) -> Target {
    Target { person: actor.person(), ..Target::group() }
}
