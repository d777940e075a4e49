//! A plan in the terms of `people`.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use heng_cleanse::{Action, ContractKind, Draft, EmploymentPlan, Field, ManagerRef, RosterPlan, UnitKind};
use heng_db::Tx;
use heng_identifiers::compact;
use heng_kernel::{EmploymentId, PersonId, UnitId};
use heng_people::{
    Patch,
    api::{
        self, Act, BankAccount, ContractTerms, CreateUnit, EmploymentKind, Hire, Pay, PayPer, PersonDraft,
        PersonPatch, Post, PostPatch, UnitFacts, Who,
    },
    bulk::{BulkChange, Catalogue},
};
use sea_orm::DbErr;

use super::{World, defaults};

/// Why nobler units find no place: there are several companies and the batch is for none of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not said which company {0} belongs to")]
pub(crate) struct NoPlace(pub String);

/// Commands for the units of a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Commands {
    /// Units to make, parents first.
    pub units: Vec<CreateUnit>,
    /// Units on record that must have been there earlier.
    pub earlier: Vec<(UnitId, NaiveDate)>,
    unit_of: HashMap<Vec<String>, UnitId>,
    employment_of: HashMap<u32, EmploymentId>,
}

fn key(path: &[String]) -> Vec<String> {
    path.iter().map(|name| compact(name)).collect()
}

const fn kind(kind: UnitKind) -> api::UnitKind {
    match kind {
        UnitKind::Group => api::UnitKind::Group,
        UnitKind::Company => api::UnitKind::Company,
        UnitKind::Region => api::UnitKind::Region,
        UnitKind::Branch => api::UnitKind::Branch,
        UnitKind::Department => api::UnitKind::Department,
        UnitKind::Team => api::UnitKind::Team,
    }
}

/// The kind the name suggests, or a narrower one where that cannot stand.
fn fitting(suggested: api::UnitKind, parent: Option<api::UnitKind>) -> api::UnitKind {
    let tries = [suggested, api::UnitKind::Company, api::UnitKind::Department, api::UnitKind::Team];
    let allowed = |kind: &api::UnitKind| {
        kind.may_stand_below(parent)
            && (parent.is_none() || *kind != api::UnitKind::Company || suggested == *kind)
    };
    tries.into_iter().find(allowed).unwrap_or(api::UnitKind::Team)
}

impl Commands {
    /// Works out units and gives every row its employment's id.
    pub async fn new(tx: &Tx, plan: &RosterPlan, world: &World) -> Result<Self, CommandsError> {
        let mut commands = Self::default();
        let mut kinds: HashMap<UnitId, api::UnitKind> = HashMap::new();
        let mut parents: HashMap<UnitId, UnitId> = HashMap::new();
        let mut since: HashMap<UnitId, NaiveDate> = HashMap::new();
        for unit in world.roster.units.iter().chain(world.roster.group.as_ref()) {
            kinds.insert(unit.id, unit.kind);
            since.insert(unit.id, unit.since);
            if !unit.path.is_empty() {
                commands.unit_of.insert(key(&unit.path), unit.id);
            }
        }
        for unit in &world.roster.units {
            let above = unit.path.split_last().map(|(_, above)| key(above)).unwrap_or_default();
            let above = commands.unit_of.get(&above).copied().or(world.roster.group.as_ref().map(|g| g.id));
            if let Some(above) = above.filter(|above| *above != unit.id) {
                parents.insert(unit.id, above);
            }
        }
        for unit in &plan.units {
            let Some((name, above)) = unit.path.split_last() else { continue };
            let parent = match commands.unit_of.get(&key(above)).copied() {
                Some(parent) => Some(parent),
                None => root_above(world, kind(unit.kind), name)?,
            };
            let parent_kind = parent.and_then(|parent| kinds.get(&parent)).copied();
            let id: UnitId = tx.new_id();
            let own_kind = fitting(kind(unit.kind), parent_kind);
            let number = tx.next_number("unit_code").await?;
            commands.units.push(CreateUnit {
                id: Some(id),
                kind: own_kind,
                code: format!("U{number:05}"),
                effective_on: tx.actor.today(),
                facts: UnitFacts::named(name, parent),
            });
            commands.unit_of.insert(key(&unit.path), id);
            kinds.insert(id, own_kind);
            if let Some(parent) = parent {
                parents.insert(id, parent);
            }
        }
        commands.date_units(plan, &parents, &since);
        for employment in plan.employments() {
            let id = match &employment.action {
                Action::Create => tx.new_id(),
                Action::Update { employment, .. } | Action::Unchanged { employment } => *employment,
            };
            commands.employment_of.insert(employment.draft.row, id);
        }
        Ok(commands)
    }

