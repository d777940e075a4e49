//! A table against the company and the rights of who asks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use heng_cleanse::{
    Action, CheckOptions, Checked, Draft, EmploymentStatus, ExistingEmployment, Field, ManagerRef, Remedy,
    RosterPlan, RowFinding, UnitState, Verdict,
};
use heng_identifiers::IdDocument;
use heng_kernel::{EmploymentId, Finding, PersonId, Severity};
use sha2::{Digest, Sha256};

use super::{
    Counts, DiffRow, Outcome, Report, Rights, Table, World, defaults, report::codes, rights::class_of,
    ways_in::Named,
};

/// Longest employee number the store keeps.
const LONGEST_NUMBER: usize = 40;

/// A checked table and what would be made of it.
#[derive(Clone, Debug)]
pub(crate) struct Survey {
    pub report: Report,
    pub plan: RosterPlan,
}

/// Checks and plans.
pub(crate) fn survey(
    table: &Table,
    world: &World,
    rights: &Rights,
    today: NaiveDate,
    id_key: &dyn Fn(&IdDocument) -> String,
) -> Survey {
    let options = CheckOptions {
        today,
        new_units: world.new_units(),
        unit_answers: table.answers.clone(),
        home: world.home(),
    };
    let mut checked = heng_cleanse::check(&table.sheet, &table.layout, world.known(), &options, id_key);
    let mut judge = Judge { table, world, rights, id_key, refusing: vec![] };
    judge.columns(&mut checked);
    judge.rows(&mut checked);
    let refused: BTreeSet<u32> = judge.refusing.iter().map(|finding| finding.row).collect();
    checked.findings.append(&mut judge.refusing);
    judge.refuse(&mut checked, &refused);
    checked
        .findings
        .sort_by(|a, b| (a.row, &a.column, &a.finding.code).cmp(&(b.row, &b.column, &b.finding.code)));
    let plan = RosterPlan::new(&checked, world.known());
    let report = report(&checked, &plan, world);
    Survey { report, plan }
}

/// What this module adds to the checks of a table alone.
struct Judge<'a> {
    table: &'a Table,
    world: &'a World,
    rights: &'a Rights,
    id_key: &'a dyn Fn(&IdDocument) -> String,
    refusing: Vec<RowFinding>,
}

