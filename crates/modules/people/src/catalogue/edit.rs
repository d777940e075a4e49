//! Adding to the catalogues.

use chrono::NaiveDate;
use heng_access::{Denied, Permission, Target};
use heng_db::{Tx, audit::Change as Trail};
use heng_kernel::{GradeId, JobTitleId, PositionId, UnitId};
use heng_web::{FieldError, Problem};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::entity::{grade, job, position};
use crate::{belief::insert_all, unit::entity::unit};

/// Why a catalogue is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A field is wrong.
    #[error("{0}: {1}")]
    Field(&'static str, &'static str),
    /// A field has more than so many characters.
    #[error("{0}: more than {1} characters")]
    TooLong(&'static str, usize),
    /// The code is taken.
    #[error("the code is taken")]
    CodeTaken(String),
    /// So many people are in the seat on the day it would be gone, or later.
    #[error("{0} people are in the seat")]
    Held(usize),
    /// So many units are led from the seat on the day it would be gone, or later.
    #[error("{0} units are led from the seat")]
    Leads(usize),
}

impl From<CatalogueError> for Problem {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Denied(denied) => denied.into(),
            CatalogueError::Db(error) => error.into(),
            CatalogueError::Field(field, code) => Self::invalid(vec![FieldError::new(field, code)]),
            CatalogueError::TooLong(field, most) => {
                Self::invalid(vec![FieldError::new(field, "too_long").with("most", most)])
            }
            CatalogueError::CodeTaken(code) => Self::conflict("catalogue.code_taken")
                .with("code", code)
                .field(FieldError::new("code", "taken")),
            CatalogueError::Held(people) => Self::conflict("position.held").with("count", people),
            CatalogueError::Leads(units) => Self::conflict("position.leads_units").with("count", units),
        }
    }
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJob {
    /// Given out once.
    #[schema(max_length = 40)]
    pub code: String,
    /// Name in Chinese.
    #[schema(max_length = 100)]
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// The family it belongs to.
    pub family: Option<String>,
}

/// A grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrade {
    /// Given out once.
    #[schema(max_length = 40)]
    pub code: String,
    /// Name in Chinese.
    #[schema(max_length = 100)]
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// Higher is higher.
    pub rank: i32,
}

/// A seat, or several alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPosition {
    /// Given out once.
    #[schema(max_length = 40)]
    pub code: String,
    /// Name.
    #[schema(max_length = 100)]
    pub name: String,
    /// The unit.
    pub unit: UnitId,
    /// The job.
    pub job: Option<JobTitleId>,
    /// The grade.
    pub grade: Option<GradeId>,
    /// How many seats.
    #[schema(minimum = 0)]
    pub headcount: i32,
    /// First day.
    pub from_on: NaiveDate,
}

/// Most characters of a code and of a name.
const LONGEST: [(&str, usize); 2] = [("code", 40), ("name", 100)];

fn words(code: &str, name: &str) -> Result<(), CatalogueError> {
    for ((field, most), text) in LONGEST.into_iter().zip([code, name]) {
        if text.trim().is_empty() {
            return Err(CatalogueError::Field(field, "required"));
        }
        if text.chars().count() > most {
            return Err(CatalogueError::TooLong(field, most));
        }
    }
    Ok(())
}

/// A name as it is stored.
pub(super) fn name_fits(name: &str) -> Result<String, CatalogueError> {
    words("-", name)?;
    Ok(name.trim().to_owned())
}

/// A job that is there.
pub(super) async fn known_job(tx: &Tx, id: Option<JobTitleId>) -> Result<(), CatalogueError> {
    let Some(id) = id else { return Ok(()) };
    let there = job::Entity::find_by_id(id).one(tx.db()).await?;
    there.map(|_| ()).ok_or(CatalogueError::Field("job", "not_found"))
}

/// A grade that is there.
pub(super) async fn known_grade(tx: &Tx, id: Option<GradeId>) -> Result<(), CatalogueError> {
    let Some(id) = id else { return Ok(()) };
    let there = grade::Entity::find_by_id(id).one(tx.db()).await?;
    there.map(|_| ()).ok_or(CatalogueError::Field("grade", "not_found"))
}

