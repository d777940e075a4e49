//! The page of one employment on a day, as it was believed at an instant.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, ClassSet, FieldClass, Permission};
use heng_kernel::{AccountId, CompanyId, EmploymentId, PersonId, PersonnelEventId, UnitId};
use heng_vault::Vault;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    mask::Sensitive,
    named::{Mentioned, Names, of_accounts},
};
use crate::{
    api,
    employment::{
        Act, ContractTerms, EmploymentKind, EventRow, History, PersonnelError, Post, TermState,
        entity::employment, history,
    },
    history::Track,
    person::entity::person,
    projection::{CardState, Scene},
};

/// A masked field and whether the reader may reveal it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MaskedField {
    /// Which.
    pub field: Sensitive,
    /// The class that opens it.
    pub class: FieldClass,
    /// Enough to recognise it. Absent when nothing is known, or when the class is closed to the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub masked: Option<String>,
    /// Whether the class is open to the reader on this person.
    pub may_reveal: bool,
}

/// How an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// Takes effect after the day of the page.
    Planned,
    /// Has taken effect.
    Effective,
    /// Another event stands in its place.
    Corrected,
    /// It was taken back.
    Cancelled,
}

/// An event on the time line.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EventView {
    /// Its id.
    pub id: PersonnelEventId,
    /// `hire`, `transfer` …
    pub kind: String,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// For `leave`: the last day of work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// How it stands.
    pub state: EventState,
    /// Who recorded it; absent for the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_by_name: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The event it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<PersonnelEventId>,
    /// When it stopped counting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// A word on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it changes; amounts of pay are masked.
    #[schema(value_type = HashMap<String, Value>)]
    pub act: Value,
}

/// A post on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PostView {
    /// The main post, or a further one.
    pub main: bool,
    /// The post.
    #[serde(flatten)]
    pub post: Post,
    /// Name of the unit.
    pub unit_name: String,
    /// Name of the job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_name: Option<String>,
    /// Name of the grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_name: Option<String>,
    /// First day of this state.
    pub from_on: NaiveDate,
    /// Last day of this state, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
}

/// Facts of class work.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkView {
    /// First day of work.
    pub first_day: Option<NaiveDate>,
    /// Last day of work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Since when service counts.
    pub seniority_on: NaiveDate,
    /// The stint before this one at the same company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<EmploymentId>,
    /// On what footing, on the day.
    pub kind: Option<EmploymentKind>,
    /// Probation or confirmed, on the day.
    pub term: Option<TermState>,
    /// The manager on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<ManagerView>,
    /// Posts on the day.
    pub posts: Vec<PostView>,
    /// The contract on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractTerms>,
    /// The time line: past, planned, corrected and cancelled events.
    pub events: Vec<EventView>,
    /// Names of every unit, job, grade, position and employee that posts and events mention, by id.
    pub names: BTreeMap<Uuid, String>,
}

/// A manager by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ManagerView {
    /// The employment.
    pub employment_id: EmploymentId,
    /// The name.
    pub name: String,
    /// Employee number.
    pub number: String,
}

/// Another employment of the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StintView {
    /// The employment.
    pub employment_id: EmploymentId,
    /// The company.
    pub company_id: CompanyId,
    /// Employee number.
    pub number: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonPage {
    /// The employment.
    pub employment_id: EmploymentId,
    /// The person.
    pub person_id: PersonId,
    /// The company.
    pub company_id: CompanyId,
    /// The company's name on the day.
    pub company_name: Option<String>,
    /// Employee number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Names before, oldest first.
    pub former_names: Vec<String>,
    /// The day of the page.
    pub as_of: NaiveDate,
    /// Where they stand on the day.
    pub state: Option<CardState>,
    /// Unit of the main post on the day.
    pub unit_id: Option<UnitId>,
    /// That unit's name.
    pub unit_name: Option<String>,
    /// Facts of class work, when that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<WorkView>,
    /// What is masked until revealed.
    pub sensitive: Vec<MaskedField>,
    /// Other employments of the person that the reader may see.
    pub other_employments: Vec<StintView>,
}

/// What the page is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageOf {
    pub id: EmploymentId,
    pub as_of: NaiveDate,
    pub known_at: Option<DateTime<Utc>>,
}

