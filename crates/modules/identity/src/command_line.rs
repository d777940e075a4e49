//! What `heng user` does, on the machine itself: the last resort when nobody can sign in.

use chrono::{DateTime, Utc};
use heng_access::Actor;
use heng_db::Tx;
use heng_kernel::{AccountId, Locale, PersonId};
use sea_orm::{DbErr, EntityTrait, QueryOrder};
use serde::Serialize;

use crate::{
    AccountError, Identity, OpenAccount,
    account::{self, by_login, entity::account as row},
    password, set_up,
};

/// An account, as listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct User {
    /// Its id.
    pub id: AccountId,
    /// The login name.
    pub login: String,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// What to call it.
    pub name: String,
    /// Whether it lets anybody in.
    pub active: bool,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

fn machine(identity: &Identity) -> Actor {
    Actor::command_line(identity.db().now().with_timezone(&identity.settings().zone).date_naive())
}

/// Makes an owner. Also closes the set-up in the browser.
pub async fn create_owner(
    identity: &Identity,
    login: &str,
    display_name: &str,
    new_password: &str,
) -> Result<AccountId, AccountError> {
    password::check(new_password, login)?;
    let phc = identity.passwords().hash(new_password).await?;
    let wanted = OpenAccount {
        login: login.to_owned(),
        person: None,
        display_name: display_name.to_owned(),
        locale: Locale::default(),
    };
    let actor = machine(identity);
    identity.db().write(&actor, async |tx| set_up::create_owner(&tx, &wanted, &phc).await).await
}

/// Opens an account with a password: for demonstrations and bulk set-up. People set their own with a code.
pub async fn open_with_password(
    identity: &Identity,
    wanted: &OpenAccount,
    new_password: &str,
) -> Result<AccountId, AccountError> {
    password::check(new_password, &wanted.login)?;
    let phc = identity.passwords().hash(new_password).await?;
    let actor = machine(identity);
    identity
        .db()
        .write(&actor, async |tx| {
            let id = account::open(&tx, wanted).await?;
            password::put(&tx, id, &phc).await?;
            Ok(id)
        })
        .await
}

/// Opens an account; answers the one-time code with which its owner sets a password.
pub async fn invite(identity: &Identity, wanted: &OpenAccount) -> Result<String, AccountError> {
    let actor = machine(identity);
    let code = identity
        .db()
        .write(&actor, async |tx| {
            let id = account::open(&tx, wanted).await?;
            account::invite(&tx, id).await
        })
        .await?;
    Ok(code.text().to_owned())
}

/// Voids the password and all it opened; answers the one-time code for a new one.
pub async fn reset_password(identity: &Identity, login: &str) -> Result<String, AccountError> {
    let code =
        change(identity, login, async |tx, account| account::reset(&tx, identity, account.id).await).await?;
    Ok(code.text().to_owned())
}

/// Lets nobody in through the account any more.
pub async fn disable(identity: &Identity, login: &str) -> Result<(), AccountError> {
    change(identity, login, async |tx, account| account::disable(&tx, identity, account.id).await).await
}

/// Lets the account's owner in again.
pub async fn enable(identity: &Identity, login: &str) -> Result<(), AccountError> {
    change(identity, login, async |tx, account| account::enable(&tx, identity, account.id).await).await
}

/// Forgets failed sign-ins.
pub async fn unlock(identity: &Identity, login: &str) -> Result<(), AccountError> {
    change(identity, login, async |tx, account| account::unlock(&tx, identity, account.id).await).await
}

/// Every account, by login name.
pub async fn list(identity: &Identity) -> Result<Vec<User>, DbErr> {
    let rows = row::Entity::find().order_by_asc(row::Column::LoginKey).all(identity.db().read()).await?;
    let persons: Vec<PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
    let titles = identity.standing().titles(&persons, machine(identity).today()).await?;
    let title = |row: &row::Model| row.person_id.and_then(|person| titles.get(&person));
    let user = |row: row::Model| User {
        name: title(&row).map_or_else(|| row.display_name.clone(), |title| title.name.clone()),
        id: row.id,
        login: row.login,
        person: row.person_id,
        active: row.state == row::State::Active,
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(user).collect())
}

async fn change<T, F>(
    identity: &Identity,
    login: &str,
    work: impl Fn(Tx, row::Model) -> F,
) -> Result<T, AccountError>
where
    F: Future<Output = Result<T, AccountError>>,
{
    let actor = machine(identity);
    let work = &work;
    identity
        .db()
        .write(&actor, async |tx| {
            let account = by_login(tx.db(), login).await?.ok_or(AccountError::Unknown)?;
            work(tx, account).await
        })
        .await
}
