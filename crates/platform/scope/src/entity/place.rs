//! `visibility_place`.

use heng_kernel::{CompanyId, EmploymentId, PersonId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visibility_place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employment_id: EmploymentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub person_id: PersonId,
    pub company_id: CompanyId,
    pub branch_id: Option<UnitId>,
}

impl ActiveModelBehavior for ActiveModel {}
