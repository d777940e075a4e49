//! `result_report`.

use heng_kernel::{EmploymentId, ResultReportId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "result_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResultReportId,
    pub employment_id: EmploymentId,
    pub month_on: Date,
    pub version: i32,
    pub scored_on: Date,
    pub total_hundredths: Option<i64>,
    pub inputs: String,
    pub inputs_hash: String,
    pub outcome: String,
    pub reason: Option<String>,
    pub issued_by: Option<EmploymentId>,
    pub manager_id: Option<EmploymentId>,
    pub unit_id: Option<UnitId>,
    pub issued_at: DateTimeUtc,
    pub acknowledged_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
