//! A company as a roster would describe it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use heng_identifiers::IdDocument;
use heng_kernel::{CompanyId, EmploymentId, Money, PersonId, UnitId};
use heng_vault::Vault;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::catalogue;
use crate::{
    belief::IDS,
    employment::{
        ContractKind, PayPer, PersonnelError,
        act::TermState,
        entity::{assignment, compensation, contract, employment, term},
    },
    person::{Sealer, Sex, entity::person, hash_of},
    unit::{Org, Unit, UnitKind},
};

/// A unit in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    /// Its id.
    pub id: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Names from the outermost company inwards; the group itself is left out.
    pub path: Vec<String>,
    /// Its first day.
    pub since: NaiveDate,
}

/// An employment, also a planned or ended one, with what holds on the day, or nearest to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The employment.
    pub employment: EmploymentId,
    /// Whose.
    pub person: PersonId,
    /// The legal entity.
    pub company: CompanyId,
    /// Employee number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// What [`id_key`] makes of the identity document.
    pub id_key: Option<String>,
    /// Mobile number in its normal form.
    pub mobile: Option<String>,
    /// Bank card in its normal form.
    pub bank_card: Option<String>,
    /// Unit of the main post.
    pub unit: Option<UnitId>,
    /// Job title.
    pub job: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// The manager named for the main post; not the head who manages without being named.
    pub manager: Option<EmploymentId>,
    /// First day; absent when the hire was cancelled.
    pub first_day: Option<NaiveDate>,
    /// The first confirmed day.
    pub confirmed_on: Option<NaiveDate>,
    /// Last day, also a planned one.
    pub last_day: Option<NaiveDate>,
    /// Contract: kind, first day, last day agreed.
    pub contract: Option<(ContractKind, NaiveDate, Option<NaiveDate>)>,
    /// Monthly pay.
    pub monthly_pay: Option<Money>,
}

/// Units and employments of a company, or of the whole group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Units in force on the day.
    pub units: Vec<UnitEntry>,
    /// Employments.
    pub entries: Vec<Entry>,
    /// The unit all companies stand below, if there is one.
    pub group: Option<UnitEntry>,
    /// Names of the group's other companies in force on the day.
    pub other_companies: Vec<String>,
}

/// The comparison key of an identity document: a keyed hash, as the store holds it.
pub fn id_key(vault: &Vault, document: &IdDocument) -> String {
    hex::encode(hash_of(vault, "id_number", document.number()).as_bytes())
}

/// Which of these keys belong to a person of the group, whoever may see them.
pub async fn known_documents(
    db: &impl ConnectionTrait,
    keys: &[String],
) -> Result<HashMap<String, PersonId>, DbErr> {
    let hashes: Vec<Vec<u8>> = keys.iter().filter_map(|key| hex::decode(key).ok()).collect();
    let mut found = HashMap::new();
    for some in hashes.chunks(IDS) {
        let rows = person::Entity::find()
            .filter(person::Column::IdNumberHash.is_in(some.iter().cloned()))
            .all(db)
            .await?;
        found.extend(
            rows.into_iter().filter_map(|row| Some((hex::encode(row.id_number_hash?.as_bytes()), row.id))),
        );
    }
    Ok(found)
}

