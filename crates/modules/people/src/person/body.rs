//! Personal data as it comes in, and what is wrong with it.

use chrono::NaiveDate;
use heng_identifiers::{BankCard, IdDocument, IdKind, IdentityFault, Mobile};
use heng_web::{FieldError, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{BankAccount, PersonDraft, Sex, names};

/// Somebody new.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonBody {
    /// Name as in the document.
    #[schema(max_length = 100)]
    pub name: String,
    /// Sex; the document's when it tells.
    pub sex: Option<Sex>,
    /// Date of birth; the document's when it tells.
    pub birth_on: Option<NaiveDate>,
    /// ISO 3166 alpha-2.
    pub nationality: Option<String>,
    /// Kind of identity document: `resident_id`, `passport` …; guessed from the number unless given.
    #[schema(value_type = Option<String>)]
    pub id_kind: Option<IdKind>,
    /// Number of the identity document.
    pub id_number: Option<String>,
    /// Mobile number.
    pub phone: Option<String>,
    /// Private mail address.
    pub email: Option<String>,
    /// Home address.
    #[schema(max_length = 300)]
    pub address: Option<String>,
    /// Whom to call.
    #[schema(max_length = 200)]
    pub emergency_contact: Option<String>,
    /// Bank card.
    pub bank_account: Option<String>,
    /// Bank.
    pub bank_name: Option<String>,
}

impl PersonBody {
    /// The checked draft, or every field that is wrong.
    pub fn draft(self) -> Result<PersonDraft, Problem> {
        let mut faults = Faults(vec![]);
        let id = self.id_number.as_deref().filter(|n| !n.trim().is_empty());
        let id = id.and_then(|number| faults.id_document(self.id_kind, number, "person.id_number"));
        let mobile =
            given(self.phone.as_ref()).and_then(|text| faults.check("person.phone", Mobile::parse(text)));
        let card = given(self.bank_account.as_ref())
            .and_then(|text| faults.check("person.bank_account", BankCard::parse(text)));
        if names::tidy(&self.name).is_empty() {
            faults.0.push(FieldError::new("person.name", "required"));
        }
        faults.length("person.name", Some(&self.name), 100);
        faults.length("person.address", self.address.as_deref(), 300);
        faults.length("person.emergency_contact", self.emergency_contact.as_deref(), 200);
        faults.email("person.email", self.email.as_deref());
        if let (Some(born), Some(told)) = (self.birth_on, id.as_ref().and_then(IdDocument::birth))
            && born != told
        {
            faults.0.push(FieldError::new("person.birth_on", "not_as_in_id"));
        }
        faults.none()?;
        Ok(PersonDraft {
            name: self.name,
            sex: self.sex,
            birth_on: self.birth_on,
            nationality: self.nationality,
            id,
            mobile,
            email: self.email,
            address: self.address,
            emergency_contact: self.emergency_contact,
            bank: card.map(|card| BankAccount { card, bank: self.bank_name }),
        })
    }
}

/// A word on a number without a bank card's check digit. Company accounts and passbooks carry none, so it is no refusal.
pub(crate) fn doubtful_card(card: &BankCard, field: &str) -> Option<FieldError> {
    card.plausibility().map(|_| FieldError::new(field, "card_luhn"))
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.trim().is_empty())
}

/// Collects what is wrong.
pub(super) struct Faults(pub Vec<FieldError>);

impl Faults {
    pub fn check<T>(&mut self, field: &str, read: Result<T, IdentityFault>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(fault) => {
                self.0.push(FieldError::new(field, fault.code()));
                None
            }
        }
    }

    /// A resident ID of fifteen digits is kept in its eighteen-digit form, which every later one is typed in.
    pub fn id_document(&mut self, kind: Option<IdKind>, number: &str, field: &str) -> Option<IdDocument> {
        let kind = kind.unwrap_or_else(|| IdKind::guess(number));
        self.check(field, IdDocument::parse(kind, number))
    }

    pub fn length(&mut self, field: &str, text: Option<&str>, most: usize) {
        if text.is_some_and(|text| text.chars().count() > most) {
            self.0.push(FieldError::new(field, "too_long").with("most", most));
        }
    }

    pub fn email(&mut self, field: &str, text: Option<&str>) {
        let Some(text) = text else { return };
        let fits = text.len() <= 254
            && !text.contains(char::is_whitespace)
            && text
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
        if !fits {
            self.0.push(FieldError::new(field, "not_an_address"));
        }
    }

    pub fn none(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self.0)) }
    }
}