/// The page. Another day than today, or another time of knowing, takes class work.
pub(crate) async fn show(
    db: &impl ConnectionTrait,
    vault: &Vault,
    actor: &Actor,
    asked: PageOf,
) -> Result<PersonPage, PersonnelError> {
    let target = heng_scope::target(db, asked.id, actor.today()).await?;
    actor.require(Permission::PeopleRead, &target)?;
    let open = actor.classes(Permission::PeopleRead, &target);
    if asked.as_of != actor.today() || asked.known_at.is_some() {
        actor.require_classes(Permission::PeopleRead, ClassSet::of(&[FieldClass::Work]), &target)?;
    }
    let hidden = || PersonnelError::Denied(heng_access::Denied::Hidden);
    let head = employment::Entity::find_by_id(asked.id).one(db).await?.ok_or_else(hidden)?;
    let row = person::Entity::find_by_id(head.person_id).one(db).await?.ok_or_else(hidden)?;
    let past = history(db, asked.id, asked.known_at).await?;
    let main = past.lines.main.nearest(asked.as_of).map(|span| span.value.unit);
    let shows_work = open.contains(FieldClass::Work);
    let mut mentioned = Mentioned::default();
    mentioned.units(main.into_iter().chain([UnitId(head.company_id.0)]));
    if shows_work {
        let lines = std::iter::once(&past.lines.main).chain(past.lines.further.values());
        lines.flat_map(Track::spans).for_each(|span| mentioned.post(&span.value));
        past.events.iter().for_each(|row| mentioned.act(&row.event.act));
    }
    let names = mentioned.names(db, asked.as_of).await?;
    let company_name = names.of(head.company_id.0);
    let unit_name = main.and_then(|unit| names.of(unit.0));
    let work = if shows_work { Some(work(db, &head, &past, names, asked, open).await?) } else { None };
    Ok(PersonPage {
        employment_id: head.id,
        person_id: row.id,
        company_id: head.company_id,
        company_name,
        number: head.number.clone(),
        name: row.name.clone(),
        former_names: row.former_names.0.clone(),
        as_of: asked.as_of,
        state: state(&past, asked.as_of),
        unit_id: main,
        unit_name,
        work,
        sensitive: masked(vault, &row, &past, open)?,
        other_employments: others(db, actor, &head).await?,
    })
}

fn state(past: &History, on: NaiveDate) -> Option<CardState> {
    let first = past.lines.first_day?;
    Some(match past.lines.terms.at(on).map(|span| span.value.state) {
        Some(TermState::Probation) => CardState::Probation,
        Some(TermState::Confirmed) => CardState::Confirmed,
        None if on < first => CardState::Planned,
        None => CardState::Left,
    })
}

fn masked(
    vault: &Vault,
    row: &person::Model,
    past: &History,
    open: ClassSet,
) -> Result<Vec<MaskedField>, PersonnelError> {
    let mut fields = vec![];
    for field in Sensitive::ALL {
        let may_reveal = open.contains(field.class());
        let plain = match field {
            Sensitive::Pay => past.lines.pay.last().map(|_| String::new()),
            _ if may_reveal => field.plain(vault, row)?,
            _ => None,
        };
        let masked = plain.filter(|_| may_reveal).map(|plain| field.masked(&plain));
        fields.push(MaskedField { field, class: field.class(), masked, may_reveal });
    }
    Ok(fields)
}

