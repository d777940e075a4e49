//! Whoever can reset, link or disable an account could become, or silence, its owner.

use heng_access::{Actor, Allowance, Permission, Scope, Target};
use heng_db::Tx;
use heng_kernel::AccountId;
use heng_scope::{target, unit_target};
use sea_orm::{ConnectionTrait, DbErr};

use super::{AccountError, entity::account, shown};
use crate::{
    Identity,
    access::{Known, role_of_everybody},
};

/// Refuses when the account may do anything to others that the actor may not: setting a way into it would be a way to
/// those rights.
pub(crate) async fn may_take_over(
    identity: &Identity,
    db: &impl ConnectionTrait,
    actor: &Actor,
    account: &account::Model,
) -> Result<(), AccountError> {
    if actor.account() == Some(account.id) {
        return Ok(());
    }
    let known = Known::load(identity, db, account, identity.db().now()).await?;
    let of_others = |held: &Allowance| held.scope != Scope::Own && held.role != role_of_everybody();
    let wanted: Vec<Allowance> =
        known.allowances(known.standing.posts.first()).into_iter().filter(of_others).collect();
    let places = places_of(db, actor, &known).await?;
    if actor.beyond_own_rights(&wanted, &places).is_empty() {
        Ok(())
    } else {
        Err(AccountError::BeyondOwnRights)
    }
}

/// The account, for somebody who may change it and could not gain rights by it. Every use case that changes an account which
/// is perhaps another's begins with it.
pub(crate) async fn changeable(
    tx: &Tx,
    identity: &Identity,
    id: AccountId,
) -> Result<account::Model, AccountError> {
    let account = shown(tx.db(), &tx.actor, id, Permission::AccountRead, Permission::AccountWrite).await?;
    may_take_over(identity, tx.db(), &tx.actor, &account).await?;
    Ok(account)
}

/// The rows that speak of an account's owner: their employments and the units they head; the group for nobody's account.
pub(crate) async fn places_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    known: &Known,
) -> Result<Vec<Target>, DbErr> {
    let mut places = vec![];
    for post in &known.standing.posts {
        places.push(target(db, post.employment, actor.today()).await?);
    }
    for unit in &known.standing.heads {
        places.push(unit_target(db, *unit, actor.today()).await?);
    }
    if known.standing.posts.is_empty() {
        places.push(Target::group());
    }
    Ok(places)
}
