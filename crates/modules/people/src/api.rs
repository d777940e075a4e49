//! What other modules ask. Everything here answers from what is believed today, for a day, and in batches.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use chrono_tz::Tz;
use heng_access::Target;
use heng_kernel::{CalendarId, CompanyId, EmploymentId, PersonId, UnitId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::ExprTrait,
};
use serde::Serialize;
use utoipa::ToSchema;

pub use crate::{
    called::{Called, employments_called, person_names, persons_numbered, unit_by_code, unit_names},
    directory::found as persons_found,
    employment::{
        Act, Change, ContractKind, ContractTerms, EmploymentKind, Hire, Hired, Pay, PayPer, PersonnelError,
        Post, PostPatch, Who, hire, hire_many, record,
    },
    hooks::{Handover, Held, Hooks, Left},
    person::{BankAccount, PersonDraft, PersonPatch, Sex},
    projection::{CardState, Seat},
    unit::{
        ChangeUnit, CreateUnit, UnitError, UnitFacts, UnitKind, UnitPatch, assign_heads,
        change as change_unit, create as create_unit, create_many as create_units,
    },
};
use crate::{
    employment::entity::{calendar_assignment, employment},
    projection::{Scene, entity::card},
    unit::{Org, entity::version},
};

/// Somebody a page names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonView {
    /// The employment.
    pub employment_id: EmploymentId,
    /// Name.
    pub name: String,
    /// Employee number.
    pub number: String,
    /// Name of the unit of the main post.
    pub unit_name: String,
}

impl From<&Card> for PersonView {
    fn from(card: &Card) -> Self {
        Self {
            employment_id: card.employment,
            name: card.name.clone(),
            number: card.number.clone(),
            unit_name: card.unit_name.clone(),
        }
    }
}

/// An employment as people know it on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Card {
    /// The employment.
    pub employment: EmploymentId,
    /// The person.
    pub person: PersonId,
    /// Employee number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Unit of the main post.
    pub unit: UnitId,
    /// That unit's name.
    pub unit_name: String,
    /// Legal entity.
    pub company: CompanyId,
    /// Where they stand on the day.
    pub state: CardState,
    /// First day of work.
    pub first_day: NaiveDate,
    /// Last day of work, when it is known.
    pub last_day: Option<NaiveDate>,
}

/// Cards of these employments on a day, in two queries. Employments that never began are left out.
pub async fn cards(
    db: &impl ConnectionTrait,
    ids: &[EmploymentId],
    on: NaiveDate,
) -> Result<HashMap<EmploymentId, Card>, DbErr> {
    let mut rows = vec![];
    for some in ids.chunks(crate::belief::IDS) {
        let found = card::Entity::find()
            .filter(card::Column::EmploymentId.is_in(some.iter().copied()))
            .filter(on_day(on, card::Column::FromOn, card::Column::ToOn))
            .all(db)
            .await?;
        rows.extend(found);
    }
    let units: HashSet<UnitId> = rows.iter().map(|row| row.unit_id).collect();
    let names = unit_names(db, &units.into_iter().collect::<Vec<_>>(), on).await?;
    let card = |row: card::Model| {
        let card = Card {
            employment: row.employment_id,
            person: row.person_id,
            number: row.number,
            name: row.name,
            unit: row.unit_id,
            unit_name: names.get(&row.unit_id).cloned().unwrap_or_default(),
            company: row.company_id,
            state: row.state,
            first_day: row.first_day,
            last_day: row.last_day,
        };
        (row.employment_id, card)
    };
    Ok(rows.into_iter().map(card).collect())
}

