//! Hiring, one or many at a time.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::{EmploymentEnded, EmploymentStarted};
use heng_kernel::{
    AssignmentId, CalendarId, CompanyId, DateRange, EmploymentId, PersonId, PersonnelEventId, UnitId,
};
use heng_vault::Vault;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    PersonnelError,
    act::{Act, ContractTerms, EmploymentKind, Pay, Post, Start},
    circle::{refuse_among, refuse_circle},
    entity::{employment, event},
    number,
    record::{refuse_closed, row_of},
    replay::{Event, Timelines, replay},
    seat::refuse_misfits,
    timelines::Rows,
};
use crate::{
    belief::{IDS, insert_all},
    person::{
        PersonDraft,
        entity::{person, token},
        hash_of, names,
    },
    projection,
    unit::{Org, check_posts},
};

/// Most characters of an employee number.
const LONGEST_NUMBER: usize = 40;

/// Who is hired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody new.
    New(Box<PersonDraft>),
    /// Somebody who works or worked for a company of the group.
    Known(PersonId),
}

/// A hire. The company is that of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hire {
    /// The id the employment shall have, for callers who refer to it within one bulk.
    pub employment: Option<EmploymentId>,
    /// Who.
    pub who: Who,
    /// Employee number; the next of the company unless given.
    pub number: Option<String>,
    /// First day of work.
    pub first_day: NaiveDate,
    /// Since when service counts, when earlier than the first day.
    pub seniority_on: Option<NaiveDate>,
    /// On what footing.
    pub kind: EmploymentKind,
    /// Last day of probation.
    pub probation_last_day: Option<NaiveDate>,
    /// The main post.
    pub post: Post,
    /// Pay.
    pub pay: Option<Pay>,
    /// Contract.
    pub contract: Option<ContractTerms>,
    /// Own calendar.
    pub calendar: Option<CalendarId>,
    /// What is already known to come, or happened since, when history is brought in.
    pub then: Vec<(NaiveDate, Act)>,
    /// Hire although the person was marked as not to be hired again.
    pub despite_no_rehire: bool,
    /// A word on it.
    pub note: Option<String>,
}

impl Hire {
    /// Somebody new on a labour contract, everything else by default.
    pub fn of(person: PersonDraft, first_day: NaiveDate, post: Post) -> Self {
        Self {
            employment: None,
            who: Who::New(Box::new(person)),
            number: None,
            first_day,
            seniority_on: None,
            kind: EmploymentKind::Regular,
            probation_last_day: None,
            post,
            pay: None,
            contract: None,
            calendar: None,
            then: vec![],
            despite_no_rehire: false,
            note: None,
        }
    }

    fn classes(&self) -> ClassSet {
        let mut classes = ClassSet::of(&[FieldClass::Public, FieldClass::Work]);
        if let Who::New(draft) = &self.who {
            classes = classes.union(draft.classes());
        }
        if self.pay.is_some() || self.then.iter().any(|(_, act)| act.tells_pay()) {
            classes = classes.union(ClassSet::of(&[FieldClass::Pay]));
        }
        classes
    }
}

/// Who was hired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hired {
    /// The employment.
    pub employment: EmploymentId,
    /// The person.
    pub person: PersonId,
    /// The legal entity.
    pub company: CompanyId,
    /// The employee number.
    pub number: String,
    /// The event that began it.
    pub event: PersonnelEventId,
}

/// Hires one person.
pub async fn hire(tx: &Tx, vault: &Vault, cmd: &Hire) -> Result<Hired, PersonnelError> {
    let made = start_all(tx, vault, std::slice::from_ref(cmd)).await?;
    let Some(hired) = made.into_iter().next() else { return Err(PersonnelError::field("who", "required")) };
    let who = match &cmd.who {
        Who::New(draft) => draft.shown(),
        Who::Known(person) => json!({ "id": person }),
    };
    let shown = json!({
        "number": hired.number, "person": who, "first_day": cmd.first_day, "kind": cmd.kind, "unit": cmd.post.unit,
        "post": cmd.post, "contract": cmd.contract, "pay": cmd.pay,
    });
    let trail = Trail::new("personnel.hire", "employment", hired.employment);
    tx.audit(trail.about(hired.employment).classes(cmd.classes()).after(shown)).await?;
    Ok(hired)
}

