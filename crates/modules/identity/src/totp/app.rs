//! The secret shared with an authenticator app.

use heng_db::{Tx, audit::Change};
use heng_kernel::AccountId;
use heng_vault::{Context, SealedText, VaultError};
use heng_web::Problem;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr,
};
use totp_rs::{Algorithm, Builder, Secret as TotpSecret, Totp};
use zeroize::Zeroizing;

use super::recovery;
use crate::{
    Identity,
    secret::{NoRandomness, random},
};

pub(crate) mod entity {
    //! `totp`.
    use heng_kernel::AccountId;
    use heng_vault::SealedText;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "totp")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        /// Base 32, sealed.
        pub secret: SealedText,
        pub created_at: DateTimeUtc,
        pub confirmed_at: Option<DateTimeUtc>,
        /// The last step that was accepted.
        pub last_step: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// Why a second factor cannot be set up or taken away.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FactorError {
    /// One is on already: take it away first.
    #[error("an authenticator app is on already")]
    AlreadyOn,
    /// None is being set up, or none is on.
    #[error("no authenticator app")]
    NotThere,
    /// The code is wrong.
    #[error("the code is wrong")]
    WrongCode,
    /// A sealed secret cannot be made or read.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<FactorError> for Problem {
    fn from(error: FactorError) -> Self {
        use FactorError as E;
        match error {
            E::AlreadyOn => Self::conflict("totp.already_on"),
            E::NotThere => Self::conflict("totp.not_there"),
            E::WrongCode => Self::unprocessable("totp.wrong_code"),
            E::Vault(error) => Self::internal(&error),
            E::NoRandomness(error) => Self::internal(&error),
            E::Db(error) => error.into(),
        }
    }
}

/// What the app is told, shown once.
pub(crate) struct Offer {
    /// Base 32, to be typed.
    pub(crate) secret: Zeroizing<String>,
    /// The same as an address, to be scanned.
    pub(crate) address: Zeroizing<String>,
}

/// Makes a secret that counts once a code of it was given. A secret that was never confirmed is replaced.
pub(crate) async fn offer(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    login: &str,
) -> Result<Offer, FactorError> {
    if is_on(tx.db(), account).await? {
        return Err(FactorError::AlreadyOn);
    }
    let secret = Zeroizing::new(TotpSecret::from(random::<20>()?.to_vec()).to_base32());
    let row = ActiveModel {
        account_id: Set(account),
        secret: Set(identity.vault().seal_text(&cell(account), &secret)?),
        created_at: Set(tx.now),
        confirmed_at: Set(None),
        last_step: Set(0),
    };
    Entity::delete_by_id(account).exec(tx.db()).await?;
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    let mut address = url::Url::parse("otpauth://totp/").map_err(|_| FactorError::NotThere)?;
    address.set_path(&format!("/Heng:{login}"));
    address.query_pairs_mut().append_pair("secret", &secret).append_pair("issuer", "Heng");
    Ok(Offer { secret, address: Zeroizing::new(address.into()) })
}

/// Turns the offered secret on with its first code; answers the recovery codes.
pub(crate) async fn confirm(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    code: &str,
) -> Result<Vec<String>, FactorError> {
    let row = Entity::find_by_id(account).one(tx.db()).await?.ok_or(FactorError::NotThere)?;
    if row.confirmed_at.is_some() {
        return Err(FactorError::AlreadyOn);
    }
    if !step_is_new(tx, identity, account, &row.secret, code).await? {
        return Err(FactorError::WrongCode);
    }
    let on = ActiveModel { account_id: Set(account), confirmed_at: Set(Some(tx.now)), ..Default::default() };
    Entity::update(on).exec(tx.db()).await?;
    let codes = recovery::renew(tx, identity, account).await?;
    tx.audit(Change::new("totp.turn_on", "account", account).sign_in()).await?;
    Ok(codes)
}

/// Takes app and recovery codes away.
pub(crate) async fn remove(tx: &Tx, account: AccountId) -> Result<(), FactorError> {
    if Entity::delete_by_id(account).exec(tx.db()).await?.rows_affected == 0 {
        return Err(FactorError::NotThere);
    }
    recovery::remove_all(tx, account).await?;
    tx.audit(Change::new("totp.turn_off", "account", account).sign_in()).await?;
    Ok(())
}

/// Whether a code is asked for after the password.
pub(crate) async fn is_on(db: &impl ConnectionTrait, account: AccountId) -> Result<bool, DbErr> {
    let row = Entity::find_by_id(account).filter(Column::ConfirmedAt.is_not_null()).one(db).await?;
    Ok(row.is_some())
}

/// Whether the code is right and its step was not used before; uses the step up.
pub(crate) async fn accept(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    code: &str,
) -> Result<bool, DbErr> {
    let row = Entity::find_by_id(account).filter(Column::ConfirmedAt.is_not_null()).one(tx.db()).await?;
    let Some(row) = row else { return Ok(false) };
    match step_is_new(tx, identity, account, &row.secret, code).await {
        Ok(new) => Ok(new),
        Err(FactorError::Db(error)) => Err(error),
        Err(error) => Err(DbErr::Custom(error.to_string())),
    }
}

async fn step_is_new(
    tx: &Tx,
    identity: &Identity,
    account: AccountId,
    sealed: &SealedText,
    code: &str,
) -> Result<bool, FactorError> {
    let secret = identity.vault().open_text(&cell(account), sealed)?;
    let totp = totp(&secret).ok_or(FactorError::NotThere)?;
    let seconds = u64::try_from(identity.real_clock().now().timestamp()).unwrap_or_default();
    let six_digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let step = six_digits.then(|| totp.check(code, seconds)).flatten();
    let Some(step) = step.and_then(|step| i64::try_from(step).ok()) else { return Ok(false) };
    let used = Entity::update_many()
        .col_expr(Column::LastStep, Expr::value(step))
        .filter(Column::AccountId.eq(account))
        .filter(Column::LastStep.lt(step))
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

fn totp(base32: &str) -> Option<Totp> {
    let secret = TotpSecret::try_from_base32(base32).ok()?;
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret)
        .build()
        .ok()
}

fn cell(account: AccountId) -> Context {
    Context::cell("totp", "secret", account)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret "12345678901234567890", the last six of the eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let totp = totp(&TotpSecret::from(b"12345678901234567890".to_vec()).to_base32()).unwrap();
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(totp.check(code, seconds), Some(seconds / 30), "{seconds}");
            assert_eq!(totp.check(code, seconds + 30), Some(seconds / 30), "one step late");
            assert_eq!(totp.check(code, seconds + 60), None, "two steps late");
        }
    }
}