/// What is known on a day of every employment of these persons, in three queries: those in service first, the longest
/// first among them, then the others.
pub async fn cards_of_persons(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
    on: NaiveDate,
) -> Result<HashMap<PersonId, Vec<Card>>, DbErr> {
    let ids: Vec<EmploymentId> = employment::Entity::find()
        .select_only()
        .column(employment::Column::Id)
        .filter(employment::Column::PersonId.is_in(persons.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<PersonId, Vec<Card>> = HashMap::new();
    for card in cards(db, &ids, on).await?.into_values() {
        found.entry(card.person).or_default().push(card);
    }
    for cards in found.values_mut() {
        cards.sort_by_key(|card| (!card.state.in_service(), card.first_day, card.employment));
    }
    Ok(found)
}

/// Why nobody manages an employment on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoManager {
    /// There is no such employment.
    Unknown,
    /// It has not begun, or has ended.
    NotEmployed,
    /// Nobody stands above: they head the outermost unit.
    AtTheTop,
    /// Every seat above is empty.
    Vacant,
}

/// The manager of the main post on a day: whoever is named for it, else the head of the unit, else the head of the unit
/// above, and so on. Never oneself, also not in another employment; empty seats are stepped over.
pub async fn manager_on(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<Result<EmploymentId, NoManager>, DbErr> {
    let scene = Scene::load(db, &[employment]).await?;
    let Some(subject) = scene.subjects.get(&employment) else { return Ok(Err(NoManager::Unknown)) };
    let Some(post) = subject.main.at(on) else { return Ok(Err(NoManager::NotEmployed)) };
    let seats = scene.seats(employment, &post.value, on);
    let holder = seats.iter().find_map(|seat| seat.holder);
    Ok(holder.ok_or(if seats.is_empty() { NoManager::AtTheTop } else { NoManager::Vacant }))
}

/// Managers of the main posts of many employments on a day, from the projection, in one query.
pub async fn managers_on(
    db: &impl ConnectionTrait,
    ids: &[EmploymentId],
    on: NaiveDate,
) -> Result<HashMap<EmploymentId, EmploymentId>, DbErr> {
    let rows: Vec<(EmploymentId, Option<EmploymentId>)> = card::Entity::find()
        .select_only()
        .columns([card::Column::EmploymentId, card::Column::ManagerId])
        .filter(card::Column::EmploymentId.is_in(ids.iter().copied()))
        .filter(on_day(on, card::Column::FromOn, card::Column::ToOn))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, manager)| manager.map(|m| (id, m))).collect())
}

