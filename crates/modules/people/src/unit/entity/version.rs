//! `unit_version`.

use heng_kernel::{CalendarId, EmploymentId, PositionId, UnitChangeId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub unit_id: UnitId,
    pub change_id: UnitChangeId,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub recorded_at: DateTimeUtc,
    pub superseded_at: Option<DateTimeUtc>,
    pub parent_id: Option<UnitId>,
    pub name: String,
    pub name_en: Option<String>,
    pub head_id: Option<EmploymentId>,
    pub head_position_id: Option<PositionId>,
    pub cost_centre: Option<String>,
    pub zone: Option<String>,
    pub place: Option<String>,
    pub calendar_id: Option<CalendarId>,
}

impl ActiveModelBehavior for ActiveModel {}
