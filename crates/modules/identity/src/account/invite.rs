//! One-time codes with which somebody sets their own password: at first, and after a reset.
//!
//! A code belongs to one account, ends after a week, dies when a newer one is made, when the account is disabled, and when
//! it is used. The account comes from the code alone, never from the request.

use chrono::TimeDelta;
use heng_db::{Tx, audit::Change};
use heng_kernel::AccountId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict,
};

use super::{AccountError, change::end_everything, changeable, entity::account};
use crate::{
    Identity, password,
    secret::{Secret, hash, tidy_code},
};

pub(crate) mod entity {
    //! `invitation`.
    use heng_kernel::AccountId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        pub code_hash: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// How long a code may be used.
const LIFETIME: TimeDelta = TimeDelta::days(7);

/// Makes a code; an older one of the account dies. Part of a use case that has asked for the right.
pub(crate) async fn invite(tx: &Tx, id: AccountId) -> Result<Secret, AccountError> {
    let code = Secret::long_code()?;
    let row = ActiveModel {
        account_id: Set(id),
        code_hash: Set(code.hash()),
        created_at: Set(tx.now),
        ends_at: Set(tx.now + LIFETIME),
    };
    let newer = OnConflict::column(Column::AccountId)
        .update_columns([Column::CodeHash, Column::CreatedAt, Column::EndsAt])
        .to_owned();
    Entity::insert(row).on_conflict(newer).exec_without_returning(tx.db()).await?;
    Ok(code)
}

/// The old password and everything it opened end; the answer lets the owner set a new one.
pub(crate) async fn reset(tx: &Tx, identity: &Identity, id: AccountId) -> Result<Secret, AccountError> {
    changeable(tx, identity, id).await?;
    password::entity::Entity::delete_by_id(id).exec(tx.db()).await?;
    end_everything(tx, id).await?;
    let code = invite(tx, id).await?;
    tx.audit(Change::new("account.reset", "account", id)).await?;
    Ok(code)
}

/// Takes a code back.
pub(crate) async fn withdraw(tx: &Tx, id: AccountId) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(tx.db()).await.map(|_| ())
}

/// The account a code belongs to, while both are valid.
pub(crate) async fn owner(
    db: &impl ConnectionTrait,
    typed: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<account::Model>, DbErr> {
    let found = Entity::find()
        .filter(Column::CodeHash.eq(hash(&tidy_code(typed))))
        .filter(Column::EndsAt.gt(now))
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    account::Entity::find_by_id(row.account_id)
        .filter(account::Column::State.eq(account::State::Active))
        .one(db)
        .await
}

/// Uses the code up and sets the password. Everything the account had open ends.
pub(crate) async fn accept(tx: &Tx, typed: &str, phc: &str) -> Result<account::Model, AccountError> {
    let account = owner(tx.db(), typed, tx.now).await?.ok_or(AccountError::CodeRefused)?;
    let used = Entity::delete_many()
        .filter(Column::AccountId.eq(account.id))
        .filter(Column::CodeHash.eq(hash(&tidy_code(typed))))
        .exec(tx.db())
        .await?;
    if used.rows_affected != 1 {
        return Err(AccountError::CodeRefused);
    }
    password::put(tx, account.id, phc).await?;
    end_everything(tx, account.id).await?;
    tx.audit(Change::new("account.accept_invitation", "account", account.id).by(account.id)).await?;
    Ok(account)
}
