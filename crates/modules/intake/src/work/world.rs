//! The company as it stands, in the terms of `heng_cleanse`.

use std::collections::{BTreeSet, HashMap};

use heng_access::{Actor, Permission};
use heng_cleanse::{ContractDraft, ContractKind, ExistingEmployment, Home, Known, NewUnits, UnitPath};
use heng_identifiers::Sex;
use heng_kernel::{CompanyId, EmploymentId, UnitId};
use heng_people::{
    api::{self, PersonnelError, UnitKind},
    bulk::{self, Entry, Roster},
};
use sea_orm::{ConnectionTrait, DbErr};

use super::ways_in::Accounts;
use crate::Intake;

/// The company as it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    /// The company the batch is for; the group without one.
    pub company: Option<CompanyId>,
    /// As `people` tells it.
    pub roster: Roster,
    /// Paths of units in force.
    pub paths: Vec<UnitPath>,
    /// Employments that have begun or will.
    pub employments: Vec<ExistingEmployment>,
    /// Whether whoever asks may know every company of the group.
    pub sees_group: bool,
    /// Documents of the file that belong to somebody of the group outside this company.
    pub elsewhere: BTreeSet<String>,
    /// Who can sign in already; absent where no outside accounts let anybody in.
    pub accounts: Option<Accounts>,
}

impl World {
    pub async fn load(
        db: &impl ConnectionTrait,
        service: &Intake,
        company: Option<CompanyId>,
        actor: &Actor,
    ) -> Result<Self, PersonnelError> {
        let roster = bulk::roster(db, &service.vault, company, actor.today()).await?;
        let accounts = match &service.door {
            Some(door) => Some(Accounts::load(db, &door.channel).await?),
            None => None,
        };
        let paths = roster.units.iter().map(|unit| unit.path.clone()).collect();
        let path_of: HashMap<UnitId, &UnitPath> =
            roster.units.iter().map(|unit| (unit.id, &unit.path)).collect();
        let numbers: HashMap<EmploymentId, &str> =
            roster.entries.iter().map(|entry| (entry.employment, entry.number.as_str())).collect();
        let subject = |entry: &Entry| accounts.as_ref().and_then(|all| all.subject_of(entry.person));
        let employments = roster
            .entries
            .iter()
            .filter_map(|entry| existing(entry, &path_of, &numbers, subject(entry)))
            .collect();
        let sees_group = actor.reach(Permission::OrgRead).all;
        Ok(Self { company, paths, employments, sees_group, elsewhere: BTreeSet::new(), accounts, roster })
    }

    /// Looks which of the file's documents belong to people this batch may not see.
    pub async fn look_elsewhere(&mut self, db: &impl ConnectionTrait, keys: &[String]) -> Result<(), DbErr> {
        if self.company.is_none() {
            return Ok(());
        }
        let here: BTreeSet<&str> =
            self.employments.iter().filter_map(|entry| entry.id_key.as_deref()).collect();
        let unknown: Vec<String> = keys.iter().filter(|key| !here.contains(key.as_str())).cloned().collect();
        self.elsewhere = bulk::known_documents(db, &unknown).await?.into_keys().collect();
        Ok(())
    }

    pub fn known(&self) -> Known<'_> {
        Known { units: &self.paths, employments: &self.employments }
    }

    /// The company the file's units stand below: the batch's, or the only one.
    pub fn home(&self) -> Option<Home> {
        let mut companies = self.roster.units.iter().filter(|unit| unit.kind == UnitKind::Company);
        let found = match self.company {
            Some(company) => companies.find(|unit| unit.id.0 == company.0),
            None => companies.next().filter(|_| companies.next().is_none()),
        };
        found.map(|unit| Home {
            path: unit.path.clone(),
            alone: self.company.is_some(),
            others: self.sees_group.then(|| self.roster.other_companies.clone()),
        })
    }

    /// A company without units below it takes its tree from the file; in another, a new path is asked about.
    pub fn new_units(&self) -> NewUnits {
        let depth = self.home().map_or(1, |home| home.path.len());
        if self.paths.iter().all(|path| path.len() <= depth) { NewUnits::FromFile } else { NewUnits::Ask }
    }
}

fn existing(
    entry: &Entry,
    paths: &HashMap<UnitId, &UnitPath>,
    numbers: &HashMap<EmploymentId, &str>,
    wecom_account: Option<&str>,
) -> Option<ExistingEmployment> {
    let unit = entry.unit.and_then(|unit| paths.get(&unit));
    Some(ExistingEmployment {
        employment: entry.employment,
        person: entry.person,
        number: entry.number.clone(),
        name: entry.name.clone(),
        sex: entry.sex.map(|sex| match sex {
            api::Sex::Female => Sex::Female,
            api::Sex::Male => Sex::Male,
        }),
        id_key: entry.id_key.clone(),
        mobile: entry.mobile.clone(),
        unit: unit.map(|path| (*path).clone()).unwrap_or_default(),
        job: entry.job.clone(),
        grade: entry.grade.clone(),
        manager_number: entry.manager.and_then(|id| numbers.get(&id)).map(|number| (*number).to_owned()),
        hired: entry.first_day?,
        confirmed: entry.confirmed_on,
        last_day: entry.last_day,
        contract: entry.contract.map_or_else(ContractDraft::default, |(kind, start, end)| ContractDraft {
            kind: Some(contract_kind(kind)),
            start: Some(start),
            end,
        }),
        base_pay: entry.monthly_pay,
        insured_city: None,
        fund_rate: None,
        bank_card: entry.bank_card.clone(),
        wecom_account: wecom_account.map(ToOwned::to_owned),
    })
}

const fn contract_kind(kind: api::ContractKind) -> ContractKind {
    match kind {
        api::ContractKind::FixedTerm => ContractKind::FixedTerm,
        api::ContractKind::OpenEnded => ContractKind::OpenEnded,
        api::ContractKind::ByTask => ContractKind::ByTask,
        api::ContractKind::Service => ContractKind::Service,
    }
}
