//! `person`.

use heng_kernel::PersonId;
use heng_vault::{KeyedHash, SealedText};
use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use serde::{Deserialize, Serialize};

use crate::person::Sex;

/// A human being. Sealed columns open through the vault alone.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub name: String,
    pub sort_name: String,
    pub former_names: FormerNames,
    pub sex: Option<Sex>,
    pub birth_on: Option<Date>,
    pub nationality: Option<String>,
    pub id_kind: Option<String>,
    pub id_number: Option<SealedText>,
    pub id_number_hash: Option<KeyedHash>,
    pub phone: Option<SealedText>,
    pub phone_hash: Option<KeyedHash>,
    pub email: Option<SealedText>,
    pub address: Option<SealedText>,
    pub emergency_contact: Option<SealedText>,
    pub bank_account: Option<SealedText>,
    pub bank_account_hash: Option<KeyedHash>,
    pub bank_name: Option<String>,
    pub health: Option<SealedText>,
    pub no_rehire_reason: Option<String>,
    pub created_at: DateTimeUtc,
}

/// What the person was called before, oldest first. A row whose list cannot be read is not read at all: an empty list in its
/// place would be written back by the next change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct FormerNames(pub Vec<String>);

impl ActiveModelBehavior for ActiveModel {}
