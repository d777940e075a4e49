//! `notice`.

use heng_kernel::{NoticeId, PersonId};
use sea_orm::entity::prelude::*;

/// How soon it wants to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Urgency {
    /// When it suits.
    Normal,
    /// Somebody waits for it.
    High,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    pub person_id: PersonId,
    pub kind: String,
    pub params: Json,
    pub link: String,
    pub urgency: Urgency,
    pub key: String,
    pub created_at: DateTimeUtc,
    pub read_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
