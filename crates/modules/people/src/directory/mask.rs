//! Fields nobody sees by accident.

use heng_access::FieldClass;
use heng_identifiers::{mask_card, mask_mobile, mask_number};
use heng_vault::{Vault, VaultError};
use sea_orm::ActiveEnum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::person::{Sealer, entity::person};

/// A field that is masked until it is revealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sensitive {
    /// Kind of identity document: it tells where somebody is from.
    IdKind,
    /// Number of the identity document.
    IdNumber,
    /// Sex.
    Sex,
    /// Date of birth.
    BirthOn,
    /// Mobile number.
    Phone,
    /// Private mail address.
    Email,
    /// Home address.
    Address,
    /// Whom to call.
    EmergencyContact,
    /// The bank that keeps the account.
    BankName,
    /// Bank account.
    BankAccount,
    /// Health.
    Health,
    /// Pay.
    Pay,
}

impl Sensitive {
    pub const ALL: [Self; 12] = [
        Self::IdKind,
        Self::IdNumber,
        Self::Sex,
        Self::BirthOn,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::EmergencyContact,
        Self::BankName,
        Self::BankAccount,
        Self::Health,
        Self::Pay,
    ];

    /// The class that opens it.
    pub const fn class(self) -> FieldClass {
        match self {
            Self::IdKind | Self::IdNumber | Self::BankName | Self::BankAccount => FieldClass::IdBank,
            Self::Sex
            | Self::BirthOn
            | Self::Phone
            | Self::Email
            | Self::Address
            | Self::EmergencyContact => FieldClass::Private,
            Self::Health => FieldClass::Health,
            Self::Pay => FieldClass::Pay,
        }
    }

    /// What those see to whom the class is open but who have not revealed it.
    pub fn masked(self, plain: &str) -> String {
        match self {
            Self::IdNumber => mask_number(plain),
            Self::Phone => mask_mobile(plain),
            Self::BankAccount => mask_card(plain),
            Self::BirthOn => plain.get(..4).map(|year| format!("{year}-**-**")).unwrap_or_default(),
            Self::Email => plain.split_once('@').map_or_else(
                || "***".to_owned(),
                |(name, host)| format!("{}***@{host}", name.chars().take(1).collect::<String>()),
            ),
            // Of a word out of few, no part may show.
            Self::IdKind
            | Self::Sex
            | Self::BankName
            | Self::Address
            | Self::EmergencyContact
            | Self::Health
            | Self::Pay => "***".to_owned(),
        }
    }

    /// The plain text of a person's field; none when nothing is known. Pay is not a person's but an employment's.
    pub fn plain(self, vault: &Vault, row: &person::Model) -> Result<Option<String>, VaultError> {
        let sealer = Sealer { vault, id: row.id };
        match self {
            Self::IdNumber => sealer.open("id_number", row.id_number.as_ref()),
            Self::Phone => sealer.open("phone", row.phone.as_ref()),
            Self::Email => sealer.open("email", row.email.as_ref()),
            Self::Address => sealer.open("address", row.address.as_ref()),
            Self::EmergencyContact => sealer.open("emergency_contact", row.emergency_contact.as_ref()),
            Self::BankAccount => sealer.open("bank_account", row.bank_account.as_ref()),
            Self::Health => sealer.open("health", row.health.as_ref()),
            Self::BirthOn => Ok(row.birth_on.map(|day| day.to_string())),
            Self::Sex => Ok(row.sex.map(|sex| sex.to_value())),
            Self::IdKind => Ok(row.id_kind.clone()),
            Self::BankName => Ok(row.bank_name.clone()),
            Self::Pay => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_enough_to_recognise() {
        assert_eq!(Sensitive::Phone.masked("13812346021"), "138****6021");
        assert_eq!(Sensitive::Email.masked("li@example.com"), "l***@example.com");
        assert_eq!(Sensitive::BirthOn.masked("1990-02-28"), "1990-**-**");
        assert_eq!(Sensitive::Address.masked("somewhere"), "***");
        assert_eq!(Sensitive::Sex.masked("female"), Sensitive::Sex.masked("male"));
    }
}
