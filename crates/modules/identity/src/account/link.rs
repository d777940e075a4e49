//! Linking accounts of other systems. Always said by somebody who may, never guessed from a telephone number.

use heng_db::{Tx, audit::Change};
use heng_events::identity::{ExternalAccountLinked, ExternalAccountUnlinked};
use heng_kernel::AccountId;
use heng_ports::Channel;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    AccountError, changeable,
    entity::{account, external_account},
};
use crate::Identity;

/// An outside account that opens one of ours.
#[derive(Clone, Debug)]
pub struct Link {
    /// Ours.
    pub account: AccountId,
    /// The provider and the organisation there.
    pub channel: Channel,
    /// The account's name there.
    pub subject: String,
}

/// Links. An older link of the account in the same organisation is replaced; one of another account is never taken over.
/// The caller has asked for the right, or the account is the actor's own: linking lets whoever holds the outside account in.
pub async fn link(tx: &Tx, wanted: &Link) -> Result<(), AccountError> {
    let Link { account, channel, subject } = wanted;
    let subject = subject.trim();
    if subject.is_empty() || subject.len() > 128 {
        return Err(AccountError::BadSubject);
    }
    let key = (channel.provider.clone(), channel.corp.clone(), subject.to_lowercase());
    let there = external_account::Entity::find_by_id(key.clone()).one(tx.db()).await?;
    match there {
        Some(row) if row.account_id == *account => return Ok(()),
        Some(_) => return Err(AccountError::LinkedElsewhere),
        None => {}
    }
    let person =
        account::Entity::find_by_id(*account).one(tx.db()).await?.ok_or(AccountError::Unknown)?.person_id;
    external_account::Entity::delete_many()
        .filter(external_account::Column::AccountId.eq(*account))
        .filter(external_account::Column::Provider.eq(&channel.provider))
        .filter(external_account::Column::Corp.eq(&channel.corp))
        .exec(tx.db())
        .await?;
    let row = external_account::ActiveModel {
        provider: Set(key.0),
        corp: Set(key.1),
        subject_key: Set(key.2),
        subject: Set(subject.to_owned()),
        account_id: Set(*account),
        linked_at: Set(tx.now),
    };
    row.insert(tx.db()).await?;
    let entry = Change::new("account.link", "account", account);
    let after = json!({ "provider": channel.provider, "corp": channel.corp, "subject": subject });
    tx.audit(entry.after(after)).await?;
    tx.emit(&ExternalAccountLinked {
        account: *account,
        person,
        provider: channel.provider.clone(),
        corp: channel.corp.clone(),
        subject: subject.to_owned(),
    })
    .await?;
    Ok(())
}

/// [`link`], for somebody who looks after accounts.
pub(crate) async fn link_by(tx: &Tx, identity: &Identity, wanted: &Link) -> Result<(), AccountError> {
    changeable(tx, identity, wanted.account).await?;
    link(tx, wanted).await
}

/// [`unlink`], for somebody who looks after accounts.
pub(crate) async fn unlink_by(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    provider: &str,
) -> Result<bool, AccountError> {
    changeable(tx, identity, account).await?;
    unlink(tx, account, provider).await
}

/// Unlinks whatever the account has at that provider. The caller has asked for the right.
pub async fn unlink(tx: &Tx, account: AccountId, provider: &str) -> Result<bool, AccountError> {
    let gone = external_account::Entity::delete_many()
        .filter(external_account::Column::AccountId.eq(account))
        .filter(external_account::Column::Provider.eq(provider))
        .exec(tx.db())
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    let entry = Change::new("account.unlink", "account", account);
    tx.audit(entry.before(json!({ "provider": provider }))).await?;
    tx.emit(&ExternalAccountUnlinked { account, provider: provider.to_owned() }).await?;
    Ok(true)
}
