//! Ways in for many people at once, as a roster names them, and taking them back as if they had never been.
//!
//! A roster opens accounts and links outside accounts where nothing is linked yet. It never moves a link from one account to
//! another and never replaces one: that is done on the page of accounts, one at a time, by somebody who looks.

use std::collections::{HashMap, HashSet};

use heng_access::{Actor, Denied, Permission};
use heng_db::Tx;
use heng_events::identity::{AccountOpened, ExternalAccountLinked, ExternalAccountUnlinked};
use heng_kernel::{AccountId, Locale, PersonId};
use heng_ports::Channel;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    Identity,
    account::{
        AccountError, acceptable_login,
        entity::{account, external_account},
        may_take_over, reaches_person,
    },
    session,
};

/// Rows in one statement.
const AT_ONCE: usize = 500;
/// Most bytes of an outside account's name.
const LONGEST_SUBJECT: usize = 128;
/// What an account gets once its owner, or somebody in charge, does something with it. What merely follows from signing in
/// (sessions, remembered browsers) is not among them.
const USED: [&str; 7] =
    ["password", "invitation", "totp", "recovery_code", "passkey", "api_token", "role_grant"];
/// What goes with an account that is taken back.
const FOLLOWS: [&str; 2] = ["known_device", "ceremony"];

/// An account as a roster has to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAccount {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// The login name in the form in which login names are compared.
    pub login: String,
    /// What it is linked with in the channel.
    pub subject: Option<String>,
}

/// Every account, whatever its state, with its link in the channel. For those who bring in rosters: the caller shows nobody
/// more of it than that a name is taken.
pub async fn known_accounts(
    db: &impl ConnectionTrait,
    channel: &Channel,
) -> Result<Vec<KnownAccount>, DbErr> {
    let links = external_account::Entity::find()
        .filter(external_account::Column::Provider.eq(&channel.provider))
        .filter(external_account::Column::Corp.eq(&channel.corp))
        .all(db)
        .await?;
    let mut subjects: HashMap<AccountId, String> =
        links.into_iter().map(|link| (link.account_id, link.subject)).collect();
    let rows = account::Entity::find().all(db).await?;
    let known = |row: account::Model| KnownAccount {
        subject: subjects.remove(&row.id),
        account: row.id,
        person: row.person_id,
        login: row.login_key,
    };
    Ok(rows.into_iter().map(known).collect())
}

/// A login name in the form in which it is compared; none when it is no login name.
pub fn login_name(text: &str) -> Option<String> {
    acceptable_login(text)
}

/// The form in which names of outside accounts are compared; none when it is no such name.
pub fn subject_name(text: &str) -> Option<String> {
    let subject = text.trim();
    let fits = !subject.is_empty()
        && subject.len() <= LONGEST_SUBJECT
        && !subject.chars().any(|c| c.is_whitespace() || c.is_control());
    fits.then(|| subject.to_lowercase())
}

/// Whether the actor may give the account a way in: it may do nothing to others that the actor may not.
pub async fn may_link(
    identity: &Identity,
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: AccountId,
) -> Result<bool, AccountError> {
    let found = account::Entity::find_by_id(id).one(db).await?.ok_or(AccountError::Unknown)?;
    match may_take_over(identity, db, actor, &found).await {
        Ok(()) => Ok(true),
        Err(AccountError::BeyondOwnRights) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A way in to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayIn {
    /// To whom.
    pub person: PersonId,
    /// The outside account.
    pub subject: String,
    /// The person's account; without one, the login name of a new one.
    pub account: Result<AccountId, String>,
}

/// A way in that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayGiven {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it was opened for this.
    pub opened: bool,
    /// The outside account, in the form in which they are compared.
    pub subject: String,
}

/// Opens and links, all or none, without rows of the audit trail: the caller writes one for the whole roster. An existing
/// account must have been asked about with [`may_link`], and have no link in the channel.
pub async fn let_in(tx: &Tx, channel: &Channel, wanted: &[WayIn]) -> Result<Vec<WayGiven>, AccountError> {
    for way in wanted {
        if !reaches_person(tx.db(), &tx.actor, Permission::AccountWrite, way.person).await? {
            return Err(Denied::Hidden.into());
        }
    }
    let (mut accounts, mut links, mut given) = (vec![], vec![], vec![]);
    for way in wanted {
        let subject = subject_name(&way.subject).ok_or(AccountError::BadSubject)?;
        let (id, opened) = match &way.account {
            Ok(id) => (*id, false),
            Err(login) => {
                let id: AccountId = tx.new_id();
                let login_key = acceptable_login(login).ok_or(AccountError::BadLogin)?;
                accounts.push(opened_now(tx, id, way.person, login, login_key));
                tx.emit(&AccountOpened { account: id, person: Some(way.person) }).await?;
                (id, true)
            }
        };
        links.push(external_account::ActiveModel {
            provider: Set(channel.provider.clone()),
            corp: Set(channel.corp.clone()),
            subject_key: Set(subject.clone()),
            subject: Set(way.subject.trim().to_owned()),
            account_id: Set(id),
            linked_at: Set(tx.now),
        });
        tx.emit(&ExternalAccountLinked {
            account: id,
            person: Some(way.person),
            provider: channel.provider.clone(),
            corp: channel.corp.clone(),
            subject: way.subject.trim().to_owned(),
        })
        .await?;
        given.push(WayGiven { account: id, person: way.person, opened, subject });
    }
    for some in accounts.chunks(AT_ONCE) {
        account::Entity::insert_many(some.to_vec()).exec_without_returning(tx.db()).await?;
    }
    for some in links.chunks(AT_ONCE) {
        external_account::Entity::insert_many(some.to_vec()).exec_without_returning(tx.db()).await?;
    }
    Ok(given)
}

fn opened_now(
    tx: &Tx,
    id: AccountId,
    person: PersonId,
    login: &str,
    login_key: String,
) -> account::ActiveModel {
    account::ActiveModel {
        id: Set(id),
        login: Set(login.trim().to_owned()),
        login_key: Set(login_key),
        display_name: Set(String::new()),
        person_id: Set(Some(person)),
        state: Set(account::State::Active),
        locale: Set(Locale::default().tag().to_owned()),
        stamp: Set(0),
        created_at: Set(tx.now),
        disabled_at: Set(None),
    }
}

/// Why ways in cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUse {
    /// The kind of record that stands on them: `password`; `external_account` where the link is no longer the one given.
    pub what: &'static str,
    /// How many.
    pub count: usize,
    /// Whose accounts.
    pub persons: Vec<PersonId>,
}

