//! Changes to many employments, each with several events, written without a row of the audit trail of their own: the
//! caller writes one for the whole bulk.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::Tx;
use heng_events::people::PersonnelChanged;
use heng_identifiers::{IdDocument, Mobile};
use heng_kernel::EmploymentId;
use heng_vault::Vault;
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter,
};

use crate::{
    belief::insert_all,
    employment::{
        Act, PersonnelError, classes_of,
        entity::{employment, event},
        record::{Ledger, refuse_circle, row_of, settle},
        replay::{Event, replay},
    },
    hooks::Hooks,
    person::{
        BankAccount, Sealer, Sex,
        entity::{person, token},
        hash_of, kind_word, names,
    },
    projection,
    unit::{Org, check_posts},
};

/// What changes about a person; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonPatch {
    /// Name; the old one is kept among the former names.
    pub name: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Identity document, where none was known.
    pub id: Option<IdDocument>,
    /// Mobile number.
    pub mobile: Option<Mobile>,
    /// Bank account.
    pub bank: Option<BankAccount>,
}

impl PersonPatch {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn classes(&self) -> ClassSet {
        let mut classes = vec![];
        if self.name.is_some() {
            classes.push(FieldClass::Public);
        }
        if self.sex.is_some() || self.mobile.is_some() {
            classes.push(FieldClass::Private);
        }
        if self.id.is_some() || self.bank.is_some() {
            classes.push(FieldClass::IdBank);
        }
        ClassSet::of(&classes)
    }
}

/// What changes about one employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkChange {
    /// The employment.
    pub employment: EmploymentId,
    /// Its person.
    pub person: PersonPatch,
    /// What happens, each with the first day of the new state.
    pub acts: Vec<(NaiveDate, Act)>,
}

/// Records all of it; either all or none. A change that does not fit the events already there is refused.
pub async fn change_many(
    tx: &Tx,
    vault: &Vault,
    hooks: &Hooks,
    cmds: &[BulkChange],
) -> Result<(), PersonnelError> {
    let mut moved = vec![];
    for (row, cmd) in cmds.iter().enumerate() {
        let target = heng_scope::target(tx.db(), cmd.employment, tx.actor.today()).await?;
        let acts = cmd.acts.iter().fold(ClassSet::EMPTY, |all, (_, act)| all.union(classes_of(act)));
        tx.actor.require_classes(Permission::PeopleWrite, acts.union(cmd.person.classes()), &target)?;
        let hidden = PersonnelError::Denied(heng_access::Denied::Hidden);
        let ledger = Ledger::load(tx.db(), cmd.employment).await?.ok_or(hidden)?;
        if !cmd.person.is_empty() {
            mend(tx, vault, &ledger.head, &cmd.person).await?;
        }
        if !cmd.acts.is_empty()
            && let Some(moved_on) = record(tx, hooks, row, &ledger, cmd).await?
        {
            moved.push((cmd.employment, moved_on));
        }
    }
    // Managers may change places within one bulk: circles are looked for at the end.
    for (id, from) in moved {
        let Some(ledger) = Ledger::load(tx.db(), id).await? else { continue };
        let lines = replay(&ledger.events).map_err(PersonnelError::Clash)?;
        refuse_circle(tx, id, &lines, from).await?;
    }
    Ok(())
}

