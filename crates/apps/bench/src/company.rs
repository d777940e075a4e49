//! The group that is measured: made with the program's own bulk functions, the same in every run.
//!
//! A group of four companies; branches of 50 units (a branch, seven departments of six teams) and 500 people each: a head for
//! every unit, the others in teams. One in ten of those changed teams, one in twenty has left.

use anyhow::Context;
use chrono::NaiveDate;
use heng::System;
use heng_access::{Actor, Scope};
use heng_identity::{GiveGrant, OpenAccount, builtin_role_id, command_line, give_grant};
use heng_kernel::{AccountId, CompanyId, EmploymentId, JobTitleId, Locale, PersonId, UnitId};
use heng_people::{
    api::{self as people, Act, CreateUnit, Hire, Hired, PersonDraft, Post, PostPatch, UnitFacts, UnitKind},
    bulk::ensure_jobs,
};
use serde::{Deserialize, Serialize};

use crate::{
    names::{Dice, Names},
    output::tell,
    sign_in::PASSWORD,
};

/// The day everything is measured on: a Monday in a year whose holidays are known.
pub(crate) const TODAY: &str = "2026-03-02";
/// A day on which nobody had left or changed teams yet.
pub(crate) const EARLIER: &str = "2025-06-02";

const COMPANIES: usize = 4;
const DEPARTMENTS: usize = 7;
const TEAMS: usize = 6;
const IN_BRANCH: usize = 500;
/// Teams whose people and head have accounts.
const TEAMS_WITH_ACCOUNTS: usize = 3;

/// How large the group is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub branches: usize,
}

impl Plan {
    /// As the environment asks for: 100,000 people unless it names another number.
    #[expect(clippy::disallowed_methods, reason = "the runner's own settings, not the program's")]
    pub(crate) fn from_environment() -> anyhow::Result<Self> {
        let people: usize = match std::env::var("HENG_BENCH_PEOPLE") {
            Ok(text) => text.parse().context("HENG_BENCH_PEOPLE is no number")?,
            Err(_) => 100_000,
        };
        Ok(Self { branches: people.div_ceil(IN_BRANCH).max(COMPANIES) })
    }

    /// How many people that is.
    pub(crate) const fn people(self) -> usize {
        self.branches * IN_BRANCH
    }
}

/// What the measuring must know of the group.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// A branch with 500 people below it.
    pub branch: Option<UnitId>,
    /// Logins and employments of people who ask for leave, each with the login of whoever decides.
    pub applicants: Vec<Applicant>,
}

/// Somebody who asks for leave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Applicant {
    pub login: String,
    pub employment: EmploymentId,
    pub manager: String,
}

fn day(text: &str) -> anyhow::Result<NaiveDate> {
    text.parse().with_context(|| format!("{text} is no day"))
}

/// Fills an empty installation.
pub(crate) async fn fill(system: &System, plan: Plan) -> anyhow::Result<Facts> {
    let mut maker = Maker::new(system).await?;
    let mut facts = Facts::default();
    for branch in 0..plan.branches {
        let made = maker.branch(branch).await.with_context(|| format!("branch {branch}"))?;
        if branch == 0 {
            facts = maker.accounts(&made).await?;
        }
        if (branch + 1).is_multiple_of(20) {
            tell(&format!("  {} people", (branch + 1) * IN_BRANCH));
        }
    }
    maker.hr().await?;
    Ok(facts)
}

struct Maker<'a> {
    system: &'a System,
    actor: Actor,
    names: Names,
    dice: Dice,
    companies: Vec<UnitId>,
    jobs: Vec<JobTitleId>,
    begun: NaiveDate,
}

/// A branch with its people.
struct Branch {
    unit: UnitId,
    /// Each team with its head and its people.
    teams: Vec<(Hired, Vec<Hired>)>,
}

