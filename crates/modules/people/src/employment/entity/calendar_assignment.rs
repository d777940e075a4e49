//! `calendar_assignment`.

use heng_kernel::{CalendarId, EmploymentId, PersonnelEventId};
use sea_orm::entity::prelude::*;

/// An own calendar.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employment_id: EmploymentId,
    pub event_id: PersonnelEventId,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub recorded_at: DateTimeUtc,
    pub superseded_at: Option<DateTimeUtc>,
    pub calendar_id: CalendarId,
}

impl ActiveModelBehavior for ActiveModel {}
