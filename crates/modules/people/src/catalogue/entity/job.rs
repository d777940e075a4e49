//! `job_title`.

use heng_kernel::JobTitleId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job_title")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobTitleId,
    pub code: String,
    pub name: String,
    pub name_en: Option<String>,
    pub family: Option<String>,
    pub retired: bool,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