/// The units of a branch, the branch first, each with what stands above it.
struct Units {
    branch: UnitId,
    departments: Vec<UnitId>,
    teams: Vec<UnitId>,
}

impl<'a> Maker<'a> {
    async fn new(system: &'a System) -> anyhow::Result<Self> {
        let actor = Actor::command_line(day(TODAY)?);
        let begun = day("2020-01-01")?;
        let unit = |kind, code: String, name: String, parent| CreateUnit {
            id: None,
            kind,
            code,
            effective_on: begun,
            facts: UnitFacts::named(name, parent),
        };
        let group = unit(UnitKind::Group, "G".to_owned(), "衡集团".to_owned(), None);
        let group = system.db.write(&actor, async |tx| people::create_unit(&tx, &group).await).await?;
        let companies: Vec<CreateUnit> = (1..=COMPANIES)
            .map(|n| unit(UnitKind::Company, format!("C{n}"), format!("衡{n}公司"), Some(group)))
            .collect();
        let companies =
            system.db.write(&actor, async |tx| people::create_units(&tx, &companies).await).await?;
        let titles =
            ["店员", "收银员", "店长", "厨师", "配送员", "主管", "会计", "人事专员"].map(str::to_owned);
        let jobs = system.db.write(&actor, async |tx| ensure_jobs(&tx, &titles).await).await?;
        Ok(Self { system, actor, names: Names::new(), dice: Dice::new(7), companies, jobs, begun })
    }

    async fn branch(&mut self, number: usize) -> anyhow::Result<Branch> {
        let units = self.units(number).await?;
        let led: Vec<UnitId> = [units.branch]
            .into_iter()
            .chain(units.departments.iter().copied())
            .chain(units.teams.iter().copied())
            .collect();
        let heads: Vec<Hire> = led.iter().map(|unit| self.hire(*unit, false)).collect();
        let heads = self.hire_all(&heads).await?;
        let seats: Vec<(UnitId, EmploymentId)> =
            led.iter().copied().zip(heads.iter().map(|head| head.employment)).collect();
        let first = day("2020-01-02")?;
        self.system.db.write(&self.actor, async |tx| people::assign_heads(&tx, first, &seats).await).await?;
        let members = IN_BRANCH - led.len();
        let placed: Vec<UnitId> = units.teams.iter().copied().cycle().take(members).collect();
        let members: Vec<Hire> = placed.iter().map(|team| self.hire(*team, true)).collect();
        let members = self.moved(members, &units.teams)?;
        let members = self.hire_all(&members).await?;
        let mut teams: Vec<(Hired, Vec<Hired>)> =
            heads.into_iter().skip(1 + units.departments.len()).map(|head| (head, vec![])).collect();
        for (place, hired) in members.into_iter().enumerate() {
            if let Some((_, team)) = teams.get_mut(place % units.teams.len()) {
                team.push(hired);
            }
        }
        Ok(Branch { unit: units.branch, teams })
    }

    async fn units(&self, number: usize) -> anyhow::Result<Units> {
        let company = self.companies.get(number % COMPANIES).copied();
        let code = format!("B{number:04}");
        let unit = |kind, code: String, name: String, parent| CreateUnit {
            id: None,
            kind,
            code,
            effective_on: self.begun,
            facts: UnitFacts::named(name, parent),
        };
        let make = async |units: Vec<CreateUnit>| {
            self.system.db.write(&self.actor, async |tx| people::create_units(&tx, &units).await).await
        };
        let branch =
            make(vec![unit(UnitKind::Branch, code.clone(), format!("{number}号店"), company)]).await?;
        let branch = branch.first().copied().context("no branch")?;
        let departments = (1..=DEPARTMENTS)
            .map(|d| {
                unit(UnitKind::Department, format!("{code}-{d}"), format!("{number}号店{d}部"), Some(branch))
            })
            .collect();
        let departments = make(departments).await?;
        let teams = departments.iter().zip(1..).flat_map(|(above, d)| {
            let code = &code;
            (1..=TEAMS).map(move |t| {
                unit(
                    UnitKind::Team,
                    format!("{code}-{d}-{t}"),
                    format!("{number}号店{d}部{t}组"),
                    Some(*above),
                )
            })
        });
        let teams = make(teams.collect()).await?;
        Ok(Units { branch, departments, teams })
    }

