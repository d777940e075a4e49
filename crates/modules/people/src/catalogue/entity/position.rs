//! `position`.

use heng_kernel::{GradeId, JobTitleId, PositionId, UnitId};
use sea_orm::entity::prelude::*;

/// A seat, or several alike.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PositionId,
    pub code: String,
    pub name: String,
    pub unit_id: UnitId,
    pub job_id: Option<JobTitleId>,
    pub grade_id: Option<GradeId>,
    pub headcount: i32,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
