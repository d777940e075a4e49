//! `file`.

use heng_kernel::{AccountId, FileId};
use sea_orm::entity::prelude::*;

/// A stored file, without its contents.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    /// A safe name with the ending of its kind; empty once removed.
    pub name: String,
    /// Its kind, as [`crate::Media::mime`].
    pub media_type: String,
    /// Length of its contents.
    pub size_bytes: i64,
    /// SHA-256 of its contents; empty once removed.
    pub sha256: Vec<u8>,
    /// Where its contents lie in the store.
    pub location: String,
    /// The data key that sealed them.
    pub key_version: i32,
    /// Who sent it.
    pub uploaded_by: Option<AccountId>,
    /// When it was kept.
    pub created_at: DateTimeUtc,
    /// When it was removed.
    pub removed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
