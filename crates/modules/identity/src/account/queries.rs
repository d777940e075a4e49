//! Reading accounts.

use heng_access::{Actor, Denied, Permission, Reach};
use heng_kernel::{AccountId, PersonId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::{AccountError, entity::account, login_key};

/// The accounts whose person the actor reaches with the permission. Accounts without a person are for group scope.
pub(crate) fn reachable(actor: &Actor, permission: Permission) -> Condition {
    let reach = actor.reach(permission);
    if reach.all {
        return Condition::all();
    }
    let mut any = Condition::any().add(Expr::val(1).eq(0));
    if let Some(person) = reach.person {
        any = any.add(account::Column::PersonId.eq(person));
    }
    match persons(&reach, actor) {
        Some(persons) => any.add(account::Column::PersonId.in_subquery(persons)),
        None => any,
    }
}

/// The persons of the employments in reach, by the visibility projection. `None` for the whole group.
fn persons(reach: &Reach, actor: &Actor) -> Option<SelectStatement> {
    let employments = heng_scope::employments(reach, actor.today())?;
    let persons = Query::select()
        .column("person_id")
        .from("visibility_place")
        .and_where(Expr::col("employment_id").in_subquery(employments))
        .to_owned();
    Some(persons)
}

/// Whether the actor reaches that person with the permission.
pub(crate) async fn reaches_person(
    db: &impl ConnectionTrait,
    actor: &Actor,
    permission: Permission,
    person: PersonId,
) -> Result<bool, DbErr> {
    let reach = actor.reach(permission);
    let Some(mut persons) = persons(&reach, actor) else { return Ok(true) };
    persons.and_where(Expr::col("person_id").eq(person)).limit(1);
    let found = db.query_one(&persons).await?;
    Ok(found.is_some() || reach.person == Some(person))
}

/// The account, for somebody who wants to do `permission` to it: unknown when `seeing` does not reach it, forbidden when
/// only `seeing` does. An id nobody gave out takes the same one query as one out of reach.
pub(crate) async fn shown(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: AccountId,
    seeing: Permission,
    permission: Permission,
) -> Result<account::Model, AccountError> {
    let found = account::Entity::find_by_id(id)
        .filter(Condition::any().add(reachable(actor, seeing)).add(reachable(actor, permission)))
        .one(db)
        .await?;
    let account = found.ok_or(AccountError::Unknown)?;
    if seeing != permission {
        let allowed = account::Entity::find_by_id(id).filter(reachable(actor, permission)).one(db).await?;
        allowed.ok_or(Denied::Forbidden { permission, missing: heng_access::ClassSet::EMPTY })?;
    }
    Ok(account)
}

/// The account with this login name, whatever its state.
pub(crate) async fn by_login(
    db: &impl ConnectionTrait,
    login: &str,
) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find().filter(account::Column::LoginKey.eq(login_key(login))).one(db).await
}
