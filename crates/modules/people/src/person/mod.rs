//! A person: who somebody is, whatever they do for us. Never re-used, never merged silently.

mod body;
mod draft;
mod edit;
pub(crate) mod entity;
pub mod names;
mod naming;

pub(crate) use body::{PersonBody, doubtful_card};
pub use draft::{BankAccount, PersonDraft};
pub(crate) use draft::{Sealer, hash_of};
pub use edit::PersonPatch;
pub(crate) use edit::{PERSON_EDITED, edit, mend};

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Sex as the identity document says it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl From<heng_identifiers::Sex> for Sex {
    fn from(sex: heng_identifiers::Sex) -> Self {
        match sex {
            heng_identifiers::Sex::Female => Self::Female,
            heng_identifiers::Sex::Male => Self::Male,
        }
    }
}
