//! `assignment`.

use heng_kernel::{AssignmentId, EmploymentId, GradeId, JobTitleId, PersonnelEventId, PositionId, UnitId};
use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use serde::{Deserialize, Serialize};

/// A post held.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employment_id: EmploymentId,
    pub event_id: PersonnelEventId,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub recorded_at: DateTimeUtc,
    pub superseded_at: Option<DateTimeUtc>,
    pub post_id: AssignmentId,
    pub main: bool,
    pub unit_id: UnitId,
    pub job_id: Option<JobTitleId>,
    pub grade_id: Option<GradeId>,
    pub position_id: Option<PositionId>,
    pub manager_id: Option<EmploymentId>,
    pub dotted_ids: DottedIds,
    pub cost_centre: Option<String>,
}

/// Those the post also reports to. A row whose list cannot be read is not read at all: without them the post would look led
/// by one alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct DottedIds(pub Vec<EmploymentId>);

impl ActiveModelBehavior for ActiveModel {}
