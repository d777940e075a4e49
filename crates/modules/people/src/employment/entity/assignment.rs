//! `assignment`.

use heng_kernel::{AssignmentId, EmploymentId, GradeId, JobTitleId, PersonnelEventId, PositionId, UnitId};
use sea_orm::entity::prelude::*;

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
    pub dotted_ids: Json,
    pub cost_centre: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