impl Judge<'_> {
    /// Columns that may not be written refuse the table; columns that have no place, and sheets that are not read, are told.
    fn columns(&self, checked: &mut Checked) {
        for sheet in &self.table.beside {
            let finding = Finding::new(codes::OTHER_SHEET, Severity::Warning, "")
                .with("value", sheet.name.clone())
                .with("count", sheet.rows);
            checked.findings.push(self.about(0, None, finding, Remedy::Review));
        }
        for field in Field::ALL {
            if self.table.layout.column(field).is_none() {
                continue;
            }
            if !self.rights.may_write(field) {
                let finding = Finding::new(codes::COLUMN_FORBIDDEN, Severity::Error, field.code())
                    .with("class", class_of(field).code());
                checked.findings.push(self.about(0, Some(field), finding, Remedy::Review));
            } else if matches!(field, Field::InsuredCity | Field::FundRate) {
                let finding = Finding::new(codes::COLUMN_NOT_KEPT, Severity::Info, field.code());
                checked.findings.push(self.about(0, Some(field), finding, Remedy::None));
            } else if field == Field::EmploymentKind && !self.world.employments.is_empty() {
                let finding = Finding::new(codes::KIND_OF_NEW_ALONE, Severity::Info, field.code());
                checked.findings.push(self.about(0, Some(field), finding, Remedy::Review));
            } else if field == Field::WecomAccount
                && let Some(code) = self.closed_door()
            {
                let finding = Finding::new(code, Severity::Warning, field.code());
                checked.findings.push(self.about(0, Some(field), finding, Remedy::AddLater));
            }
        }
    }

    /// Why nobody at all is let in.
    const fn closed_door(&self) -> Option<&'static str> {
        match (&self.world.accounts, self.rights.accounts) {
            (None, _) => Some(codes::WECOM_NOT_SET_UP),
            (Some(_), false) => Some(codes::WECOM_NOT_ALLOWED),
            (Some(_), true) => None,
        }
    }

    /// Leaves out a WeCom account that lets nobody in, and says why unless the column says so for all.
    fn way_in(&self, draft: &mut Draft, person: Option<PersonId>, named: &mut Named) -> Option<RowFinding> {
        let written = draft.wecom_account.take()?;
        let accounts = self.world.accounts.as_ref().filter(|_| self.rights.accounts)?;
        let who = match (person, &draft.id) {
            (Some(person), _) => person.to_string(),
            (None, Some(id)) => (self.id_key)(id),
            (None, None) => draft.row.to_string(),
        };
        let Some(code) = accounts.refusal(person, &who, &written, named) else {
            draft.wecom_account = Some(written);
            return None;
        };
        let field = Field::WecomAccount;
        let finding = Finding::new(code, Severity::Warning, field.code()).with("value", written);
        Some(self.about(draft.row, Some(field), finding, Remedy::AddLater))
    }

    fn about(&self, row: u32, field: Option<Field>, finding: Finding, remedy: Remedy) -> RowFinding {
        let column = field.and_then(|f| self.table.layout.column(f)).map(|column| column.shown.clone());
        RowFinding { row, other_rows: vec![], column, finding, remedy }
    }

    fn unit_field(&self) -> Option<Field> {
        Field::UNIT_PATH.into_iter().rev().find(|field| self.table.layout.column(*field).is_some())
    }

    fn rows(&mut self, checked: &mut Checked) {
        let new_units: BTreeSet<Vec<String>> = checked
            .units
            .iter()
            .filter(|unit| unit.state == UnitState::Proposed)
            .map(|unit| unit.path.clone())
            .collect();
        let known: BTreeMap<EmploymentId, &ExistingEmployment> =
            self.world.employments.iter().map(|entry| (entry.employment, entry)).collect();
        let titles = Titles::of(self.world);
        let mut told = vec![];
        let mut named = Named::default();
        for row in checked.rows.iter_mut().filter(|row| row.verdict == Verdict::Accepted) {
            let Some(draft) = row.draft.as_mut() else { continue };
            let existing = row.employment.and_then(|id| known.get(&id)).copied();
            defaults::settle(draft);
            told.extend(self.way_in(draft, row.person, &mut named));
            if let Some(existing) = existing {
                told.extend(self.keep_days(draft, existing));
                if existing.id_key.is_none()
                    && let Some(document) = draft.id.take()
                {
                    let finding =
                        Finding::new(codes::ID_NOT_ADDED, Severity::Warning, Field::IdNumber.code())
                            .with("value", document.masked());
                    told.push(self.about(draft.row, Some(Field::IdNumber), finding, Remedy::Review));
                }
            } else if draft.status == Some(EmploymentStatus::Probation) && draft.confirmed.is_none() {
                let finding = Finding::new(codes::PROBATION_ASSUMED, Severity::Info, Field::Confirmed.code());
                told.push(self.about(draft.row, Some(Field::Confirmed), finding, Remedy::AddLater));
            }
            let is_own = row.person.is_some() && row.person == self.rights.own;
            let refusals = self.refusals(draft, existing, is_own, &new_units, &titles);
            self.refusing.extend(refusals);
        }
        checked.findings.append(&mut told);
    }

    /// Why a row that is right in itself cannot be taken.
    fn refusals(
        &self,
        draft: &Draft,
        existing: Option<&ExistingEmployment>,
        is_own: bool,
        new_units: &BTreeSet<Vec<String>>,
        titles: &Titles,
    ) -> Vec<RowFinding> {
        let mut found = vec![];
        let mut refuse = |code: &str, field: Option<Field>, remedy: Remedy| {
            let finding = Finding::new(code, Severity::Error, field.map_or("", Field::code));
            found.push(self.about(draft.row, field, finding, remedy));
        };
        let pay_before = existing.and_then(|entry| entry.base_pay);
        if is_own && draft.base_pay.is_some() && draft.base_pay != pay_before {
            refuse(codes::OWN_PAY, Some(Field::BasePay), Remedy::None);
        }
        let key = draft.id.as_ref().map(self.id_key);
        if existing.is_none() && key.is_some_and(|key| self.world.elsewhere.contains(&key)) {
            refuse(codes::PERSON_KNOWN, Some(Field::IdNumber), Remedy::Review);
        }
        if !self.rights.units && new_units.contains(&draft.unit) {
            refuse(codes::UNIT_NOT_ALLOWED, self.unit_field(), Remedy::DecideUnit);
        }
        if !self.rights.catalogue {
            for (field, name) in [(Field::Job, &draft.job), (Field::Grade, &draft.grade)] {
                if name.as_ref().is_some_and(|name| !titles.has(field, name)) {
                    refuse(codes::CATALOGUE_NOT_ALLOWED, Some(field), Remedy::FixValue);
                }
            }
        }
        if draft.number.as_ref().is_some_and(|number| number.chars().count() > LONGEST_NUMBER) {
            refuse(codes::TOO_LONG, Some(Field::Number), Remedy::FixValue);
        }
        found
    }

    /// First and last days that are on record stay; the file's are told.
    fn keep_days(&self, draft: &mut Draft, existing: &ExistingEmployment) -> Vec<RowFinding> {
        let mut told = vec![];
        let mut tell = |field: Field, value: Option<NaiveDate>| {
            let finding = Finding::new(codes::DAY_NOT_CHANGED, Severity::Warning, field.code())
                .with("value", value.map(|day| day.to_string()).unwrap_or_default());
            told.push(self.about(draft.row, Some(field), finding, Remedy::Review));
        };
        if draft.hired.is_some_and(|day| day != existing.hired) {
            tell(Field::Hired, draft.hired);
        }
        if existing.last_day.is_some() && draft.last_day.is_some() && draft.last_day != existing.last_day {
            tell(Field::LastDay, draft.last_day);
            draft.last_day = existing.last_day;
        }
        if existing.confirmed.is_some() && draft.confirmed.is_some() && draft.confirmed != existing.confirmed
        {
            tell(Field::Confirmed, draft.confirmed);
            draft.confirmed = existing.confirmed;
        }
        draft.hired = Some(existing.hired);
        told
    }

    /// Turns rows to refused; whoever reports to one of them gets a vacant manager and a warning.
    fn refuse(&self, checked: &mut Checked, refused: &BTreeSet<u32>) {
        let whole_table = checked.findings.iter().any(|finding| finding.row == 0 && finding.refuses());
        for row in &mut checked.rows {
            if row.verdict == Verdict::Accepted && (whole_table || refused.contains(&row.row)) {
                row.verdict = Verdict::Refused;
            }
        }
        let mut told = vec![];
        for row in checked.rows.iter_mut().filter(|row| row.verdict == Verdict::Accepted) {
            let ManagerRef::Row(manager) = row.manager else { continue };
            if !refused.contains(&manager) {
                continue;
            }
            row.manager = ManagerRef::Vacant;
            let written = row.draft.as_ref().and_then(|draft| draft.manager.clone()).unwrap_or_default();
            let field = Field::Manager;
            let finding = Finding::new(heng_cleanse::codes::MANAGER_REFUSED, Severity::Warning, field.code())
                .with("value", written);
            let mut finding = self.about(row.row, Some(field), finding, Remedy::SetManager);
            finding.other_rows = vec![manager];
            told.push(finding);
        }
        checked.findings.append(&mut told);
    }
}

