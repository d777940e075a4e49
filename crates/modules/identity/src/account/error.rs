//! Why an account is not opened or changed.

use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use crate::{PasswordFault, secret::NoRandomness};

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The login name is empty, too long or holds spaces.
    #[error("not a login name")]
    BadLogin,
    /// Another account has the login name.
    #[error("the login name is taken")]
    LoginTaken,
    /// The person has an account already.
    #[error("the person has an account")]
    PersonHasAccount,
    /// The outside account opens another account already.
    #[error("the outside account is linked elsewhere")]
    LinkedElsewhere,
    /// The outside account's name is empty or too long.
    #[error("not an outside account")]
    BadSubject,
    /// There is no such account, or none the actor may know of.
    #[error("no such account")]
    Unknown,
    /// The account may do more than the actor may, so the actor must not be able to become it.
    #[error("the account may do more than the actor")]
    BeyondOwnRights,
    /// Nobody could give roles any more.
    #[error("it is the last owner's account")]
    LastOwner,
    /// The one-time code is wrong, used, withdrawn or too old.
    #[error("the one-time code is not valid")]
    CodeRefused,
    /// The password is not taken.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        use AccountError as E;
        match error {
            E::BadLogin => Self::invalid(vec![FieldError::new("login", "account.bad_login")]),
            E::LoginTaken => Self::conflict("account.login_taken"),
            E::PersonHasAccount => Self::conflict("account.person_has_account"),
            E::LinkedElsewhere => Self::conflict("account.linked_elsewhere"),
            E::BadSubject => Self::invalid(vec![FieldError::new("subject", "account.bad_subject")]),
            E::Unknown => Self::not_found(),
            E::BeyondOwnRights => Self::new(axum::http::StatusCode::FORBIDDEN, "account.beyond_own_rights"),
            E::LastOwner => Self::conflict("account.last_owner"),
            E::CodeRefused => Self::unprocessable("account.code_refused"),
            E::Password(fault) => Self::invalid(vec![FieldError::new("password", fault.code())]),
            E::Denied(denied) => denied.into(),
            E::NoRandomness(error) => Self::internal(&error),
            E::Db(error) => error.into(),
        }
    }
}
