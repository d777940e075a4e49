//! The table of wrapped keys.

use aes_gcm::Aes256Gcm;
use chrono::{DateTime, Utc};
use heng_db::Tx;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use zeroize::Zeroizing;

use crate::{
    SecretKey, VaultError, cipher,
    keyring::{DataKey, KeyRing},
};

/// The version of the root, from which derived keys come.
pub(crate) const ROOT: i32 = 0;

pub(crate) mod entity {
    //! `data_key`.
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "data_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub wrapped: Vec<u8>,
        pub master: String,
        pub created_at: DateTimeUtc,
        pub retired_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity, Model};

/// A key, wrapped and ready to be stored.
#[derive(Debug)]
pub(crate) struct Wrapped {
    pub(crate) version: i32,
    pub(crate) bytes: Vec<u8>,
    pub(crate) master: String,
}

pub(crate) struct Unwrapped {
    pub(crate) root: SecretKey,
    pub(crate) keys: KeyRing,
}

pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Version).all(db).await
}

pub(crate) fn wrap(
    wrapper: &Aes256Gcm,
    master: &str,
    version: i32,
    secret: &SecretKey,
) -> Result<Wrapped, VaultError> {
    let bytes = cipher::seal(wrapper, &aad(version), secret.as_slice())?;
    Ok(Wrapped { version, bytes, master: master.to_owned() })
}

/// A wrapped root and a wrapped first data key.
pub(crate) fn first_keys(wrapper: &Aes256Gcm, master: &str) -> Result<[Wrapped; 2], VaultError> {
    let key = |version| wrap(wrapper, master, version, &cipher::random_key()?);
    Ok([key(ROOT)?, key(ROOT + 1)?])
}

pub(crate) async fn insert_first(tx: &Tx, keys: &[Wrapped; 2]) -> Result<(), VaultError> {
    if !all(tx.db()).await?.is_empty() {
        return Ok(());
    }
    for key in keys {
        insert(tx.db(), key, tx.now).await?;
    }
    Ok(())
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    key: &Wrapped,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        version: Set(key.version),
        wrapped: Set(key.bytes.clone()),
        master: Set(key.master.clone()),
        created_at: Set(now),
        retired_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await.map(|_| ())
}

pub(crate) async fn replace(db: &impl ConnectionTrait, key: &Wrapped) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Wrapped, Expr::value(key.bytes.clone()))
        .col_expr(Column::Master, Expr::value(key.master.clone()))
        .filter(Column::Version.eq(key.version))
        .exec(db)
        .await
        .map(|_| ())
}

/// Notes from when on the versions below `version` seal nothing new.
pub(crate) async fn retire_below(
    db: &impl ConnectionTrait,
    version: i32,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::RetiredAt, Expr::value(at))
        .filter(Column::Version.gt(ROOT))
        .filter(Column::Version.lt(version))
        .filter(Column::RetiredAt.is_null())
        .exec(db)
        .await
        .map(|_| ())
}

pub(crate) fn unwrap(wrapper: &Aes256Gcm, master: &str, row: &Model) -> Result<SecretKey, VaultError> {
    if row.master != master {
        return Err(VaultError::WrongMasterKey { wanted: row.master.clone(), given: master.to_owned() });
    }
    let secret = cipher::open(wrapper, &aad(row.version), &row.wrapped)?;
    <[u8; 32]>::try_from(secret.as_slice()).map(Zeroizing::new).map_err(|_| VaultError::Incomplete)
}

pub(crate) async fn unwrap_all(
    db: &impl ConnectionTrait,
    wrapper: &Aes256Gcm,
    master: &str,
) -> Result<Unwrapped, VaultError> {
    let (mut root, mut keys) = (None, KeyRing::default());
    for row in all(db).await? {
        let secret = unwrap(wrapper, master, &row)?;
        if row.version == ROOT {
            root = Some(secret);
        } else {
            let version = u32::try_from(row.version).map_err(|_| VaultError::Incomplete)?;
            keys.0.insert(version, DataKey::new(secret, row.created_at)?);
        }
    }
    match root {
        Some(root) if !keys.0.is_empty() => Ok(Unwrapped { root, keys }),
        _ => Err(VaultError::Incomplete),
    }
}

fn aad(version: i32) -> Vec<u8> {
    format!("heng/data_key/v1:{version}").into_bytes()
}
