//! `person_token`.

use heng_kernel::EmploymentId;
use sea_orm::entity::prelude::*;

/// One word an employment is found by.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub employment_id: EmploymentId,
}

impl ActiveModelBehavior for ActiveModel {}
