//! `improvement`.

use heng_kernel::{EmploymentId, Fixed, GoalId, ImprovementId, ResultReportId};
use heng_score::Improvement;
use sea_orm::entity::prelude::*;

use crate::goal::Better;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "improvement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImprovementId,
    pub report_id: ResultReportId,
    pub employment_id: EmploymentId,
    pub month_on: Date,
    pub goal_id: Option<GoalId>,
    pub name: String,
    pub action: String,
    pub unit: String,
    pub direction: Better,
    pub before_micro: i64,
    pub target_micro: i64,
    pub set_by: Option<EmploymentId>,
    pub set_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl From<&Model> for Improvement {
    fn from(row: &Model) -> Self {
        Self {
            id: row.id,
            before: Fixed::from_micro(row.before_micro),
            unit: row.unit.clone(),
            direction: row.direction.into(),
        }
    }
}
