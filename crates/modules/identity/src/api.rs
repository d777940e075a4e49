//! The module's face to others: who can be reached how, and who holds a role.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_access::{Anchor, Scope};
use heng_kernel::{AccountId, Locale, PersonId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    account::entity::{account, external_account},
    grant::entity as grant,
    role::entity::role,
};

/// How a person is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their account.
    pub account: AccountId,
    /// The language they read.
    pub locale: Locale,
    subjects: Vec<(String, String, String)>,
}

impl Contact {
    /// Their account at a provider's tenant: `("wecom", "ww…")`.
    pub fn subject(&self, provider: &str, corp: &str) -> Option<&str> {
        let theirs = self.subjects.iter().find(|(p, c, _)| p == provider && c == corp);
        theirs.map(|(_, _, subject)| subject.as_str())
    }
}

/// Somebody who holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// How far at most.
    pub scope: Scope,
    /// From where; parts left open mean the holder's own units and company.
    pub anchor: Anchor,
}

/// The active account of a person.
pub async fn account_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<AccountId>, DbErr> {
    Ok(accounts_of(db, &[person]).await?.remove(&person))
}

/// The active accounts of these persons.
pub async fn accounts_of(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, AccountId>, DbErr> {
    let rows = active().filter(account::Column::PersonId.is_in(persons.iter().copied())).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.person_id?, row.id))).collect())
}

/// How a person is reached; `None` without an active account.
pub async fn contact_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<Contact>, DbErr> {
    let Some(row) = active().filter(account::Column::PersonId.eq(person)).one(db).await? else {
        return Ok(None);
    };
    let linked = external_account::Entity::find()
        .filter(external_account::Column::AccountId.eq(row.id))
        .all(db)
        .await?;
    let subjects = linked.into_iter().map(|link| (link.provider, link.corp, link.subject)).collect();
    Ok(Some(Contact { account: row.id, locale: row.locale.parse().unwrap_or_default(), subjects }))
}

/// What to call an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Whose it is.
    pub person: Option<PersonId>,
    /// What it calls itself; the login name where it has nothing better.
    pub name: String,
}

/// What to call these accounts, whatever their state.
pub async fn titles(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Title>, DbErr> {
    let rows =
        account::Entity::find().filter(account::Column::Id.is_in(accounts.iter().copied())).all(db).await?;
    let title = |row: account::Model| {
        let name = if row.display_name.is_empty() { row.login } else { row.display_name };
        (row.id, Title { person: row.person_id, name })
    };
    Ok(rows.into_iter().map(title).collect())
}

/// The persons with an active account who hold the role with this code on a day, longest first.
pub async fn holders(db: &impl ConnectionTrait, role: &str, on: NaiveDate) -> Result<Vec<Holder>, DbErr> {
    let Some(role) = role::Entity::find().filter(role::Column::Code.eq(role)).one(db).await? else {
        return Ok(vec![]);
    };
    let lasts = Condition::any().add(grant::Column::ToOn.is_null()).add(grant::Column::ToOn.gt(on));
    let rows = grant::Entity::find()
        .filter(grant::Column::RoleId.eq(role.id))
        .filter(grant::Column::RevokedAt.is_null())
        .filter(grant::Column::FromOn.lte(on))
        .filter(lasts)
        .order_by_asc(grant::Column::GivenAt)
        .order_by_asc(grant::Column::Id)
        .all(db)
        .await?;
    let accounts =
        active().filter(account::Column::Id.is_in(rows.iter().map(|row| row.account_id))).all(db).await?;
    let persons: HashMap<AccountId, PersonId> =
        accounts.into_iter().filter_map(|row| Some((row.id, row.person_id?))).collect();
    let holder = |row: grant::Model| {
        let grant = row.grant()?;
        Some(Holder { person: *persons.get(&row.account_id)?, scope: grant.scope, anchor: grant.anchor })
    };
    Ok(rows.into_iter().filter_map(holder).collect())
}

fn active() -> sea_orm::Select<account::Entity> {
    account::Entity::find().filter(account::Column::State.eq(account::State::Active))
}
