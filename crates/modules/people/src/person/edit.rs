//! Mending personal data.

use chrono::NaiveDate;
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_identifiers::{BankCard, IdDocument, IdKind, Mobile};
use heng_kernel::{EmploymentId, PersonId};
use heng_vault::{KeyedHash, SealedText, Vault};
use heng_web::{FieldError, Problem};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{
    Sex,
    body::{Faults, doubtful_card},
    draft::{BankAccount, Sealer, hash_of, kind_word},
    entity::person,
    names,
    naming::{renamed, spread},
};
use crate::{
    Patch,
    employment::{PersonnelError, entity::employment},
};

/// What the trail calls [`edit`].
pub(crate) const PERSON_EDITED: &str = "people.edit";

/// What changes about a person; what is left out stays, `null` clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PersonPatch {
    /// Another name; the one before is kept among the former ones. Class public.
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// Class private.
    #[schema(value_type = Option<Sex>)]
    pub sex: Patch<Sex>,
    /// Class private.
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_on: Patch<NaiveDate>,
    /// Kind of the document in `id_number`.
    #[schema(value_type = Option<String>)]
    pub id_kind: Option<IdKind>,
    /// Class id_bank.
    #[schema(value_type = Option<String>)]
    pub id_number: Patch<String>,
    /// Class private.
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Class private.
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Class private.
    #[schema(value_type = Option<String>)]
    pub address: Patch<String>,
    /// Class private.
    #[schema(value_type = Option<String>)]
    pub emergency_contact: Patch<String>,
    /// Class id_bank.
    #[schema(value_type = Option<String>)]
    pub bank_account: Patch<String>,
    /// Class id_bank.
    #[schema(value_type = Option<String>)]
    pub bank_name: Patch<String>,
    /// Class health.
    #[schema(value_type = Option<String>)]
    pub health: Patch<String>,
    /// Why the person shall not be hired again; `null` lifts it. Class work.
    #[schema(value_type = Option<String>)]
    pub no_rehire_reason: Patch<String>,
}

impl PersonPatch {
    /// The patch with numbers in their normal form, or every field that is wrong.
    pub(crate) fn checked(mut self) -> Result<Self, Problem> {
        let mut faults = Faults(vec![]);
        if self.name.as_deref().is_some_and(|name| names::tidy(name).is_empty()) {
            faults.0.push(FieldError::new("name", "required"));
        }
        faults.length("name", self.name.as_deref(), 100);
        faults.length("address", self.address.value().map(String::as_str), 300);
        faults.length("emergency_contact", self.emergency_contact.value().map(String::as_str), 200);
        faults.length("health", self.health.value().map(String::as_str), 1000);
        faults.email("email", self.email.value().map(String::as_str));
        if let Patch::Set(text) = &self.id_number
            && let Some(document) = faults.id_document(self.id_kind, text, "id_number")
        {
            self.id_kind = Some(document.kind());
            self.id_number = Patch::Set(document.number().to_owned());
        }
        if let Patch::Set(text) = &self.phone
            && let Some(mobile) = faults.check("phone", Mobile::parse(text))
        {
            self.phone = Patch::Set(mobile.number().to_owned());
        }
        if let Patch::Set(text) = &self.bank_account
            && let Some(card) = faults.check("bank_account", BankCard::parse(text))
        {
            self.bank_account = Patch::Set(card.number().to_owned());
        }
        faults.none()?;
        Ok(self)
    }

    /// What is taken as it is and may still be a slip of the hand.
    pub(crate) fn warnings(&self) -> Vec<FieldError> {
        let account = self.bank_account.value().and_then(|text| BankCard::parse(text).ok());
        account.iter().filter_map(|card| doubtful_card(card, "bank_account")).collect()
    }