    /// Units are there from the first day anybody begins in them or below them.
    fn date_units(
        &mut self,
        plan: &RosterPlan,
        parents: &HashMap<UnitId, UnitId>,
        since: &HashMap<UnitId, NaiveDate>,
    ) {
        let mut needed: BTreeMap<UnitId, NaiveDate> = BTreeMap::new();
        for employment in plan.employments().filter(|e| e.action == Action::Create) {
            let Some(first_day) = employment.draft.hired else { continue };
            let mut next = self.unit_of.get(&key(&employment.draft.unit)).copied();
            let mut steps = 0;
            while let Some(unit) = next.filter(|_| steps < 64) {
                let day = needed.entry(unit).or_insert(first_day);
                *day = first_day.min(*day);
                next = parents.get(&unit).copied();
                steps += 1;
            }
        }
        for unit in &mut self.units {
            if let Some(day) = unit.id.and_then(|id| needed.get(&id)) {
                unit.effective_on = unit.effective_on.min(*day);
            }
        }
        let mut earlier: Vec<(usize, UnitId, NaiveDate)> = needed
            .into_iter()
            .filter(|(unit, day)| since.get(unit).is_some_and(|since| since > day))
            .map(|(unit, day)| (depth(unit, parents), unit, day))
            .collect();
        earlier.sort_unstable();
        self.earlier = earlier.into_iter().map(|(_, unit, day)| (unit, day)).collect();
    }

    /// The employment of a row.
    pub fn employment(&self, row: u32) -> Option<EmploymentId> {
        self.employment_of.get(&row).copied()
    }

    fn manager(&self, manager: ManagerRef) -> Option<EmploymentId> {
        match manager {
            ManagerRef::None | ManagerRef::Vacant => None,
            ManagerRef::Row(row) => self.employment(row),
            ManagerRef::Existing(id) => Some(id),
        }
    }

    /// The hire a row asks for. `person` is who they are, when known by now; somebody new is as their `newest` row says.
    pub fn hire(
        &self,
        plan: &EmploymentPlan,
        person: Option<PersonId>,
        newest: &Draft,
        titles: &Titles,
    ) -> Option<Hire> {
        let draft = &plan.draft;
        let first_day = draft.hired?;
        let unit = self.unit_of.get(&key(&draft.unit)).copied()?;
        let post = Post {
            job: draft.job.as_deref().and_then(|name| titles.jobs.named(name)),
            grade: draft.grade.as_deref().and_then(|name| titles.grades.named(name)),
            manager: self.manager(plan.manager),
            ..Post::in_unit(unit)
        };
        let contract = draft.contract.kind.map(|kind| terms(kind, draft.contract.end));
        let later = draft.contract.start.filter(|start| *start > first_day);
        let mut then = vec![];
        if let (Some(start), Some(contract)) = (later, &contract) {
            then.push((start, Act::SignContract { contract: contract.clone() }));
        }
        if let Some(left_on) = draft.last_day.and_then(|day| day.checked_add_days(Days::new(1))) {
            then.push((left_on, Act::Leave { reason: "brought_in".to_owned() }));
        }
        let who = person.map_or_else(|| Who::New(Box::new(person_of(newest))), Who::Known);
        Some(Hire {
            employment: self.employment(draft.row),
            number: draft.number.clone(),
            kind: footing(draft),
            probation_last_day: defaults::probation_last_day(draft, first_day),
            pay: draft.base_pay.map(monthly),
            contract: contract.filter(|_| later.is_none()),
            then,
            note: draft.remark.clone(),
            who,
            ..Hire::of(PersonDraft::named(""), first_day, post)
        })
    }

    /// The changes a row asks for, taking effect today where the row names no day.
    pub fn change(&self, plan: &EmploymentPlan, titles: &Titles, today: NaiveDate) -> Option<BulkChange> {
        let Action::Update { employment, changes } = &plan.action else { return None };
        let draft = &plan.draft;
        let changed = |fields: &[Field]| changes.iter().any(|change| fields.contains(&change.field));
        let from = draft.hired.map_or(today, |hired| hired.max(today));
        let mut acts = vec![];
        let post = PostPatch {
            unit: changed(&[Field::Unit]).then(|| self.unit_of.get(&key(&draft.unit)).copied()).flatten(),
            job: set(changed(&[Field::Job]), draft.job.as_deref().and_then(|name| titles.jobs.named(name))),
            grade: set(
                changed(&[Field::Grade]),
                draft.grade.as_deref().and_then(|name| titles.grades.named(name)),
            ),
            manager: set(changed(&[Field::Manager]), self.manager(plan.manager)),
            ..PostPatch::default()
        };
        if !post.is_empty() {
            acts.push((from, Act::Transfer { post_id: None, change: post }));
        }
        if changed(&[Field::Confirmed])
            && let Some(day) = draft.confirmed
        {
            acts.push((day, Act::Confirm));
        }
        if changed(&[Field::ContractKind, Field::ContractStart, Field::ContractEnd])
            && let Some(kind) = draft.contract.kind
        {
            let contract = terms(kind, draft.contract.end);
            acts.push((draft.contract.start.unwrap_or(from), Act::SignContract { contract }));
        }
        if changed(&[Field::BasePay])
            && let Some(amount) = draft.base_pay
        {
            acts.push((from, Act::ChangePay { pay: monthly(amount) }));
        }
        if changed(&[Field::LastDay])
            && let Some(left_on) = draft.last_day.and_then(|day| day.checked_add_days(Days::new(1)))
        {
            acts.push((left_on, Act::Leave { reason: "brought_in".to_owned() }));
        }
        let card = draft.bank_card.clone().filter(|_| changed(&[Field::BankCard]));
        let bank = card.map(|card| BankAccount { card, bank: draft.bank.clone() });
        let person = PersonPatch::of_roster(
            draft.name.clone().filter(|_| changed(&[Field::Name])),
            draft.sex.filter(|_| changed(&[Field::Sex])).map(Into::into),
            draft.mobile.as_ref().filter(|_| changed(&[Field::Mobile])),
            bank.as_ref(),
        );
        Some(BulkChange { employment: *employment, person, acts })
    }
}

