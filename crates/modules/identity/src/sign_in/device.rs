//! Browsers that were in before.

use chrono::TimeDelta;
use heng_db::Tx;
use heng_kernel::{AccountId, SessionId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::ceremony::Unopened;
use crate::secret::{Secret, hash};

pub(crate) mod entity {
    //! `known_device`.
    use heng_kernel::{AccountId, SessionId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "known_device")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SessionId,
        pub account_id: AccountId,
        pub token_hash: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// How long a browser is remembered.
pub(crate) const LIFETIME: TimeDelta = TimeDelta::days(180);

/// Whether this cookie was given out by that account.
pub(crate) async fn is_known(
    db: &impl ConnectionTrait,
    account: AccountId,
    cookie: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool, DbErr> {
    let found = Entity::find()
        .filter(Column::TokenHash.eq(hash(cookie)))
        .filter(Column::AccountId.eq(account))
        .filter(Column::EndsAt.gt(now))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Remembers the browser; the token becomes its cookie.
pub(crate) async fn remember(tx: &Tx, account: AccountId) -> Result<Secret, Unopened> {
    let token = Secret::token()?;
    let row = ActiveModel {
        id: Set(tx.new_id::<SessionId>()),
        account_id: Set(account),
        token_hash: Set(token.hash()),
        created_at: Set(tx.now),
        ends_at: Set(tx.now + LIFETIME),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(token)
}

/// Forgets the account's browsers.
pub(crate) async fn forget_all(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx.db()).await.map(|_| ())
}

/// Removes what is forgotten anyway.
pub(crate) async fn sweep(
    db: &impl ConnectionTrait,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::EndsAt.lt(now)).exec(db).await?.rows_affected)
}
