//! `person`.

use heng_kernel::PersonId;
use heng_vault::{KeyedHash, SealedText};
use sea_orm::entity::prelude::*;

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
    pub former_names: Json,
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

impl ActiveModelBehavior for ActiveModel {}