/// Hires many people in a few statements; either all or none. One row of the audit trail holds the hash of the manifest.
pub async fn hire_many(tx: &Tx, vault: &Vault, cmds: &[Hire]) -> Result<Vec<Hired>, PersonnelError> {
    let hired = start_all(tx, vault, cmds).await?;
    let mut manifest = Sha256::new();
    for one in &hired {
        manifest.update(format!("{}\t{}\t{}\n", one.employment, one.company, one.number));
    }
    let hash = hex::encode(manifest.finalize());
    let classes = cmds.iter().fold(ClassSet::EMPTY, |all, cmd| all.union(cmd.classes()));
    let trail = Trail::new("personnel.hire_many", "employment", &hash).bulk().classes(classes);
    tx.audit(trail.after(json!({ "manifest_sha256": hash, "count": hired.len() }))).await?;
    Ok(hired)
}

/// One hire, worked out.
struct Planned {
    head: employment::Model,
    person: Option<person::Model>,
    events: Vec<Event>,
    lines: Timelines,
    /// Name, former names: what the employment is found by.
    known_as: (String, Vec<String>),
}

async fn start_all(tx: &Tx, vault: &Vault, cmds: &[Hire]) -> Result<Vec<Hired>, PersonnelError> {
    require(tx, cmds).await?;
    for (row, cmd) in cmds.iter().enumerate() {
        cmd.pay.iter().try_for_each(|pay| pay.check(row, ["pay.amount_minor", "pay.currency"]))?;
        cmd.then.iter().try_for_each(|(_, act)| act.check_pay(row))?;
    }
    let units: HashSet<UnitId> = cmds.iter().map(|cmd| cmd.post.unit).collect();
    let org = Org::above(tx.db(), &units.into_iter().collect::<Vec<_>>()).await?;
    let ids: Vec<EmploymentId> = cmds.iter().map(|c| c.employment.unwrap_or_else(|| tx.new_id())).collect();
    check_posts(tx, cmds.iter().map(|cmd| (&cmd.post, cmd.first_day)), &ids).await?;
    let numbers = give_numbers(tx, &org, cmds).await?;
    refuse_known(tx, vault, cmds).await?;
    let known = known_people(tx, cmds).await?;
    let mut planned = vec![];
    for (row, ((cmd, id), (company, number))) in cmds.iter().zip(ids).zip(numbers).enumerate() {
        planned.push(plan(tx, vault, &known, Slot { row, id, company, number }, cmd)?);
    }
    let told: Vec<_> = planned.iter().map(|one| (one.events.as_slice(), &one.lines)).collect();
    refuse_misfits(tx.db(), &told).await?;
    let begun = planned.iter().filter_map(|one| Some((&one.lines, one.lines.first_day?)));
    refuse_closed(tx, &begun.collect::<Vec<_>>()).await?;
    let named = |one: &Planned| Some((one.head.id, one.lines.main.last()?.value.manager?));
    refuse_among(&planned.iter().filter_map(named).collect())?;
    write(tx, cmds, &planned).await?;
    // Whoever takes the seat from which a unit is led manages people who were there before.
    for one in planned.iter().filter(|one| one.lines.holds_a_seat()) {
        if let Some(from) = one.lines.first_day {
            refuse_circle(tx, one.head.id, &one.lines, from).await?;
        }
    }
    Ok(planned
        .iter()
        .filter_map(|one| {
            Some(Hired {
                employment: one.head.id,
                person: one.head.person_id,
                company: one.head.company_id,
                number: one.head.number.clone(),
                event: one.events.first()?.id,
            })
        })
        .collect())
}

async fn require(tx: &Tx, cmds: &[Hire]) -> Result<(), PersonnelError> {
    let today = tx.actor.today();
    let mut wanted: HashMap<UnitId, ClassSet> = HashMap::new();
    for cmd in cmds {
        let classes = wanted.entry(cmd.post.unit).or_default();
        *classes = classes.union(cmd.classes());
    }
    let group = heng_access::Target::group();
    if tx.actor.require_classes(Permission::PeopleWrite, ClassSet::ALL, &group).is_err() {
        for (unit, classes) in wanted {
            let target = heng_scope::unit_target(tx.db(), unit, today).await?;
            tx.actor.require_classes(Permission::PeopleWrite, classes, &target)?;
        }
        let people: HashSet<PersonId> = cmds.iter().filter_map(|cmd| known_id(&cmd.who)).collect();
        for person in people {
            let target = crate::api::person_target(tx.db(), person, today).await?;
            tx.actor.require(Permission::PeopleWrite, &target)?;
        }
    }
    Ok(())
}

const fn known_id(who: &Who) -> Option<PersonId> {
    match who {
        Who::New(_) => None,
        Who::Known(id) => Some(*id),
    }
}

