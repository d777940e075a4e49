//! The short-lived rows between the first and the last step of a ceremony.
//!
//! The state stays on the server; the browser holds a random token. A ceremony is of one kind, ends after a few minutes,
//! and is taken once.

use chrono::{DateTime, TimeDelta, Utc};
use heng_db::Tx;
use heng_kernel::{AccountId, SessionId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::secret::{NoRandomness, Secret, hash};

pub(crate) mod entity {
    //! `ceremony`.
    use heng_kernel::{AccountId, SessionId};
    use sea_orm::entity::prelude::*;

    /// What it leads to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
    pub enum Kind {
        SecondFactor,
        PasskeySignIn,
        PasskeySecondLook,
        PasskeyRegistration,
        ExternalSignIn,
        ExternalLink,
        ExternalSecondLook,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceremony")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SessionId,
        pub token_hash: Vec<u8>,
        pub kind: Kind,
        pub account_id: Option<AccountId>,
        pub state: String,
        pub attempts: i32,
        pub created_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) use entity::Kind;
use entity::{ActiveModel, Column, Entity, Model};

/// How long a ceremony may take.
const LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// Randomness or the database failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unopened {
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

/// Begins one; the token goes to the browser.
pub(crate) async fn begin(
    tx: &Tx,
    kind: Kind,
    account: Option<AccountId>,
    state: String,
) -> Result<Secret, Unopened> {
    let token = Secret::token()?;
    let row = ActiveModel {
        id: Set(tx.new_id::<SessionId>()),
        token_hash: Set(token.hash()),
        kind: Set(kind),
        account_id: Set(account),
        state: Set(state),
        attempts: Set(0),
        created_at: Set(tx.now),
        ends_at: Set(tx.now + LIFETIME),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(token)
}

/// The live ceremony of that kind, left where it is.
pub(crate) async fn look(
    db: &impl ConnectionTrait,
    kind: Kind,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::TokenHash.eq(hash(token)))
        .filter(Column::Kind.eq(kind))
        .filter(Column::EndsAt.gt(now))
        .one(db)
        .await
}

/// The live ceremony of that kind, taken: nobody takes it again.
pub(crate) async fn take(tx: &Tx, kind: Kind, token: &str) -> Result<Option<Model>, DbErr> {
    let Some(row) = look(tx.db(), kind, token, tx.now).await? else { return Ok(None) };
    let gone = Entity::delete_by_id(row.id).exec(tx.db()).await?;
    Ok((gone.rows_affected == 1).then_some(row))
}

/// Notes a wrong answer; after `most` the ceremony is over.
pub(crate) async fn failed(tx: &Tx, row: &Model, most: i32) -> Result<(), DbErr> {
    if row.attempts + 1 >= most {
        Entity::delete_by_id(row.id).exec(tx.db()).await?;
        return Ok(());
    }
    let counted = ActiveModel { id: Set(row.id), attempts: Set(row.attempts + 1), ..Default::default() };
    Entity::update(counted).exec(tx.db()).await.map(|_| ())
}

/// Ends every ceremony of an account.
pub(crate) async fn end_all(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx.db()).await.map(|_| ())
}

/// Removes what nobody finished.
pub(crate) async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::EndsAt.lt(now)).exec(db).await?.rows_affected)
}
