//! Changing and ending what is in the catalogues. Codes stay, and so does a seat's unit: a seat elsewhere is another seat.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_access::{Denied, Permission, Target};
use heng_db::{Tx, audit::Change as Trail};
use heng_kernel::{GradeId, JobTitleId, PositionId, UnitId};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, EntityTrait, QueryFilter,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    edit::{CatalogueError, known_grade, known_job, name_fits},
    entity::{grade, job, position},
};
use crate::{Patch, employment::entity::assignment, unit::entity::version};

/// What changes about a grade; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradePatch {
    /// Name in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// Name in English, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub name_en: Patch<String>,
    /// Higher is higher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<i32>,
}

/// What changes about a seat; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionPatch {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// The job, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<JobTitleId>)]
    pub job: Patch<JobTitleId>,
    /// The grade, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<GradeId>)]
    pub grade: Patch<GradeId>,
    /// How many seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0)]
    pub headcount: Option<i32>,
}

/// Retires a job: posts that have it keep it, new ones cannot be given it by the pages.
pub(crate) async fn retire_job(tx: &Tx, id: JobTitleId) -> Result<(), CatalogueError> {
    tx.actor.require(Permission::OrgWrite, &Target::group())?;
    let row = job::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Denied::Hidden)?;
    let retired = job::ActiveModel { id: Unchanged(id), retired: Set(true), ..Default::default() };
    job::Entity::update(retired).exec(tx.db()).await?;
    let trail = Trail::new("job.retire", "job", id);
    tx.audit(trail.before(json!({ "retired": row.retired })).after(json!({ "retired": true }))).await?;
    Ok(())
}

/// Changes names and rank of a grade.
pub(crate) async fn change_grade(tx: &Tx, id: GradeId, patch: &GradePatch) -> Result<(), CatalogueError> {
    tx.actor.require(Permission::OrgWrite, &Target::group())?;
    let row = grade::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Denied::Hidden)?;
    let mut name_en = row.name_en.clone();
    patch.name_en.apply(&mut name_en);
    let name = match &patch.name {
        Some(name) => name_fits(name)?,
        None => row.name.clone(),
    };
    let rank = patch.rank.unwrap_or(row.rank);
    let before = json!({ "name": row.name, "name_en": row.name_en, "rank": row.rank });
    let after = json!({ "name": name, "name_en": name_en, "rank": rank });
    let changed = grade::ActiveModel {
        id: Unchanged(id),
        name: Set(name),
        name_en: Set(name_en),
        rank: Set(rank),
        ..Default::default()
    };
    grade::Entity::update(changed).exec(tx.db()).await?;
    tx.audit(Trail::new("grade.change", "grade", id).before(before).after(after)).await?;
    Ok(())
}

/// Retires a grade: posts that have it keep it, new ones cannot be given it by the pages.
pub(crate) async fn retire_grade(tx: &Tx, id: GradeId) -> Result<(), CatalogueError> {
    tx.actor.require(Permission::OrgWrite, &Target::group())?;
    let row = grade::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Denied::Hidden)?;
    let retired = grade::ActiveModel { id: Unchanged(id), retired: Set(true), ..Default::default() };
    grade::Entity::update(retired).exec(tx.db()).await?;
    let trail = Trail::new("grade.retire", "grade", id);
    tx.audit(trail.before(json!({ "retired": row.retired })).after(json!({ "retired": true }))).await?;
    Ok(())
}

/// A seat of a unit the actor looks after. As many statements for one that never was.
async fn own_seat(tx: &Tx, id: PositionId) -> Result<position::Model, CatalogueError> {
    let row = position::Entity::find_by_id(id).one(tx.db()).await?;
    let unit = row.as_ref().map_or(UnitId(Uuid::nil()), |row| row.unit_id);
    let target = heng_scope::unit_target(tx.db(), unit, tx.actor.today()).await?;
    tx.actor.require(Permission::OrgWrite, &target)?;
    Ok(row.ok_or(Denied::Hidden)?)
}

/// Changes a seat's name, job, grade and headcount, for all its days.
pub(crate) async fn change_position(
    tx: &Tx,
    id: PositionId,
    patch: &PositionPatch,
) -> Result<(), CatalogueError> {
    let row = own_seat(tx, id).await?;
    let name = match &patch.name {
        Some(name) => name_fits(name)?,
        None => row.name.clone(),
    };
    let headcount = patch.headcount.unwrap_or(row.headcount);
    if headcount < 0 {
        return Err(CatalogueError::Field("headcount", "negative"));
    }
    known_job(tx, patch.job.value().copied()).await?;
    known_grade(tx, patch.grade.value().copied()).await?;
    let (mut job, mut grade) = (row.job_id, row.grade_id);
    patch.job.apply(&mut job);
    patch.grade.apply(&mut grade);
    let before =
        json!({ "name": row.name, "job": row.job_id, "grade": row.grade_id, "headcount": row.headcount });
    let after = json!({ "name": name, "job": job, "grade": grade, "headcount": headcount });
    let changed = position::ActiveModel {
        id: Unchanged(id),
        name: Set(name),
        job_id: Set(job),
        grade_id: Set(grade),
        headcount: Set(headcount),
        ..Default::default()
    };
    position::Entity::update(changed).exec(tx.db()).await?;
    tx.audit(Trail::new("position.change", "position", id).before(before).after(after)).await?;
    Ok(())
}

/// Lets a seat be gone from a day on. Nobody may be in it then or later, and no unit be led from it.
pub(crate) async fn close_position(
    tx: &Tx,
    id: PositionId,
    gone_on: NaiveDate,
) -> Result<(), CatalogueError> {
    let row = own_seat(tx, id).await?;
    if gone_on <= row.from_on {
        return Err(CatalogueError::Field("effective_on", "before_first_day"));
    }
    let holders: HashSet<_> = assignment::Entity::find()
        .filter(assignment::Column::PositionId.eq(id))
        .filter(assignment::Column::SupersededAt.is_null())
        .filter(lasts(assignment::Column::ToOn, gone_on))
        .all(tx.db())
        .await?
        .into_iter()
        .map(|row| row.employment_id)
        .collect();
    if !holders.is_empty() {
        return Err(CatalogueError::Held(holders.len()));
    }
    let led: HashSet<UnitId> = version::Entity::find()
        .filter(version::Column::HeadPositionId.eq(id))
        .filter(version::Column::SupersededAt.is_null())
        .filter(lasts(version::Column::ToOn, gone_on))
        .all(tx.db())
        .await?
        .into_iter()
        .map(|row| row.unit_id)
        .collect();
    if !led.is_empty() {
        return Err(CatalogueError::Leads(led.len()));
    }
    let closed = position::ActiveModel { id: Unchanged(id), to_on: Set(Some(gone_on)), ..Default::default() };
    position::Entity::update(closed).exec(tx.db()).await?;
    let trail = Trail::new("position.close", "position", id);
    let (before, after) = (json!({ "gone_on": row.to_on }), json!({ "gone_on": gone_on }));
    tx.audit(trail.before(before).after(after)).await?;
    Ok(())
}

/// Rows that still hold on a day or later.
fn lasts(to: impl ColumnTrait, on: NaiveDate) -> Condition {
    Condition::any().add(to.is_null()).add(to.gt(on))
}
