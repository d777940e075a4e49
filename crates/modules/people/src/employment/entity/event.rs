//! `personnel_event`.

use heng_kernel::{AccountId, EmploymentId, PersonnelEventId};
use sea_orm::entity::prelude::*;

/// How an event stopped counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum EndedAs {
    /// Another event stands in its place.
    Corrected,
    /// It never was.
    Cancelled,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "personnel_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonnelEventId,
    pub employment_id: EmploymentId,
    pub kind: String,
    pub effective_on: Date,
    pub act: Json,
    pub note: Option<String>,
    pub recorded_by: Option<AccountId>,
    pub replaces_id: Option<PersonnelEventId>,
    pub ended_as: Option<EndedAs>,
    pub ended_note: Option<String>,
    pub recorded_at: DateTimeUtc,
    pub superseded_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
