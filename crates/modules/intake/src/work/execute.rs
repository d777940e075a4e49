//! Writing a plan, inside the caller's transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heng_cleanse::{Action, EmploymentPlan, ManagerRef, RosterPlan};
use heng_db::Tx;
use heng_identity::AccountError;
use heng_kernel::{EmploymentId, PersonId};
use heng_people::{
    api::{self, Hire, PersonnelError, UnitError},
    bulk::{self, Image, Made},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Commands, World,
    commands::{CommandsError, Titles},
    ways_in::{self, Given},
};
use crate::Intake;

/// Which employment a row became or spoke of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowMade {
    pub row: u32,
    pub employment: EmploymentId,
    pub person: PersonId,
}

/// Everything that is needed to take an application back. Kept sealed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct UndoRecord {
    pub made: Made,
    pub changed: Made,
    /// What was said of `changed` before.
    pub before: Image,
    /// What is said of both since: where it is different now, somebody worked on.
    pub after: BTreeMap<Uuid, String>,
    pub rows: Vec<RowMade>,
    /// Whom the file let in.
    #[serde(default)]
    pub ways_in: Given,
}

impl UndoRecord {
    /// The employment of each row.
    pub fn by_row(&self) -> HashMap<u32, EmploymentId> {
        self.rows.iter().map(|made| (made.row, made.employment)).collect()
    }
}

