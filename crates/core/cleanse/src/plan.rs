//! What has to be made of the accepted rows.

use std::collections::{BTreeMap, BTreeSet};

use heng_kernel::{EmploymentId, PersonId};

use crate::{
    changes::{self, FieldChange},
    check::{Checked, CheckedRow, Verdict},
    draft::Draft,
    known::{ExistingEmployment, Known},
    table::{UnitNeed, UnitState, name_key},
};

/// Who a row reports to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ManagerRef {
    /// Nobody is written.
    #[default]
    None,
    /// Somebody is written who cannot be used: the post of manager stays vacant, and a warning says why.
    Vacant,
    /// The employment made of this row.
    Row(u32),
    /// Somebody who is there already.
    Existing(EmploymentId),
}

/// What becomes of an employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A new one.
    Create,
    /// An existing one, with what changes.
    Update {
        /// Which.
        employment: EmploymentId,
        /// At least one change.
        changes: Vec<FieldChange>,
    },
    /// An existing one that is already as the row says.
    Unchanged {
        /// Which.
        employment: EmploymentId,
    },
}

/// An employment of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmploymentPlan {
    /// What to do.
    pub action: Action,
    /// Who it reports to.
    pub manager: ManagerRef,
    /// All values of the row.
    pub draft: Draft,
}

/// A person of the plan with the employments the file gives; several when somebody left and came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlan {
    /// The person, if known already.
    pub existing: Option<PersonId>,
    /// Employments, earliest first. The last one's draft has the person's newest name, telephone and card.
    pub employments: Vec<EmploymentPlan>,
}

/// Everything an application of the file has to make, in an order in which it can be made: units parents first, people managers
/// first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterPlan {
    /// Units to make.
    pub units: Vec<UnitNeed>,
    /// Job titles the people need, each once, in order of appearance.
    pub jobs: Vec<String>,
    /// Grades, likewise.
    pub grades: Vec<String>,
    /// People.
    pub people: Vec<PersonPlan>,
}

impl RosterPlan {
    /// The plan of a checked table.
    pub fn new(checked: &Checked, known: Known<'_>) -> Self {
        let accepted: Vec<(&CheckedRow, &Draft)> = checked
            .rows
            .iter()
            .filter(|row| row.verdict == Verdict::Accepted)
            .filter_map(|row| row.draft.as_ref().map(|draft| (row, draft)))
            .collect();
        let existing: BTreeMap<EmploymentId, &ExistingEmployment> =
            known.employments.iter().map(|employment| (employment.employment, employment)).collect();
        let numbers: BTreeMap<u32, &str> =
            accepted.iter().filter_map(|(row, draft)| Some((row.row, draft.number.as_deref()?))).collect();
        let manager_number = |manager: ManagerRef| match manager {
            ManagerRef::Row(row) => numbers.get(&row).copied(),
            ManagerRef::Existing(employment) => {
                existing.get(&employment).map(|manager| manager.number.as_str())
            }
            ManagerRef::None | ManagerRef::Vacant => None,
        };
        let mut people: Vec<PersonPlan> = Vec::new();
        let mut by_person: BTreeMap<String, usize> = BTreeMap::new();
        for (row, draft) in &accepted {
            let action = match row.employment.and_then(|id| existing.get(&id)) {
                None => Action::Create,
                Some(employment) => {
                    let changes = changes::between(draft, employment, manager_number(row.manager));
                    let employment = employment.employment;
                    if changes.is_empty() {
                        Action::Unchanged { employment }
                    } else {
                        Action::Update { employment, changes }
                    }
                }
            };
            let plan = EmploymentPlan { action, manager: row.manager, draft: (*draft).clone() };
            let key = person_key(row, draft);
            if let Some(person) = by_person.get(&key).and_then(|place| people.get_mut(*place)) {
                person.employments.push(plan);
            } else {
                by_person.insert(key, people.len());
                people.push(PersonPlan { existing: row.person, employments: vec![plan] });
            }
        }
        for person in &mut people {
            person.employments.sort_by_key(|employment| employment.draft.hired);
        }
        Self {
            units: needed_units(&checked.units),
            jobs: distinct(accepted.iter().filter_map(|(_, draft)| draft.job.as_ref())),
            grades: distinct(accepted.iter().filter_map(|(_, draft)| draft.grade.as_ref())),
            people: managers_first(people),
        }
    }

    /// All employments, in the order in which they can be made.
    pub fn employments(&self) -> impl Iterator<Item = &EmploymentPlan> {
        self.people.iter().flat_map(|person| &person.employments)
    }
}

/// Rows of one existing person, or with one document, are one person; any other row is a person of its own.
fn person_key(row: &CheckedRow, draft: &Draft) -> String {
    match (row.person, &draft.id) {
        (Some(person), _) => format!("person {person}"),
        (None, Some(id)) => format!("id {}", id.number()),
        (None, None) => format!("row {}", row.row),
    }
}

fn needed_units(units: &[UnitNeed]) -> Vec<UnitNeed> {
    units.iter().filter(|unit| unit.state == UnitState::Proposed).cloned().collect()
}

fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(name_key(name))).cloned().collect()
}

/// Puts everybody after the people they report to. Circles were cut before, so every walk up ends.
fn managers_first(people: Vec<PersonPlan>) -> Vec<PersonPlan> {
    let place_of: BTreeMap<u32, usize> = people
        .iter()
        .enumerate()
        .flat_map(|(place, person)| {
            person.employments.iter().map(move |employment| (employment.draft.row, place))
        })
        .collect();
    let above = |person: &PersonPlan| -> Vec<usize> {
        person
            .employments
            .iter()
            .filter_map(|employment| match employment.manager {
                ManagerRef::Row(row) => place_of.get(&row).copied(),
                ManagerRef::None | ManagerRef::Vacant | ManagerRef::Existing(_) => None,
            })
            .collect()
    };
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for start in 0..people.len() {
        // Depth first without recursion: a place is put in order when it is met the second time.
        let mut stack = vec![(start, false)];
        while let Some((place, managers_done)) = stack.pop() {
            if managers_done {
                order.push(place);
            } else if seen.insert(place) {
                stack.push((place, true));
                stack.extend(
                    people
                        .get(place)
                        .map(above)
                        .unwrap_or_default()
                        .into_iter()
                        .map(|manager| (manager, false)),
                );
            }
        }
    }
    let mut people: Vec<Option<PersonPlan>> = people.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| people.get_mut(place).and_then(Option::take)).collect()
}