/// The company and number of each hire.
async fn give_numbers(tx: &Tx, org: &Org, cmds: &[Hire]) -> Result<Vec<(CompanyId, String)>, PersonnelError> {
    let mut companies = vec![];
    for (row, cmd) in cmds.iter().enumerate() {
        let missing = PersonnelError::Field { row, field: "post.unit", code: "no_company" };
        companies.push(org.company(cmd.post.unit, cmd.first_day).ok_or(missing)?);
    }
    let mut given: HashMap<CompanyId, HashMap<String, usize>> = HashMap::new();
    for (row, (cmd, company)) in cmds.iter().zip(&companies).enumerate() {
        let Some(number) = cmd.number.as_deref().map(str::trim).filter(|n| !n.is_empty()) else { continue };
        if number.chars().count() > LONGEST_NUMBER {
            return Err(PersonnelError::TooLong { row, field: "number", most: LONGEST_NUMBER });
        }
        if given.entry(*company).or_default().insert(number.to_owned(), row).is_some() {
            return Err(PersonnelError::NumberTaken { row, number: number.to_owned() });
        }
    }
    for (company, numbers) in &given {
        let list: Vec<String> = numbers.keys().cloned().collect();
        if let Some(number) = number::taken(tx, *company, &list).await?.into_iter().next() {
            let row = numbers.get(&number).copied().unwrap_or_default();
            return Err(PersonnelError::NumberTaken { row, number });
        }
        number::reserve(tx, *company, &list.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    }
    let mut numbers = vec![];
    for (cmd, company) in cmds.iter().zip(companies) {
        let own = cmd.number.as_deref().map(str::trim).filter(|n| !n.is_empty());
        let number = match own {
            Some(number) => number.to_owned(),
            None => number::next(tx, company).await?,
        };
        numbers.push((company, number));
    }
    Ok(numbers)
}

/// One person, one row: an identity document that is already known is refused, also within one bulk.
async fn refuse_known(tx: &Tx, vault: &Vault, cmds: &[Hire]) -> Result<(), PersonnelError> {
    let mut hashes: HashMap<Vec<u8>, usize> = HashMap::new();
    for (row, cmd) in cmds.iter().enumerate() {
        let Who::New(draft) = &cmd.who else { continue };
        if names::tidy(&draft.name).is_empty() {
            return Err(PersonnelError::Field { row, field: "person.name", code: "required" });
        }
        let Some(id) = &draft.id else { continue };
        let hash = hash_of(vault, "id_number", id.number());
        if hashes.insert(hash.as_bytes().to_vec(), row).is_some() {
            return Err(PersonnelError::PersonKnown { row, employment: None });
        }
    }
    let all: Vec<Vec<u8>> = hashes.keys().cloned().collect();
    for some in all.chunks(IDS) {
        let twin = person::Entity::find()
            .filter(person::Column::IdNumberHash.is_in(some.iter().cloned()))
            .one(tx.db())
            .await?;
        let Some(twin) = twin else { continue };
        let row = twin.id_number_hash.and_then(|h| hashes.get(h.as_bytes()).copied()).unwrap_or_default();
        let employment = employments_of(tx, &[twin.id]).await?.last().map(|e| e.id);
        return Err(PersonnelError::PersonKnown { row, employment });
    }
    Ok(())
}

async fn employments_of(tx: &Tx, people: &[PersonId]) -> Result<Vec<employment::Model>, DbErr> {
    employment::Entity::find()
        .filter(employment::Column::PersonId.is_in(people.iter().copied()))
        .order_by_asc(employment::Column::FirstDay)
        .all(tx.db())
        .await
}

type Known = HashMap<PersonId, (person::Model, Vec<employment::Model>)>;

async fn known_people(tx: &Tx, cmds: &[Hire]) -> Result<Known, DbErr> {
    let ids: Vec<PersonId> = cmds.iter().filter_map(|cmd| known_id(&cmd.who)).collect();
    if ids.is_empty() {
        return Ok(Known::new());
    }
    let people =
        person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied())).all(tx.db()).await?;
    let mut known: Known = people.into_iter().map(|person| (person.id, (person, vec![]))).collect();
    for row in employments_of(tx, &ids).await? {
        if let Some((_, rows)) = known.get_mut(&row.person_id) {
            rows.push(row);
        }
    }
    Ok(known)
}

/// What a hire is given before it is worked out.
struct Slot {
    row: usize,
    id: EmploymentId,
    company: CompanyId,
    number: String,
}

