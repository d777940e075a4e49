//! What is known of a new person, checked, and how it is sealed.

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{ClassSet, FieldClass};
use heng_identifiers::{BankCard, IdDocument, Mobile, compact};
use heng_kernel::PersonId;
use heng_vault::{Context, KeyedHash, SealedText, Vault, VaultError};
use serde_json::{Value, json};

use super::{Sex, entity::person, names};

/// Where pay goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// The card.
    pub card: BankCard,
    /// The bank's name.
    pub bank: Option<String>,
}

/// What is known of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// Name as in the document.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth_on: Option<NaiveDate>,
    /// ISO 3166 alpha-2, when it is not Chinese.
    pub nationality: Option<String>,
    /// Identity document.
    pub id: Option<IdDocument>,
    /// Mobile number.
    pub mobile: Option<Mobile>,
    /// Private mail address.
    pub email: Option<String>,
    /// Home address.
    pub address: Option<String>,
    /// Whom to call.
    pub emergency_contact: Option<String>,
    /// Bank account.
    pub bank: Option<BankAccount>,
}

impl PersonDraft {
    /// A person of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The field classes it touches.
    pub fn classes(&self) -> ClassSet {
        let private = self.sex.is_some()
            || self.birth_on.is_some()
            || self.nationality.is_some()
            || self.mobile.is_some()
            || self.email.is_some()
            || self.address.is_some()
            || self.emergency_contact.is_some();
        let mut classes = vec![FieldClass::Public];
        if private {
            classes.push(FieldClass::Private);
        }
        if self.id.is_some() || self.bank.is_some() {
            classes.push(FieldClass::IdBank);
        }
        ClassSet::of(&classes)
    }

    /// For the audit trail: sensitive values masked.
    pub fn shown(&self) -> Value {
        let sealed = |given: bool| given.then_some("***");
        json!({
            "name": self.name,
            "id_number": self.id.as_ref().map(IdDocument::masked),
            "mobile": self.mobile.as_ref().map(Mobile::masked),
            "bank_account": self.bank.as_ref().map(|bank| bank.card.masked()),
            "birth_on": sealed(self.birth_on.is_some()),
            "email": sealed(self.email.is_some()),
            "address": sealed(self.address.is_some()),
            "emergency_contact": sealed(self.emergency_contact.is_some()),
        })
    }

    /// The row, sealed.
    pub(crate) fn row(
        &self,
        vault: &Vault,
        id: PersonId,
        now: DateTime<Utc>,
    ) -> Result<person::Model, VaultError> {
        let sealer = Sealer { vault, id };
        let name = names::tidy(&self.name);
        let number = self.id.as_ref().map(IdDocument::number);
        let mobile = self.mobile.as_ref().map(Mobile::number);
        let card = self.bank.as_ref().map(|bank| bank.card.number());
        Ok(person::Model {
            id,
            sort_name: names::sort_name(&name),
            name,
            former_names: person::FormerNames::default(),
            sex: self.sex.or_else(|| self.id.as_ref().and_then(IdDocument::sex).map(Into::into)),
            birth_on: self.birth_on.or_else(|| self.id.as_ref().and_then(IdDocument::birth)),
            nationality: self.nationality.clone(),
            id_kind: self.id.as_ref().map(|id| kind_word(id.kind())),
            id_number: sealer.seal("id_number", number)?,
            id_number_hash: number.map(|n| hash_of(vault, "id_number", n)),
            phone: sealer.seal("phone", mobile)?,
            phone_hash: mobile.map(|n| hash_of(vault, "phone", n)),
            email: sealer.seal("email", self.email.as_deref())?,
            address: sealer.seal("address", self.address.as_deref())?,
            emergency_contact: sealer.seal("emergency_contact", self.emergency_contact.as_deref())?,
            bank_account: sealer.seal("bank_account", card)?,
            bank_account_hash: card.map(|n| hash_of(vault, "bank_account", n)),
            bank_name: self.bank.as_ref().and_then(|bank| bank.bank.clone()),
            health: None,
            no_rehire_reason: None,
            created_at: now,
        })
    }
}

/// The stable word of a kind of document.
pub(crate) fn kind_word(kind: heng_identifiers::IdKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

/// Seals the cells of one person.
pub(crate) struct Sealer<'a> {
    pub vault: &'a Vault,
    pub id: PersonId,
}

impl Sealer<'_> {
    pub fn seal(&self, column: &str, plain: Option<&str>) -> Result<Option<SealedText>, VaultError> {
        plain.map(|text| self.vault.seal_text(&Context::cell("person", column, self.id), text)).transpose()
    }

    pub fn open(&self, column: &str, sealed: Option<&SealedText>) -> Result<Option<String>, VaultError> {
        let open = |text| self.vault.open_text(&Context::cell("person", column, self.id), text);
        sealed.map(open).transpose().map(|plain| plain.map(|text| text.to_string()))
    }
}

/// What equality search compares. The value is brought to its normal form first.
pub(crate) fn hash_of(vault: &Vault, column: &str, value: &str) -> KeyedHash {
    vault.keyed_hash(&format!("person.{column}"), &compact(value))
}