/// Names of jobs and grades that people have.
struct Titles(BTreeSet<(Field, String)>);

impl Titles {
    fn of(world: &World) -> Self {
        let mut names = BTreeSet::new();
        for entry in &world.employments {
            for (field, name) in [(Field::Job, &entry.job), (Field::Grade, &entry.grade)] {
                names.extend(name.as_ref().map(|name| (field, heng_identifiers::compact(name))));
            }
        }
        Self(names)
    }

    fn has(&self, field: Field, name: &str) -> bool {
        self.0.contains(&(field, heng_identifiers::compact(name)))
    }
}

fn report(checked: &Checked, plan: &RosterPlan, world: &World) -> Report {
    let new = |field: Field, names: &[String]| -> Vec<String> {
        let titles = Titles::of(world);
        names.iter().filter(|name| !titles.has(field, name)).cloned().collect()
    };
    let mut planned: BTreeMap<u32, (Outcome, Vec<heng_cleanse::FieldChange>, bool)> = BTreeMap::new();
    for person in &plan.people {
        for (place, employment) in person.employments.iter().enumerate() {
            let (outcome, changes) = match &employment.action {
                Action::Create => (Outcome::Created, vec![]),
                Action::Update { changes, .. } => (Outcome::Changed, changes.clone()),
                Action::Unchanged { .. } => (Outcome::Unchanged, vec![]),
            };
            let new_person = person.existing.is_none() && place == 0;
            planned.insert(employment.draft.row, (outcome, changes, new_person));
        }
    }
    let mut diff = vec![];
    for row in &checked.rows {
        let (outcome, changes, new_person) = planned.remove(&row.row).unwrap_or_else(|| {
            let skipped = row.verdict == Verdict::NotAPerson;
            (if skipped { Outcome::Skipped } else { Outcome::Refused }, vec![], false)
        });
        let draft = row.draft.as_ref();
        diff.push(DiffRow {
            row: row.row,
            outcome,
            number: draft.and_then(|draft| draft.number.clone()),
            name: draft.and_then(|draft| draft.name.clone()),
            unit: draft.map(|draft| draft.unit.clone()).unwrap_or_default(),
            job: draft.and_then(|draft| draft.job.clone()),
            new_person,
            manager_vacant: row.manager == ManagerRef::Vacant,
            changes,
        });
    }
    let mut report = Report {
        counts: Counts::default(),
        findings: checked.findings.clone(),
        units: checked.units.clone(),
        jobs: new(Field::Job, &plan.jobs),
        grades: new(Field::Grade, &plan.grades),
        diff,
        // The plan with every value it would write and every id it would touch.
        plan_sha256: hex::encode(Sha256::digest(format!("{plan:?}"))),
    };
    report.counts = counts(&report, plan);
    report
}

fn counts(report: &Report, plan: &RosterPlan) -> Counts {
    let rows = |outcome| report.diff.iter().filter(|row| row.outcome == outcome).count();
    let findings = |severity| report.findings.iter().filter(|f| f.finding.severity == severity).count();
    Counts {
        rows: report.diff.len(),
        created: rows(Outcome::Created),
        changed: rows(Outcome::Changed),
        unchanged: rows(Outcome::Unchanged),
        refused: rows(Outcome::Refused),
        skipped: rows(Outcome::Skipped),
        errors: findings(Severity::Error),
        warnings: findings(Severity::Warning),
        infos: findings(Severity::Info),
        new_people: report.diff.iter().filter(|row| row.new_person).count(),
        new_units: plan.units.len(),
        asked_units: report.units.iter().filter(|unit| unit.state == UnitState::Asked).count(),
        new_jobs: report.jobs.len(),
        new_grades: report.grades.len(),
    }
}
