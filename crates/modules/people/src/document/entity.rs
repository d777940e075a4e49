//! `document`.

use heng_kernel::{AccountId, DocumentId, FileId, PersonId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DocumentId,
    pub person_id: PersonId,
    /// `id_card`, `diploma`, `health_certificate` …
    pub kind: String,
    pub title: String,
    pub class: String,
    pub file_id: FileId,
    pub issued_on: Option<Date>,
    pub expires_on: Option<Date>,
    pub added_by: Option<AccountId>,
    pub added_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
