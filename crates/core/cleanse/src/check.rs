//! The whole table through every check.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use heng_identifiers::IdDocument;
use heng_kernel::{EmploymentId, PersonId, Severity};

use crate::{
    cell::Sheet,
    draft::Draft,
    field::Field,
    finding::{Remedy, RowFinding, codes},
    known::{ExistingEmployment, Known, UnitPath},
    layout::Layout,
    plan::ManagerRef,
    read::date::DateWays,
    rows::{self, Reader, RowRead},
    table::{
        self, Home, Link, Managers, NewUnits, Standing, TableNotes, UnitAnswer, UnitNeed, UnitRules, about,
        against_existing, numbers_reused, people_twice, shared_values,
    },
};

/// What the checks depend on besides the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOptions {
    /// Today at the company.
    pub today: NaiveDate,
    /// What to do with units the company does not have.
    pub new_units: NewUnits,
    /// Answers given so far, by path as the file writes it, below the home company where there is one.
    pub unit_answers: BTreeMap<UnitPath, UnitAnswer>,
    /// The company the file's units stand below; nothing while there is none, or more than one and the file is for none.
    pub home: Option<Home>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Will be applied, perhaps with warnings.
    Accepted,
    /// Has at least one fault that refuses it.
    Refused,
    /// A total, a footer, a repeated header.
    NotAPerson,
}

/// A row with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRow {
    /// Its number beside the sheet.
    pub row: u32,
    /// What becomes of it.
    pub verdict: Verdict,
    /// What was read; nothing for a row that is no person.
    pub draft: Option<Draft>,
    /// The manager its cell leads to.
    pub manager: ManagerRef,
    /// The existing employment it speaks of.
    pub employment: Option<EmploymentId>,
    /// The existing person it speaks of, also one who returns.
    pub person: Option<PersonId>,
}

/// A checked table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Every row that is not blank, in order.
    pub rows: Vec<CheckedRow>,
    /// Everything noticed, by row and column; findings about the table first.
    pub findings: Vec<RowFinding>,
    /// Units the file needs and the company does not have, parents first.
    pub units: Vec<UnitNeed>,
}

impl Checked {
    /// How many rows have the verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }
}

/// Reads and checks every row below the header. `id_key` makes the comparison key of a document (a keyed hash, where the store
/// holds nothing else); it must be the function behind [`crate::ExistingEmployment::id_key`].
pub fn check(
    sheet: &Sheet,
    layout: &Layout,
    known: Known<'_>,
    options: &CheckOptions,
    id_key: &dyn Fn(&IdDocument) -> String,
) -> Checked {
    let mut findings = layout.findings();
    let unusable = findings.iter().any(RowFinding::refuses);
    let order = table::date_order(sheet, layout, &mut findings);
    let reader = Reader { dates: DateWays { system: sheet.date_system, order }, today: options.today };
    let (mut drafts, no_persons) = read_rows(sheet, layout, reader, &mut findings);

    let mut notes = TableNotes { layout, findings: &mut findings };
    let rules =
        UnitRules { policy: options.new_units, answers: &options.unit_answers, home: options.home.as_ref() };
    table::settle_paths(&mut drafts, known.units, &mut notes);
    let units = table::settle_units(&mut drafts, known.units, rules, &mut notes);
    numbers_reused(&drafts, &mut notes);
    people_twice(&drafts, &mut notes);
    shared_values(&mut drafts, &mut notes);
    let standings = against_existing(&drafts, known.employments, id_key, &mut notes);
    let links = Managers::new(&drafts, known.employments, options.today).resolve(&mut notes);

    let refused: BTreeSet<u32> =
        notes.findings.iter().filter(|finding| finding.refuses()).map(|finding| finding.row).collect();
    let is_refused = |row: u32| unusable || refused.contains(&row);
    let managers: Vec<ManagerRef> = drafts
        .iter()
        .zip(links)
        .map(|(draft, link)| settle_manager(draft, link, &drafts, known.employments, &is_refused, &mut notes))
        .collect();

    let mut rows: Vec<CheckedRow> = drafts
        .into_iter()
        .zip(managers)
        .zip(standings)
        .map(|((draft, manager), standing)| CheckedRow {
            row: draft.row,
            verdict: if is_refused(draft.row) { Verdict::Refused } else { Verdict::Accepted },
            manager,
            employment: match standing {
                Standing::Same(existing) => Some(existing.employment),
                Standing::New | Standing::Returning(_) => None,
            },
            person: match standing {
                Standing::Same(existing) | Standing::Returning(existing) => Some(existing.person),
                Standing::New => None,
            },
            draft: Some(draft),
        })
        .chain(no_persons.into_iter().map(|row| CheckedRow {
            row,
            verdict: Verdict::NotAPerson,
            draft: None,
            manager: ManagerRef::None,
            employment: None,
            person: None,
        }))
        .collect();
    rows.sort_by_key(|row| row.row);
    findings.sort_by(|a, b| (a.row, &a.column, &a.finding.code).cmp(&(b.row, &b.column, &b.finding.code)));
    Checked { rows, findings, units }
}

/// Drafts of all persons and the numbers of rows that are none.
fn read_rows(
    sheet: &Sheet,
    layout: &Layout,
    reader: Reader,
    findings: &mut Vec<RowFinding>,
) -> (Vec<Draft>, Vec<u32>) {
    let (mut drafts, mut no_persons) = (Vec::new(), Vec::new());
    for row in sheet.rows.iter().filter(|row| row.number > layout.header_row) {
        match rows::read(row, layout, reader, findings) {
            RowRead::Blank => {}
            RowRead::NotAPerson => {
                no_persons.push(row.number);
                TableNotes { layout, findings }.note(
                    (row.number, Vec::new()),
                    about(None, codes::TOTAL_ROW, Severity::Info),
                    None,
                    Remedy::None,
                );
            }
            RowRead::Person(draft) => drafts.push(*draft),
        }
    }
    (drafts, no_persons)
}

/// The manager as the plan needs it. A refused row leaves its people without manager, and each of them is told.
fn settle_manager(
    draft: &Draft,
    link: Link,
    drafts: &[Draft],
    existing: &[ExistingEmployment],
    is_refused: &dyn Fn(u32) -> bool,
    notes: &mut TableNotes<'_>,
) -> ManagerRef {
    match link {
        Link::None => ManagerRef::None,
        Link::Vacant => ManagerRef::Vacant,
        Link::Existing(place) => {
            existing.get(place).map_or(ManagerRef::Vacant, |manager| ManagerRef::Existing(manager.employment))
        }
        Link::Draft(place) => match drafts.get(place) {
            Some(manager) if !is_refused(manager.row) => ManagerRef::Row(manager.row),
            manager => {
                if !is_refused(draft.row) {
                    let others = manager.map(|manager| manager.row).into_iter().collect();
                    let field = Some(Field::Manager);
                    let finding = about(field, codes::MANAGER_REFUSED, Severity::Warning)
                        .with("value", draft.manager.clone().unwrap_or_default());
                    notes.note((draft.row, others), finding, field, Remedy::SetManager);
                }
                ManagerRef::Vacant
            }
        },
    }
}
