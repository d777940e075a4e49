//! `visibility_manager`.

use heng_kernel::EmploymentId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visibility_manager")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employment_id: EmploymentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub manager_id: EmploymentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub solid: bool,
}

impl ActiveModelBehavior for ActiveModel {}
