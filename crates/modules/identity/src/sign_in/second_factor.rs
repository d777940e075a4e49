//! The second factor after a right password: a code of the authenticator app, or a recovery code.

use heng_access::Actor;
use heng_db::{Tx, audit::Change};
use sea_orm::EntityTrait;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    Browser, Kind, SignInError, Tally, ceremony, count_attempt, enter, forgive,
    password::{lets_in, still_active},
};
use crate::{
    Identity,
    account::entity::account,
    session::{NewSession, entity::Way},
    totp,
};

/// Wrong answers after which the password must be given again.
const MOST_ATTEMPTS: i32 = 5;

/// Which kind of code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FactorKind {
    /// Six digits of the authenticator app.
    Totp,
    /// One of the codes kept on paper.
    RecoveryCode,
}

/// What came of one attempt; committed either way.
enum Outcome {
    In(NewSession),
    Wrong,
    Over,
    Wait(super::throttle::Wait),
}

/// Judges a code for the sign-in named by `token`.
pub(crate) async fn answer(
    identity: &Identity,
    actor: &Actor,
    token: &str,
    kind: FactorKind,
    code: &str,
    browser: &Browser,
) -> Result<NewSession, SignInError> {
    let account = half_way(identity, token).await?;
    let attempt = Attempt { identity, account, token, kind, code, browser };
    match identity.db().write(actor, async |tx| judge(&tx, &attempt).await).await? {
        Outcome::In(session) => Ok(session),
        Outcome::Wrong => Err(SignInError::WrongCode),
        Outcome::Over => Err(SignInError::Over),
        Outcome::Wait(wait) => Err(SignInError::Wait(wait)),
    }
}

/// The account whose password was right in the sign-in named by `token`.
async fn half_way(identity: &Identity, token: &str) -> Result<account::Model, SignInError> {
    let db = identity.db();
    let row = ceremony::look(db.read(), Kind::SecondFactor, token, db.now()).await?;
    let id = row.and_then(|row| row.account_id).ok_or(SignInError::Over)?;
    let account = account::Entity::find_by_id(id).one(db.read()).await?.ok_or(SignInError::Over)?;
    if lets_in(identity, &account).await? { Ok(account) } else { Err(SignInError::Refused) }
}

struct Attempt<'a> {
    identity: &'a Identity,
    account: account::Model,
    token: &'a str,
    kind: FactorKind,
    code: &'a str,
    browser: &'a Browser,
}

async fn judge(tx: &Tx, attempt: &Attempt<'_>) -> Result<Outcome, SignInError> {
    let Attempt { identity, account, token, kind, code, browser } = attempt;
    let id = account.id;
    let row = ceremony::look(tx.db(), Kind::SecondFactor, token, tx.now).await?;
    let Some(row) = row.filter(|row| row.account_id == Some(id)) else { return Ok(Outcome::Over) };
    still_active(tx, account).await?;
    let tallies = [Tally::of_factor(identity.vault(), &account.login_key)];
    if let Some(wait) = count_attempt(tx, &tallies).await? {
        return Ok(Outcome::Wait(wait));
    }
    let right = match kind {
        FactorKind::Totp => totp::accept(tx, identity, id, code).await?,
        FactorKind::RecoveryCode => totp::use_recovery_code(tx, identity, id, code).await?,
    };
    if !right {
        ceremony::failed(tx, &row, MOST_ATTEMPTS).await?;
        tx.audit(Change::new("session.refuse_factor", "account", id).sign_in()).await?;
        return Ok(Outcome::Wrong);
    }
    if ceremony::take(tx, Kind::SecondFactor, token).await?.is_none() {
        return Ok(Outcome::Over);
    }
    forgive(tx, &tallies).await?;
    Ok(Outcome::In(enter(tx, identity, id, Way::SecondFactor, browser).await?))
}