async fn work(
    db: &impl ConnectionTrait,
    head: &employment::Model,
    past: &History,
    names: Names,
    asked: PageOf,
    open: ClassSet,
) -> Result<WorkView, PersonnelError> {
    let on = asked.as_of;
    let post = |main: bool, line: &crate::employment::Line<Post>| {
        line.at(on).map(|span| PostView {
            main,
            post: span.value.clone(),
            unit_name: names.of(span.value.unit.0).unwrap_or_default(),
            job_name: span.value.job.and_then(|job| names.of(job.0)),
            grade_name: span.value.grade.and_then(|grade| names.of(grade.0)),
            from_on: span.days.from(),
            last_day: span.days.last_day(),
        })
    };
    let further = past.lines.further.values().filter_map(|line| post(false, line));
    let manager = match manager(db, head, past, asked).await? {
        Some(id) => api::cards(db, &[id], on).await?.remove(&id).map(|card| ManagerView {
            employment_id: id,
            name: card.name,
            number: card.number,
        }),
        None => None,
    };
    let term = past.lines.terms.nearest(on).map(|span| span.value);
    let posts = post(true, &past.lines.main).into_iter().chain(further).collect();
    let recorders = of_accounts(db, past.events.iter().filter_map(|row| row.recorded_by)).await?;
    Ok(WorkView {
        first_day: past.lines.first_day,
        last_day: past.lines.last_day(),
        seniority_on: head.seniority_on,
        previous: head.previous_id,
        kind: term.map(|term| term.kind),
        term: term.map(|term| term.state),
        manager,
        posts,
        contract: past.lines.contracts.at(on).map(|span| span.value.clone()),
        events: past
            .events
            .iter()
            .filter(|row| shows(&row.event.act, open))
            .map(|row| event_view(row, on, &recorders, open))
            .collect(),
        names: names.into_map(),
    })
}

/// Who managed the main post on the day, as believed at the time of knowing.
async fn manager(
    db: &impl ConnectionTrait,
    head: &employment::Model,
    past: &History,
    asked: PageOf,
) -> Result<Option<EmploymentId>, PersonnelError> {
    let Some(at) = asked.known_at else { return Ok(api::manager_on(db, head.id, asked.as_of).await?.ok()) };
    let main = &past.lines.main;
    let Some(post) = main.at(asked.as_of) else { return Ok(None) };
    let scene = Scene::believed_at(db, head, main, at).await?;
    Ok(scene.manager(head.id, &post.value, asked.as_of))
}

/// An event for the time line.
fn event_view(
    row: &EventRow,
    on: NaiveDate,
    recorders: &HashMap<AccountId, String>,
    open: ClassSet,
) -> EventView {
    let event = &row.event;
    let state = match (row.superseded_at, row.cancelled) {
        (Some(_), true) => EventState::Cancelled,
        (Some(_), false) => EventState::Corrected,
        (None, _) if event.effective_on > on => EventState::Planned,
        (None, _) => EventState::Effective,
    };
    let leaves = matches!(event.act, Act::Leave { .. });
    EventView {
        id: event.id,
        kind: event.act.kind().to_owned(),
        effective_on: event.effective_on,
        last_day: event.effective_on.pred_opt().filter(|_| leaves),
        state,
        recorded_by_name: row.recorded_by.and_then(|account| recorders.get(&account).cloned()),
        recorded_at: event.recorded_at,
        corrects: row.replaces,
        ended_at: row.superseded_at,
        note: row.note.clone(),
        act: act_without_pay(&event.act, open),
    }
}

/// Whether a reader of these classes sees the event at all: that pay changed, and when, is itself of class pay.
const fn shows(act: &Act, open: ClassSet) -> bool {
    !matches!(act, Act::ChangePay { .. }) || open.contains(FieldClass::Pay)
}

/// What an event changes: amounts of pay masked, or pay left out where the class is closed.
fn act_without_pay(act: &Act, open: ClassSet) -> Value {
    let mut value = json!(act);
    if !open.contains(FieldClass::Pay)
        && let Some(said) = value.as_object_mut()
    {
        said.remove("pay");
    }
    if let Some(amount) = value.pointer_mut("/pay/amount_minor") {
        *amount = json!("***");
    }
    value
}

async fn others(
    db: &impl ConnectionTrait,
    actor: &Actor,
    head: &employment::Model,
) -> Result<Vec<StintView>, PersonnelError> {
    let reach = actor.reach(Permission::PeopleRead);
    let rows = employment::Entity::find()
        .filter(employment::Column::PersonId.eq(head.person_id))
        .filter(employment::Column::Id.ne(head.id))
        .filter(heng_scope::condition(&reach, (employment::Entity, employment::Column::Id), actor.today()))
        .order_by_asc(employment::Column::FirstDay)
        .all(db)
        .await?;
    let stint = |row: employment::Model| StintView {
        employment_id: row.id,
        company_id: row.company_id,
        number: row.number,
    };
    Ok(rows.into_iter().map(stint).collect())
}