/// Takes ways in back: closes what was opened for them, unlinks what was linked, ends what it let in. Where somebody did
/// something with an account since, it answers what, and the caller gives up the transaction.
pub async fn take_back(tx: &Tx, channel: &Channel, given: &[WayGiven]) -> Result<Vec<InUse>, DbErr> {
    let mut reasons = vec![];
    let opened: Vec<&WayGiven> = given.iter().filter(|way| way.opened).collect();
    for table in USED {
        let rows = rows_of(tx, table, &opened).await?;
        let used: HashSet<AccountId> = rows.iter().copied().collect();
        let persons = opened.iter().filter(|way| used.contains(&way.account)).map(|way| way.person).collect();
        if !rows.is_empty() {
            reasons.push(InUse { what: table, count: rows.len(), persons });
        }
    }
    reasons.extend(linked_since(tx, channel, given).await?);
    if !reasons.is_empty() {
        return Ok(reasons);
    }
    for some in given.chunks(AT_ONCE) {
        external_account::Entity::delete_many()
            .filter(external_account::Column::Provider.eq(&channel.provider))
            .filter(external_account::Column::Corp.eq(&channel.corp))
            .filter(external_account::Column::AccountId.is_in(some.iter().map(|way| way.account)))
            .exec(tx.db())
            .await?;
    }
    for way in given {
        let (account, provider) = (way.account, channel.provider.clone());
        tx.emit(&ExternalAccountUnlinked { account, provider }).await?;
    }
    let inside: HashSet<AccountId> = rows_of(tx, "session", &opened).await?.into_iter().collect();
    for account in inside {
        session::end_all(tx, account, None).await?;
    }
    for some in opened.chunks(AT_ONCE) {
        let ids = || some.iter().map(|way| way.account);
        for table in FOLLOWS {
            let delete = Query::delete()
                .from_table(Alias::new(table))
                .and_where(Expr::col("account_id").is_in(ids()))
                .to_owned();
            tx.db().execute(&delete).await?;
        }
        account::Entity::delete_many().filter(account::Column::Id.is_in(ids())).exec(tx.db()).await?;
    }
    Ok(vec![])
}

/// The account of each row that a table has of these.
async fn rows_of(tx: &Tx, table: &'static str, ways: &[&WayGiven]) -> Result<Vec<AccountId>, DbErr> {
    let mut found = vec![];
    for some in ways.chunks(AT_ONCE) {
        let select = Query::select()
            .column("account_id")
            .from(table)
            .and_where(Expr::col("account_id").is_in(some.iter().map(|way| way.account)))
            .to_owned();
        for row in tx.db().query_all(&select).await? {
            found.push(row.try_get("", "account_id")?);
        }
    }
    Ok(found)
}

/// Links of these accounts that are not, or not only, those that were given.
async fn linked_since(tx: &Tx, channel: &Channel, given: &[WayGiven]) -> Result<Option<InUse>, DbErr> {
    let mut persons = vec![];
    for some in given.chunks(AT_ONCE) {
        let rows = external_account::Entity::find()
            .filter(external_account::Column::AccountId.is_in(some.iter().map(|way| way.account)))
            .all(tx.db())
            .await?;
        let mut kept: HashMap<AccountId, Vec<external_account::Model>> = HashMap::new();
        for row in rows {
            kept.entry(row.account_id).or_default().push(row);
        }
        for way in some {
            let rows = kept.remove(&way.account).unwrap_or_default();
            let ours = |row: &external_account::Model| {
                row.provider == channel.provider && row.corp == channel.corp && row.subject_key == way.subject
            };
            let others = rows.iter().filter(|row| !ours(row)).count();
            if !rows.iter().any(ours) || way.opened && others > 0 {
                persons.push(way.person);
            }
        }
    }
    let count = persons.len();
    Ok((count > 0).then_some(InUse { what: "external_account", count, persons }))
}
