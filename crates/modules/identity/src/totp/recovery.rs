//! Recovery codes: ten, for paper, each once.

use heng_db::{Tx, audit::Change};
use heng_kernel::AccountId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};

use super::FactorError;
use crate::{
    Identity,
    secret::{Secret, tidy_code},
};

pub(crate) mod entity {
    //! `recovery_code`.
    use heng_kernel::AccountId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code_hash: Vec<u8>,
        pub used_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// How many there are.
const MANY: usize = 10;

/// Makes new ones; the old ones are void.
pub(crate) async fn renew(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
) -> Result<Vec<String>, FactorError> {
    remove_all(tx, account).await?;
    let codes = (0..MANY).map(|_| Secret::short_code()).collect::<Result<Vec<_>, _>>()?;
    let rows = codes.iter().map(|code| ActiveModel {
        account_id: Set(account),
        code_hash: Set(hash(identity, account, code.text())),
        used_at: Set(None),
    });
    Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    tx.audit(Change::new("totp.renew_recovery_codes", "account", account).sign_in()).await?;
    Ok(codes.iter().map(|code| code.text().to_owned()).collect())
}

/// Uses a code up; `false` when it is none of the unused ones.
pub(crate) async fn use_up(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    typed: &str,
) -> Result<bool, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(tx.now))
        .filter(Column::AccountId.eq(account))
        .filter(Column::CodeHash.eq(hash(identity, account, &tidy_code(typed))))
        .filter(Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many are unused.
pub(crate) async fn left(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, DbErr> {
    Entity::find().filter(Column::AccountId.eq(account)).filter(Column::UsedAt.is_null()).count(db).await
}

pub(crate) async fn remove_all(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx.db()).await.map(|_| ())
}

/// Keyed: fifty bits alone could be tried out by whoever has the table.
fn hash(identity: &Identity, account: AccountId, tidy: &str) -> Vec<u8> {
    identity.vault().keyed_hash("recovery_code", &format!("{account}\n{tidy}")).as_bytes().to_vec()
}