    /// What a roster says of a person: an absent value stays, no value is cleared.
    pub fn of_roster(
        name: Option<String>,
        sex: Option<Sex>,
        mobile: Option<&Mobile>,
        bank: Option<&BankAccount>,
    ) -> Self {
        fn said<T>(value: Option<T>) -> Patch<T> {
            value.map_or(Patch::Keep, Patch::Set)
        }
        Self {
            name,
            sex: said(sex),
            phone: said(mobile.map(|mobile| mobile.number().to_owned())),
            bank_account: said(bank.map(|bank| bank.card.number().to_owned())),
            bank_name: said(bank.and_then(|bank| bank.bank.clone())),
            ..Self::default()
        }
    }

    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn classes(&self) -> ClassSet {
        let reach = [&self.phone, &self.email, &self.address, &self.emergency_contact];
        let private =
            !self.sex.is_keep() || !self.birth_on.is_keep() || reach.iter().any(|patch| !patch.is_keep());
        let id_bank = !(self.id_number.is_keep() && self.bank_account.is_keep() && self.bank_name.is_keep());
        let touched = [
            (self.name.is_some(), FieldClass::Public),
            (private, FieldClass::Private),
            (id_bank, FieldClass::IdBank),
            (!self.health.is_keep(), FieldClass::Health),
            (!self.no_rehire_reason.is_keep(), FieldClass::Work),
        ];
        let classes: Vec<_> = touched.into_iter().filter(|(is, _)| *is).map(|(_, class)| class).collect();
        ClassSet::of(&classes)
    }
}

/// Changes a person's data.
pub(crate) async fn edit(
    tx: &Tx,
    vault: &Vault,
    id: EmploymentId,
    patch: &PersonPatch,
) -> Result<(), PersonnelError> {
    let target = heng_scope::target(tx.db(), id, tx.actor.today()).await?;
    tx.actor.require_classes(Permission::PeopleWrite, patch.classes(), &target)?;
    let hidden = || PersonnelError::Denied(heng_access::Denied::Hidden);
    let head = employment::Entity::find_by_id(id).one(tx.db()).await?.ok_or_else(hidden)?;
    let before = person::Entity::find_by_id(head.person_id).one(tx.db()).await?.ok_or_else(hidden)?;
    refuse_twin(tx, vault, &before, patch).await?;
    let after = applied(vault, &before, patch)?;
    let (old, new) = shown(vault, &before, &after)?;
    write(tx, &before, &after).await?;
    // A new document says the sex and date of birth anew.
    let follows = after.sex != before.sex || after.birth_on != before.birth_on;
    let follows = if follows { FieldClass::Private.into() } else { ClassSet::EMPTY };
    let classes = patch.classes().union(follows);
    let trail = Trail::new(PERSON_EDITED, "person", before.id).about(id).classes(classes);
    tx.audit(trail.before(old).after(new)).await?;
    Ok(())
}

async fn refuse_twin(
    tx: &Tx,
    vault: &Vault,
    before: &person::Model,
    patch: &PersonPatch,
) -> Result<(), PersonnelError> {
    let Patch::Set(number) = &patch.id_number else { return Ok(()) };
    let twin = person::Entity::find()
        .filter(person::Column::IdNumberHash.eq(hash_of(vault, "id_number", number)))
        .filter(person::Column::Id.ne(before.id))
        .one(tx.db())
        .await?;
    if twin.is_some() { Err(PersonnelError::PersonKnown { row: 0, employment: None }) } else { Ok(()) }
}

/// Writes the row and, when the name is another one, wherever the name stands.
async fn write(tx: &Tx, before: &person::Model, after: &person::Model) -> Result<(), PersonnelError> {
    person::Entity::update(after.clone().into_active_model().reset_all()).exec(tx.db()).await?;
    if after.name != before.name {
        spread(tx, after).await?;
    }
    Ok(())
}

/// [`edit`] as one of many: without the question for the right and without a row of the trail, which are the bulk's own.
pub(crate) async fn mend(
    tx: &Tx,
    vault: &Vault,
    person: PersonId,
    patch: &PersonPatch,
) -> Result<(), PersonnelError> {
    let hidden = PersonnelError::Denied(heng_access::Denied::Hidden);
    let before = person::Entity::find_by_id(person).one(tx.db()).await?.ok_or(hidden)?;
    refuse_twin(tx, vault, &before, patch).await?;
    let after = applied(vault, &before, patch)?;
    write(tx, &before, &after).await
}

