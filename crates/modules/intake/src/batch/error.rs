//! Why something about a batch is refused.

use heng_access::Denied;
use heng_identity::AccountError;
use heng_people::api::{PersonnelError, UnitError};
use heng_vault::VaultError;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;
use serde_json::json;

use super::undo::StandsInTheWay;
use crate::{
    source::SourceError,
    work::{CommandsError, ExecuteError},
};

/// Why something about a batch is refused.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A sealed part could not be made or opened.
    #[error("vault: {0}")]
    Vault(#[from] VaultError),
    /// A stored part is not what it should be.
    #[error("stored content: {0}")]
    Stored(#[from] serde_json::Error),
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The file is no roster: no header was found.
    #[error("no header row was found")]
    NoHeader,
    /// The batch is in a state that does not allow it.
    #[error("the batch is not in a state that allows this")]
    WrongState,
    /// The batch was changed meanwhile.
    #[error("the batch was changed meanwhile")]
    Changed,
    /// The dry run no longer describes what an application would do.
    #[error("the dry run is stale")]
    Stale,
    /// No row would make or change anything.
    #[error("there is nothing to apply")]
    NothingToApply,
    /// The contents were purged.
    #[error("the contents were purged")]
    Purged,
    /// A field of the request is wrong.
    #[error("{field}: {code}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        code: &'static str,
    },
    /// A part of the request is longer than this.
    #[error("{field}: more than {most}")]
    TooLong {
        /// The field.
        field: &'static str,
        /// How long it may be.
        most: usize,
    },
    /// There are several companies, and it is not said which one these units belong to.
    #[error("it is not said which company {0} belongs to")]
    CompanyNeeded(String),
    /// Later changes stand on what was applied.
    #[error("later changes stand in the way: {}", in_the_way(.0))]
    InTheWay(Vec<StandsInTheWay>),
    /// People refuse.
    #[error(transparent)]
    People(PersonnelError),
    /// The organisation refuses.
    #[error(transparent)]
    Units(UnitError),
    /// Accounts refuse.
    #[error(transparent)]
    Accounts(AccountError),
    /// Reading the file was interrupted.
    #[error("reading the file was interrupted")]
    Interrupted,
}

fn in_the_way(reasons: &[StandsInTheWay]) -> String {
    let words = reasons.iter().map(|reason| format!("{} {}", reason.count, reason.what));
    words.collect::<Vec<_>>().join(", ")
}

impl From<PersonnelError> for IntakeError {
    fn from(error: PersonnelError) -> Self {
        match error {
            PersonnelError::Denied(denied) => Self::Denied(denied),
            PersonnelError::Db(error) => Self::Db(error),
            PersonnelError::Vault(error) => Self::Vault(error),
            other => Self::People(other),
        }
    }
}

impl From<UnitError> for IntakeError {
    fn from(error: UnitError) -> Self {
        match error {
            UnitError::Denied(denied) => Self::Denied(denied),
            UnitError::Db(error) => Self::Db(error),
            other => Self::Units(other),
        }
    }
}

impl From<AccountError> for IntakeError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Denied(denied) => Self::Denied(denied),
            AccountError::Db(error) => Self::Db(error),
            other => Self::Accounts(other),
        }
    }
}

impl From<ExecuteError> for IntakeError {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::Commands(CommandsError::NoPlace(no_place)) => Self::CompanyNeeded(no_place.0),
            ExecuteError::Commands(CommandsError::Db(error)) | ExecuteError::Db(error) => Self::Db(error),
            ExecuteError::Units(error) => error.into(),
            ExecuteError::People(error) => error.into(),
            ExecuteError::Accounts(error) => error.into(),
        }
    }
}

impl From<IntakeError> for Problem {
    fn from(error: IntakeError) -> Self {
        use IntakeError as E;
        match error {
            E::Denied(denied) => denied.into(),
            E::Db(error) => error.into(),
            E::Vault(error) => Self::internal(&error),
            E::Stored(error) => Self::internal(&error),
            E::Interrupted => Self::internal(&error),
            E::Source(SourceError::OpenQuote(row)) => {
                Self::unprocessable(SourceError::OpenQuote(row).code()).with("row", row)
            }
            E::Source(error) => Self::unprocessable(error.code()),
            E::NoHeader => Self::unprocessable("intake.no_header"),
            E::WrongState => Self::conflict("intake.wrong_state"),
            E::Changed => Self::conflict("intake.changed"),
            E::Stale => Self::conflict("intake.stale"),
            E::NothingToApply => Self::conflict("intake.nothing_to_apply"),
            E::Purged => Self::conflict("intake.purged"),
            E::Field { field, code } => Self::invalid(vec![FieldError::new(field, code)]),
            E::TooLong { field, most } => {
                Self::invalid(vec![FieldError::new(field, "too_long").with("most", most)])
            }
            E::CompanyNeeded(unit) => Self::conflict("intake.company_needed").with("unit", unit),
            E::InTheWay(reasons) => Self::conflict("intake.in_the_way").with("reasons", json!(reasons)),
            E::People(error) => error.into(),
            E::Units(error) => error.into(),
            E::Accounts(error) => error.into(),
        }
    }
}
