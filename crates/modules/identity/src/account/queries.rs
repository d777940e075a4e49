//! Reading accounts.

use std::collections::HashMap;

use heng_access::{Actor, Denied, Permission};
use heng_kernel::{AccountId, PersonId};
use heng_ports::Channel;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{
    AccountError,
    entity::{account, external_account},
    login_key,
};

/// Values of one statement; SQLite stops at 32,766.
const CHUNK: usize = 10_000;

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
    if let Some(employments) = heng_scope::employments(&reach, actor.today()) {
        let persons = Query::select()
            .column("person_id")
            .from("visibility_place")
            .and_where(Expr::col("employment_id").in_subquery(employments))
            .to_owned();
        any = any.add(account::Column::PersonId.in_subquery(persons));
    }
    any
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
        let allowed =
            account::Entity::find_by_id(id).filter(reachable(actor, permission)).one(db).await?;
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

/// The account of a person.
pub async fn account_of_person(
    db: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Option<AccountId>, DbErr> {
    Ok(accounts_of_persons(db, &[person]).await?.remove(&person))
}

/// The accounts of these persons, as far as they have one.
pub async fn accounts_of_persons(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, AccountId>, DbErr> {
    let mut found = HashMap::new();
    for some in persons.chunks(CHUNK) {
        let rows: Vec<(Option<PersonId>, AccountId)> = account::Entity::find()
            .select_only()
            .column(account::Column::PersonId)
            .column(account::Column::Id)
            .filter(account::Column::PersonId.is_in(some.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows.into_iter().filter_map(|(person, account)| Some((person?, account))));
    }
    Ok(found)
}

/// Names of these accounts at an outside organisation, for sending messages.
pub async fn subjects_of_accounts(
    db: &impl ConnectionTrait,
    channel: &Channel,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, String>, DbErr> {
    let mut found = HashMap::new();
    for some in accounts.chunks(CHUNK) {
        let rows: Vec<(AccountId, String)> = external_account::Entity::find()
            .select_only()
            .column(external_account::Column::AccountId)
            .column(external_account::Column::Subject)
            .filter(external_account::Column::Provider.eq(&channel.provider))
            .filter(external_account::Column::Corp.eq(&channel.corp))
            .filter(external_account::Column::AccountId.is_in(some.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
