//! Why nobody is let in.

use axum::http::StatusCode;
use heng_ports::SignInError as Elsewhere;
use heng_web::Problem;
use sea_orm::DbErr;

use super::{ceremony::Unopened, throttle::Wait};
use crate::{AccountError, secret::NoRandomness};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// Unknown account, wrong password, disabled, last day passed: one answer for all.
    #[error("refused")]
    Refused,
    /// The second factor is wrong; the ceremony may go on.
    #[error("the code is wrong")]
    WrongCode,
    /// The ceremony is over, used, or never was: begin again.
    #[error("the sign-in must be begun again")]
    Over,
    /// Too many attempts.
    #[error("too many attempts")]
    Wait(Wait),
    /// There is no such way in here.
    #[error("no such way in")]
    NoSuchDoor,
    /// The outside account is not linked to any of ours.
    #[error("the outside account is not linked")]
    NotLinked,
    /// Not a member of the organisation there.
    #[error("not a member of the organisation")]
    Outsider,
    /// Another account is linked to it.
    #[error("linked to another account")]
    LinkedElsewhere,
    /// The outside account is somebody else's than whose session it is.
    #[error("the outside account is another person's")]
    AnotherPerson,
    /// Whoever has a secret of their own here proves with it who they are.
    #[error("there is a secret of one's own to prove it with")]
    OwnSecret,
    /// The other system does not answer.
    #[error("the other system cannot be asked")]
    Elsewhere,
    /// An account's rule.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// A ceremony's state cannot be kept.
    #[error("the state of a ceremony cannot be kept: {0}")]
    State(#[from] serde_json::Error),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Unopened> for SignInError {
    fn from(error: Unopened) -> Self {
        match error {
            Unopened::NoRandomness(error) => Self::NoRandomness(error),
            Unopened::Db(error) => Self::Db(error),
        }
    }
}

impl From<Elsewhere> for SignInError {
    fn from(error: Elsewhere) -> Self {
        match error {
            Elsewhere::Malformed(_) | Elsewhere::CodeRefused => Self::Over,
            Elsewhere::Outsider => Self::Outsider,
            Elsewhere::Unavailable { why, .. } | Elsewhere::Misconfigured(why) => {
                tracing::warn!(why, "sign-in with an outside account failed");
                Self::Elsewhere
            }
        }
    }
}

impl From<Wait> for Problem {
    fn from(Wait(seconds): Wait) -> Self {
        Self { code: "sign_in.wait".to_owned(), ..Self::too_many(seconds) }
    }
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        use SignInError as E;
        match error {
            E::Refused => Self::new(StatusCode::UNAUTHORIZED, "sign_in.refused"),
            E::WrongCode => Self::new(StatusCode::UNAUTHORIZED, "sign_in.wrong_code"),
            E::Over => Self::new(StatusCode::UNAUTHORIZED, "sign_in.over"),
            E::Wait(wait) => wait.into(),
            E::NoSuchDoor => Self::not_found(),
            E::NotLinked => Self::new(StatusCode::FORBIDDEN, "sign_in.not_linked"),
            E::Outsider => Self::new(StatusCode::FORBIDDEN, "sign_in.outsider"),
            E::LinkedElsewhere => Self::conflict("account.linked_elsewhere"),
            E::AnotherPerson => Self::new(StatusCode::FORBIDDEN, "sign_in.another_person"),
            E::OwnSecret => Self::conflict("auth.own_secret"),
            E::Elsewhere => Self::new(StatusCode::BAD_GATEWAY, "sign_in.elsewhere_unavailable"),
            E::Account(error) => error.into(),
            E::NoRandomness(error) => Self::internal(&error),
            E::State(error) => Self::internal(&error),
            E::Db(error) => error.into(),
        }
    }
}
