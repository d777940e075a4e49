//! Name and password.

use heng_access::Actor;
use heng_db::{Tx, audit::Change};

use super::{Browser, Kind, SignInError, Tally, begin_ceremony, count_attempt, device, enter, forgive};
use crate::{
    Identity,
    account::{by_login, entity::account, login_key},
    password,
    secret::Secret,
    session::{NewSession, entity::Way},
    totp,
};

/// How far somebody has come.
#[derive(Debug)]
pub(crate) enum Entered {
    /// All the way.
    In(NewSession),
    /// The password was right; the second factor is asked for. The token names this sign-in.
    HalfWay(Secret),
}

/// Judges a name and a password. One answer, after the same work, for an unknown name, a wrong password, a disabled
/// account and somebody whose last day has passed.
pub(crate) async fn sign_in(
    identity: &Identity,
    actor: &Actor,
    login: &str,
    password: &str,
    browser: &Browser,
) -> Result<Entered, SignInError> {
    let db = identity.db();
    let found = by_login(db.read(), login).await?;
    let stored = match &found {
        Some(account) => password::stored(db.read(), account.id).await?,
        None => None,
    };
    let tallies = tallies(identity, found.as_ref(), login, browser).await?;
    let wait = db.write(actor, async |tx| count_attempt(&tx, &tallies).await).await?;
    if let Some(wait) = wait {
        return Err(SignInError::Wait(wait));
    }
    let right = identity.passwords().is(password, stored.as_ref().map(|row| row.phc.as_str())).await;
    let entering = match (found, stored, right) {
        (Some(account), Some(stored), true) if lets_in(identity, &account).await? => Some((account, stored)),
        _ => None,
    };
    let Some((account, stored)) = entering else {
        db.write(actor, async |tx| refused(&tx, login).await).await?;
        return Err(SignInError::Refused);
    };
    let entry = Entry { identity, account: &account, checked: &stored, tallies: &tallies, browser };
    db.write(actor, async |tx| admit(&tx, &entry).await).await
}

/// Whether the account is active and its owner's last day has not passed.
pub(crate) async fn lets_in(identity: &Identity, account: &account::Model) -> Result<bool, SignInError> {
    let active = account.state == account::State::Active;
    Ok(active && !identity.known(account).await?.standing.ended)
}

pub(crate) struct Entry<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) account: &'a account::Model,
    pub(crate) checked: &'a password::entity::Model,
    pub(crate) tallies: &'a [Tally],
    pub(crate) browser: &'a Browser,
}

/// After the right password: in, or on to the second factor.
async fn admit(tx: &Tx, entry: &Entry<'_>) -> Result<Entered, SignInError> {
    let Entry { identity, account, checked, tallies, browser } = *entry;
    // Disabled or changed while the hash was computed?
    let now = password::stored(tx.db(), account.id).await?;
    still_active(tx, account).await?;
    if now.as_ref() != Some(checked) {
        return Err(SignInError::Refused);
    }
    forgive(tx, tallies).await?;
    if totp::is_on(tx.db(), account.id).await? {
        let token = begin_ceremony(tx, Kind::SecondFactor, Some(account.id), String::new()).await?;
        return Ok(Entered::HalfWay(token));
    }
    Ok(Entered::In(enter(tx, identity, account.id, Way::Password, browser).await?))
}

/// The account as it stands in this unit of work lets people in.
pub(crate) async fn still_active(tx: &Tx, account: &account::Model) -> Result<account::Model, SignInError> {
    use sea_orm::EntityTrait;
    let now = account::Entity::find_by_id(account.id).one(tx.db()).await?;
    now.filter(|now| now.state == account::State::Active).ok_or(SignInError::Refused)
}

async fn refused(tx: &Tx, login: &str) -> Result<(), sea_orm::DbErr> {
    // What was typed may be a password: the trail names accounts that exist, and nothing else.
    let subject = match by_login(tx.db(), login).await? {
        Some(account) => account.id.to_string(),
        None => "unknown".to_owned(),
    };
    tx.audit(Change::new("session.refuse", "account", subject).sign_in()).await
}

async fn tallies(
    identity: &Identity,
    account: Option<&account::Model>,
    login: &str,
    browser: &Browser,
) -> Result<Vec<Tally>, SignInError> {
    let (vault, source, key) = (identity.vault(), &browser.origin.remote, login_key(login));
    let now = identity.db().now();
    if let (Some(account), Some(cookie)) = (account, &browser.device)
        && device::is_known(identity.db().read(), account.id, cookie, now).await?
    {
        return Ok(vec![Tally::of_device(vault, &key, cookie)]);
    }
    let of_login = [Tally::of_login(vault, &key, source), Tally::of_name(vault, &key)];
    Ok(of_login.into_iter().chain([Tally::of_source(vault, source)]).collect())
}
