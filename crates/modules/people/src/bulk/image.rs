//! What the store says of some units, people and employments: all rows of their tables, believed and superseded.

use std::collections::{BTreeMap, BTreeSet};

use heng_kernel::{EmploymentId, GradeId, JobTitleId, PersonId, UnitId};
use heng_migration::ddl::Table;
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::row::{self, Row};

/// Ids of what a bulk made, or of what it changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Units.
    pub units: Vec<UnitId>,
    /// Jobs.
    pub jobs: Vec<JobTitleId>,
    /// Grades.
    pub grades: Vec<GradeId>,
    /// Persons.
    pub people: Vec<PersonId>,
    /// Employments.
    pub employments: Vec<EmploymentId>,
}

impl Made {
    pub(super) fn ids(&self, whose: Whose) -> Vec<Uuid> {
        match whose {
            Whose::Unit => self.units.iter().map(|id| id.0).collect(),
            Whose::Job => self.jobs.iter().map(|id| id.0).collect(),
            Whose::Grade => self.grades.iter().map(|id| id.0).collect(),
            Whose::Person => self.people.iter().map(|id| id.0).collect(),
            Whose::Employment => self.employments.iter().map(|id| id.0).collect(),
        }
    }
}

/// What a table's rows are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    Unit,
    Job,
    Grade,
    Person,
    Employment,
}

/// The tables of the truth, parents first, with the column that says whose the row is. What the projection derives from them
/// is not among them.
pub(super) const TRUTH: [(&str, &str, Whose); 14] = [
    ("job_title", "id", Whose::Job),
    ("grade", "id", Whose::Grade),
    ("unit", "id", Whose::Unit),
    ("person", "id", Whose::Person),
    ("employment", "id", Whose::Employment),
    ("unit_change", "unit_id", Whose::Unit),
    ("unit_version", "unit_id", Whose::Unit),
    ("personnel_event", "employment_id", Whose::Employment),
    ("employment_term", "employment_id", Whose::Employment),
    ("assignment", "employment_id", Whose::Employment),
    ("contract", "employment_id", Whose::Employment),
    ("compensation", "employment_id", Whose::Employment),
    ("calendar_assignment", "employment_id", Whose::Employment),
    ("person_token", "employment_id", Whose::Employment),
];

/// All rows about some ids. Holds personal data: to be kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image(pub(super) BTreeMap<String, Vec<Row>>);

impl Image {
    /// What is said of each id: a hash of its rows. Two images differ for an id when its hashes do.
    pub fn digests(&self) -> BTreeMap<Uuid, String> {
        let tables = tables();
        let mut sums: BTreeMap<Uuid, Sha256> = BTreeMap::new();
        for (table, key, _) in TRUTH {
            let place = tables
                .get(table)
                .and_then(|table| table.columns.iter().position(|column| column.name == key));
            let rows = self.0.get(table).map(Vec::as_slice).unwrap_or_default();
            for row in rows {
                let Some(row::Cell::Text(id)) = place.and_then(|place| row.get(place)) else { continue };
                let Ok(id) = id.parse() else { continue };
                let sum = sums.entry(id).or_default();
                sum.update(table);
                sum.update(serde_json::to_vec(row).unwrap_or_default());
            }
        }
        sums.into_iter().map(|(id, sum)| (id, hex::encode(sum.finalize()))).collect()
    }

    /// The ids of which the two images say different things.
    pub fn differing(before: &BTreeMap<Uuid, String>, after: &BTreeMap<Uuid, String>) -> BTreeSet<Uuid> {
        let all: BTreeSet<Uuid> = before.keys().chain(after.keys()).copied().collect();
        all.into_iter().filter(|id| before.get(id) != after.get(id)).collect()
    }
}

/// Reads all rows about these.
pub async fn image_of(db: &impl ConnectionTrait, made: &Made) -> Result<Image, DbErr> {
    let tables = tables();
    let mut image = Image::default();
    for (name, key, whose) in TRUTH {
        let Some(table) = tables.get(name) else { continue };
        let mut rows = row::select(db, table, key, &made.ids(whose)).await?;
        rows.sort_by_cached_key(|row| serde_json::to_string(row).unwrap_or_default());
        if !rows.is_empty() {
            image.0.insert(name.to_owned(), rows);
        }
    }
    Ok(image)
}

pub(super) fn tables() -> BTreeMap<&'static str, Table> {
    heng_migration::schema().into_iter().map(|table| (table.name, table)).collect()
}
