//! Taking a role back.

use heng_access::Permission;
use heng_db::{Tx, audit::Change};
use heng_kernel::{AccountId, GrantId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    GrantError,
    entity::{self, Column, Entity},
    give::{places, within_own_rights},
};
use crate::{
    Identity,
    access::{Known, account_changed},
    account::shown,
    builtin_role_id,
    role::rows_of,
};

/// Ends a grant at once, if the actor could have given it: whoever may not make an owner does not unmake one. Everybody may lay
/// down a role of their own.
pub(crate) async fn revoke(tx: &Tx, identity: &Identity, id: GrantId) -> Result<(), GrantError> {
    let row = Entity::find_by_id(id).filter(Column::RevokedAt.is_null()).one(tx.db()).await?;
    // Asked in any case, so that a grant that never was takes as many statements.
    let account = row.as_ref().map_or(AccountId(Uuid::nil()), |row| row.account_id);
    let seen = shown(tx.db(), &tx.actor, account, Permission::RoleRead, Permission::RoleWrite).await;
    let row = row.ok_or(GrantError::Unknown)?;
    let account = seen?;
    if let Some(grant) = row.grant().filter(|_| tx.actor.account() != Some(account.id)) {
        let known = Known::load(identity, tx.db(), &account, tx.now).await?;
        let rows = rows_of(tx.db(), [row.role_id]).await?.remove(&row.role_id).unwrap_or_default();
        let places = places(tx.db(), &tx.actor, &grant, &known).await?;
        within_own_rights(&tx.actor, &grant.allowances(&rows, grant.days.from()), &places)?;
    }
    keep_an_owner(tx, row.account_id, Some(id)).await?;
    let ended = entity::ActiveModel {
        id: Set(id),
        revoked_at: Set(Some(tx.now)),
        revoked_by: Set(tx.actor.account()),
        ..Default::default()
    };
    Entity::update(ended).exec(tx.db()).await?;
    account_changed(tx, row.account_id).await?;
    let before = json!({ "account": row.account_id, "role": row.role_id, "scope": row.scope });
    tx.audit(Change::new("grant.revoke", "grant", id).before(before)).await?;
    tx.tell(row.account_id.to_string(), "me").await?;
    Ok(())
}

/// Refuses to take the group away from its last owner: by ending that grant, or everything of the account.
pub(crate) async fn keep_an_owner(
    tx: &Tx,
    account: AccountId,
    grant: Option<GrantId>,
) -> Result<(), GrantError> {
    if owners(tx.db(), tx, None).await? == 0 {
        return Ok(());
    }
    let mut without = Condition::all();
    without = match grant {
        Some(grant) => without.add(Column::Id.ne(grant)),
        None => without.add(Column::AccountId.ne(account)),
    };
    if owners(tx.db(), tx, Some(without)).await? == 0 { Err(GrantError::LastOwner) } else { Ok(()) }
}

/// Grants of ownership over the whole group that hold today and whose account lets somebody in.
async fn owners(db: &impl ConnectionTrait, tx: &Tx, further: Option<Condition>) -> Result<u64, DbErr> {
    use crate::account::entity::account;
    use sea_orm::{QuerySelect, QueryTrait};
    let active = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::State.eq(account::State::Active))
        .into_query();
    let today = tx.actor.today();
    Entity::find()
        .filter(Column::RoleId.eq(builtin_role_id("owner")))
        .filter(Column::Scope.eq("all"))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::FromOn.lte(today))
        .filter(Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gt(today)))
        .filter(Column::AccountId.in_subquery(active))
        .filter(further.unwrap_or_else(Condition::all))
        .count(db)
        .await
}
