//! Why a passkey is not registered or not believed.

use heng_web::{FieldError, Problem};
use sea_orm::DbErr;
use webauthn_rs::prelude::WebauthnError;

use crate::{secret::NoRandomness, sign_in::Unopened};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PasskeyError {
    /// The public address has no name passkeys could be bound to.
    #[error("passkeys are off")]
    Off,
    /// The ceremony is over, used, or never was.
    #[error("the ceremony must be begun again")]
    Over,
    /// The authenticator's answer does not hold.
    #[error("the authenticator's answer does not hold")]
    Refused,
    /// That passkey is registered.
    #[error("the passkey is registered")]
    Known,
    /// There is no such passkey.
    #[error("no such passkey")]
    Unknown,
    /// The name is empty or too long.
    #[error("not a name")]
    BadName,
    /// A challenge cannot be made.
    #[error("a challenge cannot be made: {0}")]
    Challenge(WebauthnError),
    /// A state or a credential cannot be kept or read.
    #[error("the state of a ceremony cannot be kept: {0}")]
    State(#[from] serde_json::Error),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Unopened> for PasskeyError {
    fn from(error: Unopened) -> Self {
        match error {
            Unopened::NoRandomness(error) => Self::NoRandomness(error),
            Unopened::Db(error) => Self::Db(error),
        }
    }
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        use PasskeyError as E;
        match error {
            E::Off => Self::conflict("passkey.off"),
            E::Over => Self::unprocessable("passkey.over"),
            E::Refused => Self::unprocessable("passkey.refused"),
            E::Known => Self::conflict("passkey.known"),
            E::Unknown => Self::not_found(),
            E::BadName => Self::invalid(vec![FieldError::new("name", "passkey.bad_name")]),
            E::Challenge(error) => Self::internal(&error),
            E::State(error) => Self::internal(&error),
            E::NoRandomness(error) => Self::internal(&error),
            E::Db(error) => error.into(),
        }
    }
}
