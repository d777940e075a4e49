//! Passkeys: registered by a signed-in account, found by the authenticator itself at sign-in. The state of a ceremony stays
//! on the server; user verification is always asked for, so a passkey is two factors at once.

pub(crate) mod entity;
mod error;
mod http;
mod prove;
mod register;

pub(crate) use error::PasskeyError;
pub(crate) use http::{PasskeyChallenge, routes};
pub(crate) use prove::{challenge, proved};

use heng_kernel::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

/// How many an account has.
pub(crate) async fn count(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, DbErr> {
    entity::Entity::find().filter(entity::Column::AccountId.eq(account)).count(db).await
}
