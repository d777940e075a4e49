//! `people_card`.

use heng_kernel::{CompanyId, EmploymentId, GradeId, JobTitleId, PersonId, UnitId};
use sea_orm::entity::prelude::*;

use crate::{employment::EmploymentKind, projection::CardState};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "people_card")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employment_id: EmploymentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub person_id: PersonId,
    pub company_id: CompanyId,
    pub number: String,
    pub name: String,
    pub sort_name: String,
    pub unit_id: UnitId,
    pub job_id: Option<JobTitleId>,
    pub grade_id: Option<GradeId>,
    pub manager_id: Option<EmploymentId>,
    pub state: CardState,
    pub kind: EmploymentKind,
    pub first_day: Date,
    pub last_day: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
