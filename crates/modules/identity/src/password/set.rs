//! Storing a password.

use heng_db::Tx;
use heng_kernel::AccountId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};

use super::entity::{ActiveModel, Column, Entity, Model};

/// The stored password of an account.
pub(crate) async fn stored(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(account).one(db).await
}

/// Replaces the password. The caller ends what the old one opened.
pub(crate) async fn put(tx: &Tx, account: AccountId, phc: &str) -> Result<(), DbErr> {
    let row = ActiveModel { account_id: Set(account), phc: Set(phc.to_owned()), changed_at: Set(tx.now) };
    let again =
        OnConflict::column(Column::AccountId).update_columns([Column::Phc, Column::ChangedAt]).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await.map(|_| ())
}