/// Reads a company, or the group, as it stands on a day.
pub async fn roster(
    db: &impl ConnectionTrait,
    vault: &Vault,
    company: Option<CompanyId>,
    on: NaiveDate,
) -> Result<Roster, PersonnelError> {
    let org = Org::all(db, None).await?;
    let entry = |unit: &Unit| {
        let since = unit.versions.spans().first()?.days.from();
        Some(UnitEntry { id: unit.id, kind: unit.kind, path: path(&org, unit.id, on), since })
    };
    let group = org.units().find(|unit| unit.kind == UnitKind::Group).and_then(entry);
    let mut units: Vec<UnitEntry> = org
        .units()
        .filter(|unit| unit.kind != UnitKind::Group && unit.versions.at(on).is_some())
        .filter(|unit| company.is_none_or(|company| within(&org, unit.id, company, on)))
        .filter_map(entry)
        .collect();
    units.sort_by(|a, b| a.path.cmp(&b.path));
    let other_companies = org
        .units()
        .filter(|unit| unit.kind == UnitKind::Company && units.iter().all(|own| own.id != unit.id))
        .filter_map(|unit| org.facts(unit.id, on).map(|facts| facts.name.clone()))
        .collect();
    let mut query = employment::Entity::find();
    if let Some(company) = company {
        query = query.filter(employment::Column::CompanyId.eq(company));
    }
    let heads = query.all(db).await?;
    let mut lines = Lines::load(db, heads.iter().map(|head| head.id).collect(), on).await?;
    let mut people = people(db, heads.iter().map(|head| head.person_id).collect()).await?;
    let (jobs, grades) = (catalogue::jobs(db).await?, catalogue::grades(db).await?);
    let mut entries = vec![];
    for head in heads {
        let Some(person) = people.get_mut(&head.person_id) else { continue };
        let sealer = Sealer { vault, id: person.id };
        let mobile = sealer.open("phone", person.phone.as_ref())?;
        let bank_card = sealer.open("bank_account", person.bank_account.as_ref())?;
        let post = lines.posts.remove(&head.id);
        entries.push(Entry {
            employment: head.id,
            person: head.person_id,
            company: head.company_id,
            number: head.number,
            name: person.name.clone(),
            sex: person.sex,
            id_key: person.id_number_hash.as_ref().map(|hash| hex::encode(hash.as_bytes())),
            mobile,
            bank_card,
            unit: post.as_ref().map(|post| post.unit_id),
            job: post.as_ref().and_then(|p| p.job_id).and_then(|id| jobs.name(id)).map(ToOwned::to_owned),
            grade: post
                .as_ref()
                .and_then(|p| p.grade_id)
                .and_then(|id| grades.name(id))
                .map(ToOwned::to_owned),
            manager: post.and_then(|post| post.manager_id),
            first_day: head.first_day,
            confirmed_on: lines.confirmed.remove(&head.id),
            last_day: head.last_day,
            contract: lines
                .contracts
                .remove(&head.id)
                .map(|row| (row.kind, row.from_on, row.agreed_last_day)),
            monthly_pay: lines
                .pay
                .remove(&head.id)
                .filter(|row| row.per == PayPer::Month)
                .map(|row| Money::from_minor(row.amount_minor)),
        });
    }
    entries.sort_by(|a, b| (&a.number, a.employment).cmp(&(&b.number, b.employment)));
    Ok(Roster { units, entries, group, other_companies })
}

fn within(org: &Org, unit: UnitId, company: CompanyId, on: NaiveDate) -> bool {
    org.path(unit, on).iter().any(|above| above.id.0 == company.0)
}

fn path(org: &Org, unit: UnitId, on: NaiveDate) -> Vec<String> {
    let mut names: Vec<String> = org
        .path(unit, on)
        .into_iter()
        .filter(|unit| unit.kind != UnitKind::Group)
        .filter_map(|unit| org.facts(unit.id, on).map(|facts| facts.name.clone()))
        .collect();
    names.reverse();
    names
}

async fn people(
    db: &impl ConnectionTrait,
    ids: HashSet<PersonId>,
) -> Result<HashMap<PersonId, person::Model>, DbErr> {
    let ids: Vec<PersonId> = ids.into_iter().collect();
    let mut found = HashMap::new();
    for some in ids.chunks(IDS) {
        let rows =
            person::Entity::find().filter(person::Column::Id.is_in(some.iter().copied())).all(db).await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Of each timeline the row of the day, or nearest to it.
#[derive(Default)]
struct Lines {
    posts: HashMap<EmploymentId, assignment::Model>,
    contracts: HashMap<EmploymentId, contract::Model>,
    pay: HashMap<EmploymentId, compensation::Model>,
    confirmed: HashMap<EmploymentId, NaiveDate>,
}

/// Keeps the last row begun by the day; before the first, the first. Rows come in order of their first day.
fn keep<R>(rows: &mut HashMap<EmploymentId, R>, id: EmploymentId, begun: bool, row: R) {
    if begun || !rows.contains_key(&id) {
        rows.insert(id, row);
    }
}

impl Lines {
    async fn load(db: &impl ConnectionTrait, ids: Vec<EmploymentId>, on: NaiveDate) -> Result<Self, DbErr> {
        let mut lines = Self::default();
        macro_rules! rows {
            ($table:ident, $some:ident $(, $more:expr)?) => {{
                use sea_orm::QueryOrder;
                $table::Entity::find()
                    .filter($table::Column::EmploymentId.is_in($some.iter().copied()))
                    .filter($table::Column::SupersededAt.is_null())
                    $(.filter($more))?
                    .order_by_asc($table::Column::FromOn)
                    .all(db)
                    .await?
            }};
        }
        for some in ids.chunks(IDS) {
            for row in rows!(assignment, some, assignment::Column::Main.eq(true)) {
                keep(&mut lines.posts, row.employment_id, row.from_on <= on, row);
            }
            for row in rows!(contract, some) {
                keep(&mut lines.contracts, row.employment_id, row.from_on <= on, row);
            }
            for row in rows!(compensation, some) {
                keep(&mut lines.pay, row.employment_id, row.from_on <= on, row);
            }
            for row in rows!(term, some, term::Column::State.eq(TermState::Confirmed)) {
                lines.confirmed.entry(row.employment_id).or_insert(row.from_on);
            }
        }
        Ok(lines)
    }
}