/// The seats above an employment's main post on a day, occupied or not, up to the outermost unit. One's own seats are left
/// out.
pub async fn seats_above(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<Vec<Seat>, DbErr> {
    let scene = Scene::load(db, &[employment]).await?;
    let post = scene.subjects.get(&employment).and_then(|subject| subject.main.nearest(on));
    Ok(post.map(|span| scene.seats(employment, &span.value, on)).unwrap_or_default())
}

/// The managers above one another, nearest first. Ends where somebody would come a second time.
pub async fn management_line(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<Vec<EmploymentId>, DbErr> {
    climb(db, employment, on).await.map(|(line, _)| line)
}

/// Whether somebody would be their own manager's manager.
pub(crate) async fn managed_in_circle(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<bool, DbErr> {
    climb(db, employment, on).await.map(|(_, back)| back)
}

/// The line of managers, and whether it leads back to where it began.
async fn climb(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<(Vec<EmploymentId>, bool), DbErr> {
    let mut line = vec![];
    let mut next = employment;
    while let Ok(manager) = manager_on(db, next, on).await? {
        if manager == employment || line.contains(&manager) {
            return Ok((line, manager == employment));
        }
        line.push(manager);
        next = manager;
    }
    Ok((line, false))
}

/// The units these employments head on a day.
pub async fn headed_units(
    db: &impl ConnectionTrait,
    employments: &[EmploymentId],
    on: NaiveDate,
) -> Result<HashMap<EmploymentId, Vec<UnitId>>, DbErr> {
    let seats = crate::employment::entity::assignment::Entity::find()
        .filter(
            crate::employment::entity::assignment::Column::EmploymentId.is_in(employments.iter().copied()),
        )
        .filter(crate::employment::entity::assignment::Column::SupersededAt.is_null())
        .filter(crate::employment::entity::assignment::Column::PositionId.is_not_null())
        .all(db)
        .await?;
    let headed = Condition::any()
        .add(version::Column::HeadId.is_in(employments.iter().copied()))
        .add(version::Column::HeadPositionId.is_in(seats.iter().filter_map(|row| row.position_id)));
    let units: Vec<UnitId> = version::Entity::find()
        .select_only()
        .column(version::Column::UnitId)
        .filter(version::Column::SupersededAt.is_null())
        .filter(on_day(on, version::Column::FromOn, version::Column::ToOn))
        .filter(headed)
        .into_tuple()
        .all(db)
        .await?;
    if units.is_empty() {
        return Ok(HashMap::new());
    }
    let scene = Scene::around(db, &units).await?;
    let mut found: HashMap<EmploymentId, Vec<UnitId>> = HashMap::new();
    for unit in units {
        if let Some(head) = scene.head(unit, on).filter(|head| employments.contains(head)) {
            found.entry(head).or_default().push(unit);
        }
    }
    Ok(found)
}

/// The heads of these units on a day; vacant ones are left out.
pub async fn heads_of(
    db: &impl ConnectionTrait,
    units: &[UnitId],
    on: NaiveDate,
) -> Result<HashMap<UnitId, EmploymentId>, DbErr> {
    let scene = Scene::around(db, units).await?;
    Ok(units.iter().filter_map(|unit| scene.head(*unit, on).map(|head| (*unit, head))).collect())
}

/// Where somebody works on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOfWork {
    /// The unit.
    pub unit: UnitId,
    /// Its time zone: its own or that of the nearest unit above; Beijing time when none says any.
    pub zone: Tz,
    /// The calendar: one's own, else the unit's or that of the nearest unit above.
    pub calendar: Option<CalendarId>,
}

/// Where an employment's main post is on a day; before the first day its first place, after the last its last.
pub async fn place_of_work(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<Option<PlaceOfWork>, DbErr> {
    Ok(places_of_work(db, &[employment], on).await?.remove(&employment))
}

/// [`place_of_work`] for many.
pub async fn places_of_work(
    db: &impl ConnectionTrait,
    ids: &[EmploymentId],
    on: NaiveDate,
) -> Result<HashMap<EmploymentId, PlaceOfWork>, DbErr> {
    let rows: Vec<(EmploymentId, UnitId)> = card::Entity::find()
        .select_only()
        .columns([card::Column::EmploymentId, card::Column::UnitId])
        .filter(card::Column::EmploymentId.is_in(ids.iter().copied()))
        .filter(on_day(on, card::Column::FromOn, card::Column::ToOn))
        .into_tuple()
        .all(db)
        .await?;
    let own: HashMap<EmploymentId, CalendarId> = calendar_assignment::Entity::find()
        .filter(calendar_assignment::Column::EmploymentId.is_in(ids.iter().copied()))
        .filter(calendar_assignment::Column::SupersededAt.is_null())
        .filter(on_day(on, calendar_assignment::Column::FromOn, calendar_assignment::Column::ToOn))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.employment_id, row.calendar_id))
        .collect();
    let units: HashSet<UnitId> = rows.iter().map(|(_, unit)| *unit).collect();
    let org = Org::above(db, &units.into_iter().collect::<Vec<_>>()).await?;
    let place = |(id, unit): (EmploymentId, UnitId)| {
        let zone =
            org.inherited(unit, on, |facts| facts.zone.as_deref().and_then(heng_calendar::zone::parse));
        let calendar = own.get(&id).copied().or_else(|| org.inherited(unit, on, |facts| facts.calendar));
        (id, PlaceOfWork { unit, zone: zone.unwrap_or(heng_calendar::zone::MAINLAND), calendar })
    };
    Ok(rows.into_iter().map(place).collect())
}

/// The employments of a person that have begun and not ended on a day.
pub async fn employments_of(
    db: &impl ConnectionTrait,
    person: PersonId,
    on: NaiveDate,
) -> Result<Vec<EmploymentId>, DbErr> {
    employment::Entity::find()
        .select_only()
        .column(employment::Column::Id)
        .filter(employment::Column::PersonId.eq(person))
        .filter(employment::Column::FirstDay.lte(on))
        .filter(employment::Column::LastDay.is_null().or(employment::Column::LastDay.gte(on)))
        .order_by_asc(employment::Column::FirstDay)
        .order_by_asc(employment::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Every employment a person ever had, oldest first.
pub async fn all_employments_of(
    db: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<EmploymentId>, DbErr> {
    employment::Entity::find()
        .select_only()
        .column(employment::Column::Id)
        .filter(employment::Column::PersonId.eq(person))
        .order_by_asc(employment::Column::FirstDay)
        .order_by_asc(employment::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Whose employment it is.
pub async fn person_of(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
) -> Result<Option<PersonId>, DbErr> {
    Ok(employment::Entity::find_by_id(employment).one(db).await?.map(|row| row.person_id))
}

/// The legal entity of an employment.
pub async fn company_of(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
) -> Result<Option<CompanyId>, DbErr> {
    Ok(employment::Entity::find_by_id(employment).one(db).await?.map(|row| row.company_id))
}

/// The employment with this number at a company.
pub async fn by_number(
    db: &impl ConnectionTrait,
    company: CompanyId,
    number: &str,
) -> Result<Option<EmploymentId>, DbErr> {
    let row = employment::Entity::find()
        .filter(employment::Column::CompanyId.eq(company))
        .filter(employment::Column::Number.eq(number.trim()))
        .one(db)
        .await?;
    Ok(row.map(|row| row.id))
}

/// Where a person stands: where their latest employment does.
pub async fn person_target(
    db: &impl ConnectionTrait,
    person: PersonId,
    today: NaiveDate,
) -> Result<Target, DbErr> {
    // Both are asked, so that somebody who never was takes as many statements.
    let now = employments_of(db, person, today).await?;
    let ever = all_employments_of(db, person).await?;
    let latest = now.last().or(ever.last()).copied();
    heng_scope::target(db, latest.unwrap_or(EmploymentId(uuid::Uuid::nil())), today).await
}

pub(crate) fn on_day<C: ColumnTrait>(day: NaiveDate, from: C, to: C) -> Condition {
    Condition::all().add(from.lte(day)).add(Condition::any().add(to.is_null()).add(to.gt(day)))
}
