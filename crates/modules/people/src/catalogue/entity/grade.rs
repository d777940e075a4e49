//! `grade`.

use heng_kernel::GradeId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grade")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GradeId,
    pub code: String,
    pub name: String,
    pub name_en: Option<String>,
    /// Higher is higher.
    pub rank: i32,
    pub retired: bool,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
