//! `observation`.

use heng_kernel::{EmploymentId, Fixed, GoalId, ImprovementId, ObservationId};
use heng_score::Observation;
use sea_orm::entity::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

/// Who a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Source {
    /// The person reported it.
    Employee,
    /// The manager put it in the place of another, with a reason.
    Correction,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "observation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ObservationId,
    pub goal_id: Option<GoalId>,
    pub improvement_id: Option<ImprovementId>,
    pub value_micro: i64,
    pub day_on: Date,
    pub words: String,
    pub source: Source,
    pub supersedes_id: Option<ObservationId>,
    pub reported_by: Option<EmploymentId>,
    pub reported_on: Date,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl From<&Model> for Observation {
    fn from(row: &Model) -> Self {
        Self {
            id: row.id,
            value: Fixed::from_micro(row.value_micro),
            on: row.day_on,
            at: row.at,
            supersedes: row.supersedes_id,
        }
    }
}