/// Adds a job. The catalogue belongs to the group.
pub async fn add_job(tx: &Tx, new: &NewJob) -> Result<JobTitleId, CatalogueError> {
    let ids = add_jobs(tx, std::slice::from_ref(new)).await?;
    ids.first().copied().ok_or(CatalogueError::Field("name", "required"))
}

/// Adds many jobs at once.
pub async fn add_jobs(tx: &Tx, new: &[NewJob]) -> Result<Vec<JobTitleId>, CatalogueError> {
    tx.actor.require(Permission::OrgWrite, &Target::group())?;
    for one in new {
        words(&one.code, &one.name)?;
    }
    let codes = new.iter().map(|one| one.code.trim());
    if let Some(twin) = job::Entity::find().filter(job::Column::Code.is_in(codes)).one(tx.db()).await? {
        return Err(CatalogueError::CodeTaken(twin.code));
    }
    let rows: Vec<job::Model> = new
        .iter()
        .map(|one| job::Model {
            id: tx.new_id(),
            code: one.code.trim().to_owned(),
            name: one.name.trim().to_owned(),
            name_en: one.name_en.clone(),
            family: one.family.clone(),
            retired: false,
            created_at: tx.now,
        })
        .collect();
    let ids: Vec<JobTitleId> = rows.iter().map(|row| row.id).collect();
    insert_all::<job::Entity>(tx.db(), rows).await?;
    for (id, one) in ids.iter().zip(new) {
        tx.audit(Trail::new("job.add", "job", id).after(json!(one))).await?;
    }
    Ok(ids)
}

/// Adds a grade.
pub async fn add_grade(tx: &Tx, new: &NewGrade) -> Result<GradeId, CatalogueError> {
    tx.actor.require(Permission::OrgWrite, &Target::group())?;
    words(&new.code, &new.name)?;
    if grade::Entity::find().filter(grade::Column::Code.eq(new.code.trim())).one(tx.db()).await?.is_some() {
        return Err(CatalogueError::CodeTaken(new.code.clone()));
    }
    let row = grade::Model {
        id: tx.new_id(),
        code: new.code.trim().to_owned(),
        name: new.name.trim().to_owned(),
        name_en: new.name_en.clone(),
        rank: new.rank,
        retired: false,
        created_at: tx.now,
    };
    let id = row.id;
    grade::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    tx.audit(Trail::new("grade.add", "grade", id).after(json!(new))).await?;
    Ok(id)
}

/// Adds a seat to a unit.
pub async fn add_position(tx: &Tx, new: &NewPosition) -> Result<PositionId, CatalogueError> {
    let target = heng_scope::unit_target(tx.db(), new.unit, tx.actor.today()).await?;
    tx.actor.require(Permission::OrgWrite, &target)?;
    words(&new.code, &new.name)?;
    if new.headcount < 0 {
        return Err(CatalogueError::Field("headcount", "negative"));
    }
    if unit::Entity::find_by_id(new.unit).one(tx.db()).await?.is_none() {
        return Err(CatalogueError::Field("unit", "not_found"));
    }
    known_job(tx, new.job).await?;
    known_grade(tx, new.grade).await?;
    if position::Entity::find()
        .filter(position::Column::Code.eq(new.code.trim()))
        .one(tx.db())
        .await?
        .is_some()
    {
        return Err(CatalogueError::CodeTaken(new.code.clone()));
    }
    let row = position::Model {
        id: tx.new_id(),
        code: new.code.trim().to_owned(),
        name: new.name.trim().to_owned(),
        unit_id: new.unit,
        job_id: new.job,
        grade_id: new.grade,
        headcount: new.headcount,
        from_on: new.from_on,
        to_on: None,
        created_at: tx.now,
    };
    let id = row.id;
    position::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    tx.audit(Trail::new("position.add", "position", id).after(json!(new))).await?;
    Ok(id)
}
