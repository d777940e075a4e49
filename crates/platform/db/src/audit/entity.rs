//! `audit_entry`.

use heng_kernel::{AccountId, AuditId, EmploymentId};
use sea_orm::entity::prelude::*;

/// What kind of act a row records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Kind {
    /// Something was changed.
    Change,
    /// Sensitive fields of another person were read.
    Read,
    /// Somebody signed in, failed to, or left.
    SignIn,
    /// Many rows were changed as one; the manifest's hash stands in `after_json`.
    Bulk,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditId,
    pub at: DateTimeUtc,
    pub action: String,
    pub via: String,
    pub account_id: Option<AccountId>,
    pub employment_id: Option<EmploymentId>,
    pub remote: Option<String>,
    pub request: Option<String>,
    pub kind: Kind,
    pub subject_kind: String,
    pub subject_id: String,
    pub about_employment_id: Option<EmploymentId>,
    pub classes: String,
    pub before_json: Option<String>,
    pub after_json: Option<String>,
    pub seq: Option<i64>,
    pub mac: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