fn applied(
    vault: &Vault,
    before: &person::Model,
    patch: &PersonPatch,
) -> Result<person::Model, PersonnelError> {
    let sealer = Sealer { vault, id: before.id };
    let mut row = before.clone();
    if let Some(name) = &patch.name {
        renamed(&mut row, name);
    }
    patch.sex.apply(&mut row.sex);
    patch.birth_on.apply(&mut row.birth_on);
    patch.bank_name.apply(&mut row.bank_name);
    patch.no_rehire_reason.apply(&mut row.no_rehire_reason);
    let seal = |patch: &Patch<String>, column: &str, cell: &mut Option<SealedText>| {
        if !patch.is_keep() {
            *cell = sealer.seal(column, patch.value().map(String::as_str))?;
        }
        Ok::<_, PersonnelError>(())
    };
    let hash = |patch: &Patch<String>, column: &str, cell: &mut Option<KeyedHash>| {
        if !patch.is_keep() {
            *cell = patch.value().map(|text| hash_of(vault, column, text));
        }
    };
    seal(&patch.id_number, "id_number", &mut row.id_number)?;
    hash(&patch.id_number, "id_number", &mut row.id_number_hash);
    seal(&patch.phone, "phone", &mut row.phone)?;
    hash(&patch.phone, "phone", &mut row.phone_hash);
    seal(&patch.bank_account, "bank_account", &mut row.bank_account)?;
    hash(&patch.bank_account, "bank_account", &mut row.bank_account_hash);
    seal(&patch.email, "email", &mut row.email)?;
    seal(&patch.address, "address", &mut row.address)?;
    seal(&patch.emergency_contact, "emergency_contact", &mut row.emergency_contact)?;
    seal(&patch.health, "health", &mut row.health)?;
    if !patch.id_number.is_keep() {
        let number = patch.id_number.value();
        row.id_kind = number.map(|n| kind_word(patch.id_kind.unwrap_or_else(|| IdKind::guess(n))));
        if let Some(document) = number.and_then(|n| IdDocument::parse(patch.id_kind?, n).ok()) {
            row.sex = document.sex().map(Into::into).or(row.sex);
            row.birth_on = document.birth().or(row.birth_on);
        }
    }
    Ok(row)
}

/// Both states for the audit trail: only what differs, sensitive values masked, but for words of which nothing could be
/// told apart behind a mask. The trail shows them to those alone who hold the class.
fn shown(
    vault: &Vault,
    before: &person::Model,
    after: &person::Model,
) -> Result<(Value, Value), PersonnelError> {
    use crate::directory::Sensitive;
    let (mut old, mut new) = (Map::new(), Map::new());
    let mut tell = |field: &str, a: Value, b: Value, differ: bool| {
        if differ {
            old.insert(field.to_owned(), a);
            new.insert(field.to_owned(), b);
        }
    };
    tell("name", json!(before.name), json!(after.name), before.name != after.name);
    tell("sex", json!(before.sex), json!(after.sex), before.sex != after.sex);
    let (a, b) = (&before.bank_name, &after.bank_name);
    tell("bank_name", json!(a), json!(b), a != b);
    let (a, b) = (&before.id_kind, &after.id_kind);
    tell("id_kind", json!(a), json!(b), a != b);
    let (a, b) = (&before.no_rehire_reason, &after.no_rehire_reason);
    tell("no_rehire_reason", json!(a), json!(b), a != b);
    let told = [Sensitive::Sex, Sensitive::BankName, Sensitive::IdKind];
    for field in Sensitive::ALL.into_iter().filter(|field| !told.contains(field)) {
        let (a, b) = (field.plain(vault, before)?, field.plain(vault, after)?);
        let mask = |plain: &Option<String>| json!(plain.as_deref().map(|text| field.masked(text)));
        let word = json!(field);
        tell(word.as_str().unwrap_or_default(), mask(&a), mask(&b), a != b);
    }
    Ok((Value::Object(old), Value::Object(new)))
}