/// Why a plan cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExecuteError {
    #[error(transparent)]
    Commands(#[from] CommandsError),
    #[error(transparent)]
    Units(#[from] UnitError),
    #[error(transparent)]
    People(#[from] PersonnelError),
    #[error(transparent)]
    Accounts(#[from] AccountError),
    #[error("database: {0}")]
    Db(#[from] sea_orm::DbErr),
}

/// Writes the plan.
pub(crate) async fn execute(
    tx: &Tx,
    service: &Intake,
    plan: &RosterPlan,
    world: &World,
) -> Result<UndoRecord, ExecuteError> {
    let commands = Commands::new(tx, plan, world).await?;
    let mut record = UndoRecord { changed: changed(plan, world, &commands), ..UndoRecord::default() };
    record.before = bulk::image_of(tx.db(), &record.changed).await?;
    bulk::backdate_units(tx, &commands.earlier).await?;
    if !commands.units.is_empty() {
        record.made.units = api::create_units(tx, &commands.units).await?;
    }
    record.made.jobs = bulk::ensure_jobs(tx, &plan.jobs).await?;
    record.made.grades = bulk::ensure_grades(tx, &plan.grades).await?;
    let titles = Titles { jobs: bulk::jobs(tx.db()).await?, grades: bulk::grades(tx.db()).await? };
    hire(tx, service, plan, world, &commands, &titles, &mut record).await?;
    let today = tx.actor.today();
    let changes: Vec<_> =
        plan.employments().filter_map(|employment| commands.change(employment, &titles, today)).collect();
    bulk::change_many(tx, &service.vault, &service.hooks, &changes).await?;
    for both in [&record.made, &record.changed] {
        record.after.extend(bulk::image_of(tx.db(), both).await?.digests());
    }
    record.rows.sort_by_key(|row| row.row);
    record.ways_in = ways_in::give(tx, service.door.as_ref(), plan, world, &record.rows).await?;
    Ok(record)
}

/// What the plan changes of what is there.
fn changed(plan: &RosterPlan, world: &World, commands: &Commands) -> Made {
    let mut changed = Made::default();
    changed.units.extend(commands.earlier.iter().map(|(unit, _)| *unit));
    let persons: HashMap<EmploymentId, PersonId> =
        world.roster.entries.iter().map(|entry| (entry.employment, entry.person)).collect();
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    for employment in plan.employments() {
        if let Action::Update { employment, .. } = &employment.action {
            changed.employments.push(*employment);
            people.extend(persons.get(employment));
        }
    }
    // A new name is written into every employment of its person.
    let stints = world.roster.entries.iter().filter(|entry| people.contains(&entry.person));
    changed.employments.extend(stints.map(|entry| entry.employment));
    changed.employments.sort_unstable();
    changed.employments.dedup();
    changed.people.extend(people);
    changed
}

/// A stint waits for the one before it, whose person it shares, and for its manager's. Rounds are hired one after another.
async fn hire(
    tx: &Tx,
    service: &Intake,
    plan: &RosterPlan,
    world: &World,
    commands: &Commands,
    titles: &Titles,
    record: &mut UndoRecord,
) -> Result<(), ExecuteError> {
    let known: HashMap<EmploymentId, PersonId> =
        world.roster.entries.iter().map(|entry| (entry.employment, entry.person)).collect();
    let mut persons: HashMap<usize, PersonId> = HashMap::new();
    for (place, person) in plan.people.iter().enumerate() {
        persons.extend(person.existing.map(|id| (place, id)));
        for employment in &person.employments {
            if let Action::Update { employment: id, .. } | Action::Unchanged { employment: id } =
                &employment.action
                && let Some(person) = known.get(id)
            {
                let (employment, person) = (*id, *person);
                record.rows.push(RowMade { row: row_of_plan(plan, place, *id), employment, person });
            }
        }
    }
    for round in rounds(plan) {
        let mut cmds: Vec<Hire> = vec![];
        let mut places = vec![];
        for (place, employment) in round {
            let is_new = !persons.contains_key(&place);
            let newest = plan.people.get(place).and_then(|person| person.employments.last());
            let newest = newest.map_or(&employment.draft, |newest| &newest.draft);
            if let Some(cmd) = commands.hire(&employment, persons.get(&place).copied(), newest, titles) {
                cmds.push(cmd);
                places.push((place, employment.draft.row, is_new));
            }
        }
        let hired = api::hire_many(tx, &service.vault, &cmds).await?;
        for ((place, row, is_new), hired) in places.into_iter().zip(hired) {
            persons.insert(place, hired.person);
            record.made.employments.push(hired.employment);
            if is_new {
                record.made.people.push(hired.person);
            }
            let (employment, person) = (hired.employment, hired.person);
            record.rows.push(RowMade { row, employment, person });
        }
    }
    Ok(())
}

fn row_of_plan(plan: &RosterPlan, place: usize, id: EmploymentId) -> u32 {
    let employments = plan.people.get(place).map(|person| person.employments.as_slice()).unwrap_or_default();
    employments
        .iter()
        .find(|employment| match &employment.action {
            Action::Update { employment, .. } | Action::Unchanged { employment } => *employment == id,
            Action::Create => false,
        })
        .map_or(0, |employment| employment.draft.row)
}

/// New employments with the place of their person, in rounds.
fn rounds(plan: &RosterPlan) -> Vec<Vec<(usize, EmploymentPlan)>> {
    let mut round_of: HashMap<u32, usize> = HashMap::new();
    let most = plan.people.iter().map(|person| person.employments.len()).max().unwrap_or_default();
    // Each pass pushes a stint behind those it waits for; managers come first in the plan, so few passes are needed.
    for _ in 0..=most {
        for person in &plan.people {
            let mut earliest = 0;
            for employment in person.employments.iter().filter(|e| e.action == Action::Create) {
                let managers = match employment.manager {
                    ManagerRef::Row(row) => round_of.get(&row).copied().unwrap_or_default(),
                    _ => 0,
                };
                let round = earliest.max(managers);
                round_of.insert(employment.draft.row, round);
                earliest = round + 1;
            }
        }
    }
    let round = |row: u32| round_of.get(&row).copied().unwrap_or_default();
    let mut rounds: BTreeMap<usize, Vec<(usize, EmploymentPlan)>> = BTreeMap::new();
    for (place, person) in plan.people.iter().enumerate() {
        for employment in person.employments.iter().filter(|e| e.action == Action::Create) {
            let own = round(employment.draft.row);
            let mut employment = employment.clone();
            // Somebody's first stint under a manager who reports to their second: one of them comes too late to be named.
            if matches!(employment.manager, ManagerRef::Row(row) if round(row) > own) {
                employment.manager = ManagerRef::Vacant;
            }
            rounds.entry(own).or_default().push((place, employment));
        }
    }
    rounds.into_values().collect()
}
