//! What somebody who looks after accounts does to one of them.

use heng_db::{Tx, audit::Change};
use heng_events::identity::{AccountDisabled, AccountEnabled};
use heng_kernel::{AccountId, SessionId};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};

use super::{AccountError, changeable, entity::account};
use crate::{Identity, access, grant, session, sign_in, token};

/// Ends every session, half-finished sign-in, remembered browser and token of an account.
pub(crate) async fn end_everything(tx: &Tx, id: AccountId) -> Result<(), DbErr> {
    session::end_all(tx, id, None).await?;
    sign_in::end_ceremonies(tx, id).await?;
    sign_in::forget_devices(tx, id).await?;
    token::revoke_all(tx, id).await
}

/// Lets nobody in through this account any more, from the commit on.
pub(crate) async fn disable(tx: &Tx, identity: &Identity, id: AccountId) -> Result<(), AccountError> {
    let account = changeable(tx, identity, id).await?;
    if account.state == account::State::Disabled {
        return Ok(());
    }
    grant::keep_an_owner(tx, account.id, None).await.map_err(|_| AccountError::LastOwner)?;
    set(tx, account.id, account::State::Disabled).await?;
    end_everything(tx, account.id).await?;
    super::invite::withdraw(tx, account.id).await?;
    tx.audit(Change::new("account.disable", "account", account.id)).await?;
    tx.emit(&AccountDisabled { account: account.id, person: account.person_id }).await?;
    Ok(())
}

/// Lets its owner in again. What was ended stays ended.
pub(crate) async fn enable(tx: &Tx, identity: &Identity, id: AccountId) -> Result<(), AccountError> {
    let account = changeable(tx, identity, id).await?;
    if account.state == account::State::Active {
        return Ok(());
    }
    set(tx, account.id, account::State::Active).await?;
    tx.audit(Change::new("account.enable", "account", account.id)).await?;
    tx.emit(&AccountEnabled { account: account.id, person: account.person_id }).await?;
    Ok(())
}

/// Forgets failed sign-ins: the owner need not wait any more.
pub(crate) async fn unlock(tx: &Tx, identity: &Identity, id: AccountId) -> Result<(), AccountError> {
    let account = changeable(tx, identity, id).await?;
    Ok(sign_in::unlock_account(tx, identity.vault(), &account).await?)
}

/// Ends every session of an account.
pub(crate) async fn end_sessions(tx: &Tx, identity: &Identity, id: AccountId) -> Result<(), AccountError> {
    changeable(tx, identity, id).await?;
    session::end_all(tx, id, None).await?;
    tx.audit(Change::new("account.end_sessions", "account", id).sign_in()).await?;
    Ok(())
}

/// Ends one session of an account; `false` when there is none.
pub(crate) async fn end_session(
    tx: &Tx,
    identity: &Identity,
    id: AccountId,
    session: SessionId,
) -> Result<bool, AccountError> {
    changeable(tx, identity, id).await?;
    Ok(session::end(tx, id, session).await?)
}

async fn set(tx: &Tx, id: AccountId, state: account::State) -> Result<(), DbErr> {
    let row = account::ActiveModel {
        id: Set(id),
        state: Set(state),
        disabled_at: Set((state == account::State::Disabled).then_some(tx.now)),
        ..Default::default()
    };
    account::Entity::update(row).exec(tx.db()).await?;
    access::account_changed(tx, id).await
}