/// Jobs and grades by name.
#[derive(Clone, Debug)]
pub(crate) struct Titles {
    pub jobs: Catalogue<heng_kernel::JobTitleId>,
    pub grades: Catalogue<heng_kernel::GradeId>,
}

/// Why a plan cannot be put into commands.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandsError {
    #[error(transparent)]
    NoPlace(#[from] NoPlace),
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

/// Where a new outermost unit of the file stands.
fn root_above(world: &World, suggested: api::UnitKind, name: &str) -> Result<Option<UnitId>, NoPlace> {
    if let Some(company) = world.company {
        return Ok(Some(UnitId(company.0)));
    }
    let companies: Vec<UnitId> = world
        .roster
        .units
        .iter()
        .filter(|unit| unit.kind == api::UnitKind::Company)
        .map(|unit| unit.id)
        .collect();
    match companies.as_slice() {
        [] => Ok(world.roster.group.as_ref().map(|group| group.id)),
        _ if suggested == api::UnitKind::Company && name.ends_with("公司") => {
            Ok(world.roster.group.as_ref().map(|group| group.id))
        }
        [only] => Ok(Some(*only)),
        _ => Err(NoPlace(name.to_owned())),
    }
}

fn depth(unit: UnitId, parents: &HashMap<UnitId, UnitId>) -> usize {
    let mut depth = 0;
    let mut next = parents.get(&unit);
    while let Some(parent) = next.filter(|_| depth < 64) {
        depth += 1;
        next = parents.get(parent);
    }
    depth
}

fn set<T>(changed: bool, value: Option<T>) -> Patch<T> {
    value.filter(|_| changed).map_or(Patch::Keep, Patch::Set)
}

fn monthly(amount: heng_kernel::Money) -> Pay {
    Pay { amount, currency: "CNY".to_owned(), per: PayPer::Month }
}

const fn terms(kind: ContractKind, last_day: Option<NaiveDate>) -> ContractTerms {
    let kind = match kind {
        ContractKind::FixedTerm => api::ContractKind::FixedTerm,
        ContractKind::OpenEnded => api::ContractKind::OpenEnded,
        ContractKind::ByTask => api::ContractKind::ByTask,
        ContractKind::Service => api::ContractKind::Service,
    };
    ContractTerms { kind, number: None, last_day }
}

/// What the file says of it, or what the contract suggests.
const fn footing(draft: &Draft) -> EmploymentKind {
    match (draft.employment_kind, draft.contract.kind) {
        (Some(heng_cleanse::EmploymentKind::Intern), _) => EmploymentKind::Intern,
        (Some(heng_cleanse::EmploymentKind::Contractor), _) | (None, Some(ContractKind::Service)) => {
            EmploymentKind::Contractor
        }
        (Some(heng_cleanse::EmploymentKind::Retiree), _) => EmploymentKind::Retiree,
        (Some(heng_cleanse::EmploymentKind::Dispatched), _) => EmploymentKind::Dispatched,
        (Some(heng_cleanse::EmploymentKind::Regular) | None, _) => EmploymentKind::Regular,
    }
}

fn person_of(draft: &Draft) -> PersonDraft {
    let bank = draft.bank_card.clone().map(|card| BankAccount { card, bank: draft.bank.clone() });
    PersonDraft {
        sex: draft.sex.map(Into::into),
        birth_on: draft.birth,
        id: draft.id.clone(),
        mobile: draft.mobile.clone(),
        bank,
        ..PersonDraft::named(draft.name.clone().unwrap_or_default())
    }
}