    /// Heads were there from the beginning, the others came one by one.
    fn hire(&mut self, unit: UnitId, later: bool) -> Hire {
        let name = self.names.name(&mut self.dice);
        let days = if later { u64::try_from(self.dice.below(1800)).unwrap_or_default() } else { 0 };
        let first_day = self.begun.checked_add_days(chrono::Days::new(days)).unwrap_or(self.begun);
        let mut post = Post::in_unit(unit);
        post.job = self.jobs.get(self.dice.below(self.jobs.len())).copied();
        Hire::of(PersonDraft::named(name), first_day, post)
    }

    fn moved(&mut self, mut hires: Vec<Hire>, teams: &[UnitId]) -> anyhow::Result<Vec<Hire>> {
        let (moved_on, left_on) = (day("2025-09-01")?, day("2026-02-01")?);
        // The first teams stay as they are: their people ask for leave.
        for (place, hire) in hires.iter_mut().enumerate() {
            if place % teams.len() < TEAMS_WITH_ACCOUNTS {
                continue;
            }
            match self.dice.below(20) {
                0 => hire.then.push((left_on, Act::Leave { reason: "辞职".to_owned() })),
                1 | 2 => {
                    let unit = teams.get(self.dice.below(teams.len())).copied();
                    if unit != Some(hire.post.unit) {
                        let change = PostPatch { unit, ..PostPatch::default() };
                        hire.then.push((moved_on, Act::Transfer { post_id: None, change }));
                    }
                }
                _ => {}
            }
        }
        Ok(hires)
    }

    async fn hire_all(&self, hires: &[Hire]) -> anyhow::Result<Vec<Hired>> {
        let System { db, vault, .. } = self.system;
        Ok(db.write(&self.actor, async |tx| people::hire_many(&tx, vault, hires).await).await?)
    }

    /// Accounts for some teams and their heads.
    async fn accounts(&self, branch: &Branch) -> anyhow::Result<Facts> {
        let mut applicants = vec![];
        for (number, (head, team)) in branch.teams.iter().take(TEAMS_WITH_ACCOUNTS).enumerate() {
            let manager = format!("manager{number}");
            self.account(&manager, Some(head.person)).await?;
            for (place, one) in team.iter().enumerate() {
                let login = format!("employee{number}-{place}");
                self.account(&login, Some(one.person)).await?;
                applicants.push(Applicant { login, employment: one.employment, manager: manager.clone() });
            }
        }
        Ok(Facts { branch: Some(branch.unit), applicants })
    }

    async fn account(&self, login: &str, person: Option<PersonId>) -> anyhow::Result<AccountId> {
        let wanted = OpenAccount {
            login: login.to_owned(),
            person,
            display_name: login.to_owned(),
            locale: Locale::default(),
        };
        Ok(command_line::open_with_password(&self.system.services.identity, &wanted, PASSWORD).await?)
    }

    /// HR of the whole group, and HR of the first company alone.
    async fn hr(&self) -> anyhow::Result<()> {
        let company = self.companies.first().map(|unit| CompanyId(unit.0));
        for (login, scope, company) in [("hr", Scope::All, None), ("hr1", Scope::Company, company)] {
            let grant = GiveGrant {
                account: self.account(login, None).await?,
                role: builtin_role_id("hr"),
                scope,
                unit: None,
                company,
                first_day: self.begun,
                last_day: None,
            };
            give_grant(&self.system.services.identity, &self.actor, &grant).await?;
        }
        Ok(())
    }
}
