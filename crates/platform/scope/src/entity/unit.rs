//! `visibility_unit`.

use heng_kernel::{CompanyId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "visibility_unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ancestor_id: UnitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub company_id: Option<CompanyId>,
    pub branch_id: Option<UnitId>,
}

impl ActiveModelBehavior for ActiveModel {}