fn plan(tx: &Tx, vault: &Vault, known: &Known, slot: Slot, cmd: &Hire) -> Result<Planned, PersonnelError> {
    let start = Start {
        kind: cmd.kind,
        probation_last_day: cmd.probation_last_day,
        post_id: tx.new_id::<AssignmentId>(),
        post: cmd.post.clone(),
        pay: cmd.pay.clone(),
        contract: cmd.contract.clone(),
        calendar: cmd.calendar,
    };
    let (person, person_id, previous, known_as) = match &cmd.who {
        Who::New(draft) => {
            let row = draft.row(vault, tx.new_id(), tx.now)?;
            let (id, name) = (row.id, row.name.clone());
            (Some(row), id, None, (name, vec![]))
        }
        Who::Known(id) => {
            let missing = PersonnelError::Field { row: slot.row, field: "person_id", code: "not_found" };
            let (person, stints) = known.get(id).ok_or(missing)?;
            if person.no_rehire_reason.is_some() && !cmd.despite_no_rehire {
                return Err(PersonnelError::NoRehire);
            }
            refuse_second(&slot, cmd, stints)?;
            let here = stints.iter().rev().find(|s| s.company_id == slot.company && s.first_day.is_some());
            (None, *id, here.cloned(), (person.name.clone(), person.former_names.0.clone()))
        }
    };
    let act = if previous.is_some() { Act::Rehire(start) } else { Act::Hire(start) };
    let mut events = vec![Event { id: tx.new_id(), effective_on: cmd.first_day, recorded_at: tx.now, act }];
    for (day, act) in &cmd.then {
        let (id, act) = (tx.new_id(), act.clone());
        events.push(Event { id, effective_on: *day, recorded_at: tx.now, act });
    }
    let lines = replay(&events).map_err(PersonnelError::Clash)?;
    let head = employment::Model {
        id: slot.id,
        person_id,
        company_id: slot.company,
        number: slot.number,
        seniority_on: cmd.seniority_on.unwrap_or(cmd.first_day),
        first_day: lines.first_day,
        last_day: lines.last_day(),
        previous_id: previous.map(|row| row.id),
        revision: 1,
        created_at: tx.now,
    };
    Ok(Planned { head, person, events, lines, known_as })
}

/// Nobody works twice for one company on one day.
fn refuse_second(slot: &Slot, cmd: &Hire, stints: &[employment::Model]) -> Result<(), PersonnelError> {
    for stint in stints.iter().filter(|stint| stint.company_id == slot.company) {
        let Some(first) = stint.first_day else { continue };
        let days = DateRange::new(first, stint.last_day.and_then(|day| day.succ_opt()));
        if days.is_ok_and(|days| days.overlaps(&DateRange::open(cmd.first_day))) {
            return Err(PersonnelError::AlreadyEmployed { employment: stint.id });
        }
    }
    Ok(())
}

async fn write(tx: &Tx, cmds: &[Hire], planned: &[Planned]) -> Result<(), PersonnelError> {
    let db = tx.db();
    let (mut people, mut heads, mut events, mut tokens) = (vec![], vec![], vec![], vec![]);
    let mut rows = Rows::default();
    for (one, cmd) in planned.iter().zip(cmds) {
        people.extend(one.person.clone());
        heads.push(one.head.clone());
        let id = one.head.id;
        events.extend(one.events.iter().map(|event| row_of(tx, id, event, cmd.note.as_deref(), None)));
        let (name, former) = &one.known_as;
        let words = names::tokens(name, former, &one.head.number);
        tokens.extend(words.into_iter().map(|token| token::Model { token, employment_id: id }));
        rows.add(tx, id, &one.lines);
    }
    insert_all::<person::Entity>(db, people).await?;
    insert_all::<employment::Entity>(db, heads).await?;
    insert_all::<event::Entity>(db, events).await?;
    rows.insert(db).await?;
    insert_all::<token::Entity>(db, tokens).await?;
    let ids: Vec<EmploymentId> = planned.iter().map(|one| one.head.id).collect();
    projection::of_employments(db, &ids).await?;
    for (one, cmd) in planned.iter().zip(cmds) {
        let (employment, person, company) = (one.head.id, one.head.person_id, one.head.company_id);
        tx.emit(&EmploymentStarted { employment, person, company, first_day: cmd.first_day }).await?;
        if let Some(last_day) = one.head.last_day {
            tx.emit(&EmploymentEnded { employment, person, last_day }).await?;
        }
    }
    Ok(())
}
