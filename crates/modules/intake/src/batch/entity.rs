//! Tables of intake.

pub(crate) mod batch {
    //! `intake_batch`.

    use heng_kernel::{AccountId, CompanyId, IntakeBatchId};
    use sea_orm::entity::prelude::*;

    use super::State;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "intake_batch")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IntakeBatchId,
        pub company_id: Option<CompanyId>,
        pub file_name: String,
        pub size_bytes: i64,
        pub sha256: Vec<u8>,
        pub sheet: Option<String>,
        pub state: State,
        pub layout: Json,
        pub header_signature: Vec<u8>,
        pub answers: Json,
        pub counts: Json,
        pub plan_sha256: Option<Vec<u8>>,
        pub manifest_sha256: Option<Vec<u8>>,
        /// Counts the changes: what was checked or ordered under another revision no longer holds.
        pub revision: i32,
        /// Code of the reason why an ordered application failed.
        pub failure: Option<String>,
        pub created_by: Option<AccountId>,
        pub created_at: DateTimeUtc,
        pub applied_by: Option<AccountId>,
        pub applied_at: Option<DateTimeUtc>,
        pub undone_at: Option<DateTimeUtc>,
        pub purge_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod content {
    //! `intake_content`.

    use heng_kernel::IntakeBatchId;
    use sea_orm::entity::prelude::*;

    use super::Part;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "intake_content")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub batch_id: IntakeBatchId,
        pub part: Part,
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod fix {
    //! `intake_fix`.

    use heng_kernel::{AccountId, IntakeBatchId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "intake_fix")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub batch_id: IntakeBatchId,
        pub row_number: i32,
        pub column_index: i32,
        pub sealed: Vec<u8>,
        pub made_by: Option<AccountId>,
        pub made_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod mapping {
    //! `intake_mapping`.

    use heng_kernel::AccountId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "intake_mapping")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub header_signature: Vec<u8>,
        pub fields: Json,
        pub made_by: Option<AccountId>,
        pub made_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a batch stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum State {
    /// Checked; may still be mended.
    Checked,
    /// Ordered to be applied by a job.
    Applying,
    /// Applied.
    Applied,
    /// Applied and taken back.
    Undone,
    /// Its contents are gone.
    Purged,
}

/// What is kept sealed of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub(crate) enum Part {
    /// The file as it came.
    Original,
    /// The last report.
    Report,
    /// What an undo needs.
    Undo,
}