/// Answers the first day on which the main post changes.
async fn record(
    tx: &Tx,
    hooks: &Hooks,
    row: usize,
    ledger: &Ledger,
    cmd: &BulkChange,
) -> Result<Option<NaiveDate>, PersonnelError> {
    let mut events = ledger.events.clone();
    let (mut fresh, mut moved_on) = (vec![], None);
    for (day, act) in &cmd.acts {
        if act.start().is_some() {
            return Err(PersonnelError::Field { row, field: "act", code: "not_allowed" });
        }
        if let Act::Transfer { post_id: None, change } | Act::Promote { change } = act {
            let lines = replay(&events).map_err(PersonnelError::Clash)?;
            if let Some(span) = lines.main.at(*day) {
                let post = change.applied_to(&span.value);
                let unit = heng_scope::unit_target(tx.db(), post.unit, tx.actor.today()).await?;
                tx.actor.require(Permission::PeopleWrite, &unit)?;
                check_posts(tx, [(&post, *day)], &[]).await?;
                let org = Org::above(tx.db(), &[post.unit]).await?;
                if org.company(post.unit, *day) != Some(ledger.head.company_id) {
                    return Err(PersonnelError::Field { row, field: "post.unit", code: "other_company" });
                }
            }
            moved_on = Some(moved_on.map_or(*day, |known: NaiveDate| known.min(*day)));
        }
        let event = Event { id: tx.new_id(), effective_on: *day, recorded_at: tx.now, act: act.clone() };
        events.push(event.clone());
        fresh.push(event);
    }
    let rows = fresh.iter().map(|event| row_of(tx, ledger.head.id, event, None, None)).collect();
    insert_all::<event::Entity>(tx.db(), rows).await?;
    settle(tx, hooks, &ledger.head, &events).await?;
    for event in &fresh {
        tx.emit(&PersonnelChanged {
            employment: ledger.head.id,
            event: event.id,
            kind: event.act.kind().to_owned(),
            effective_on: event.effective_on,
            cancelled: false,
        })
        .await?;
    }
    Ok(moved_on)
}

async fn mend(
    tx: &Tx,
    vault: &Vault,
    head: &employment::Model,
    patch: &PersonPatch,
) -> Result<(), PersonnelError> {
    let id = head.person_id;
    let Some(known) = person::Entity::find_by_id(id).one(tx.db()).await? else { return Ok(()) };
    let mut row = person::ActiveModel { id: Unchanged(id), ..Default::default() };
    let sealer = Sealer { vault, id };
    let mut former: Vec<String> = serde_json::from_value(known.former_names.clone()).unwrap_or_default();
    let renamed = patch.name.as_deref().map(names::tidy).filter(|name| *name != known.name);
    if let Some(name) = &renamed {
        former.push(known.name.clone());
        row.sort_name = Set(names::sort_name(name));
        row.name = Set(name.clone());
        row.former_names = Set(serde_json::json!(former));
    }
    if let Some(sex) = patch.sex {
        row.sex = Set(Some(sex));
    }
    if let Some(document) = patch.id.as_ref().filter(|_| known.id_number.is_none()) {
        let number = document.number();
        row.id_kind = Set(Some(kind_word(document.kind())));
        row.id_number = Set(sealer.seal("id_number", Some(number))?);
        row.id_number_hash = Set(Some(hash_of(vault, "id_number", number)));
    }
    if let Some(mobile) = &patch.mobile {
        row.phone = Set(sealer.seal("phone", Some(mobile.number()))?);
        row.phone_hash = Set(Some(hash_of(vault, "phone", mobile.number())));
    }
    if let Some(bank) = &patch.bank {
        row.bank_account = Set(sealer.seal("bank_account", Some(bank.card.number()))?);
        row.bank_account_hash = Set(Some(hash_of(vault, "bank_account", bank.card.number())));
        if bank.bank.is_some() {
            row.bank_name = Set(bank.bank.clone());
        }
    }
    person::Entity::update(row).exec(tx.db()).await?;
    match renamed {
        Some(name) => rename(tx, head, &name, &former).await,
        None => Ok(()),
    }
}

/// Lists and search follow the new name, in every employment of the person.
async fn rename(
    tx: &Tx,
    head: &employment::Model,
    name: &str,
    former: &[String],
) -> Result<(), PersonnelError> {
    let stints = employment::Entity::find()
        .filter(employment::Column::PersonId.eq(head.person_id))
        .all(tx.db())
        .await?;
    let numbers: HashMap<EmploymentId, String> = stints.into_iter().map(|row| (row.id, row.number)).collect();
    let ids: Vec<EmploymentId> = numbers.keys().copied().collect();
    token::Entity::delete_many()
        .filter(token::Column::EmploymentId.is_in(ids.iter().copied()))
        .exec(tx.db())
        .await?;
    let words = |(id, number): (&EmploymentId, &String)| {
        let id = *id;
        names::tokens(name, former, number)
            .into_iter()
            .map(move |token| token::Model { token, employment_id: id })
            .collect::<Vec<_>>()
    };
    insert_all::<token::Entity>(tx.db(), numbers.iter().flat_map(words).collect()).await?;
    projection::of_employments(tx.db(), &ids).await?;
    Ok(())
}
