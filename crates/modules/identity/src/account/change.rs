//! Disabling and enabling.

use heng_db::{Tx, audit::Change};
use heng_events::identity::{AccountDisabled, AccountEnabled};
use heng_kernel::AccountId;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};

use super::{AccountError, entity::account};
use crate::{access, grant, session, sign_in, token};

/// Ends every session, half-finished sign-in, remembered browser and token of an account.
pub(crate) async fn end_everything(tx: &Tx, id: AccountId) -> Result<(), DbErr> {
    session::end_all(tx, id, None).await?;
    sign_in::end_ceremonies(tx, id).await?;
    sign_in::forget_devices(tx, id).await?;
    token::revoke_all(tx, id).await
}

/// Lets nobody in through this account any more, from the commit on. The caller has asked for the right.
pub(crate) async fn disable(tx: &Tx, account: &account::Model) -> Result<(), AccountError> {
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
pub(crate) async fn enable(tx: &Tx, account: &account::Model) -> Result<(), AccountError> {
    if account.state == account::State::Active {
        return Ok(());
    }
    set(tx, account.id, account::State::Active).await?;
    tx.audit(Change::new("account.enable", "account", account.id)).await?;
    tx.emit(&AccountEnabled { account: account.id, person: account.person_id }).await?;
    Ok(())
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
