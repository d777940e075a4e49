//! A batch as pages and command line see it.

use chrono::{DateTime, Utc};
use heng_cleanse::Layout;
use heng_kernel::{AccountId, CompanyId, IntakeBatchId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{IntakeError, State, entity::batch};
use crate::work::{Counts, UnitDecision};

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BatchView {
    /// Its id.
    pub id: IntakeBatchId,
    /// The company it is for; absent for the whole group.
    pub company_id: Option<CompanyId>,
    /// What the file was called.
    pub file_name: String,
    /// Bytes of the file.
    pub size_bytes: i64,
    /// Hash of the file, 64 hex digits.
    pub sha256: String,
    /// The sheet the roster stands on.
    pub sheet: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Header and meaning of the columns.
    pub layout: Layout,
    /// What was decided about units.
    pub answers: Vec<UnitDecision>,
    /// How many of what.
    pub counts: Counts,
    /// Names the plan of the last check: to be sent back when applying.
    pub plan_sha256: Option<String>,
    /// Hash over everything that was brought in.
    pub manifest_sha256: Option<String>,
    /// Counts the changes.
    pub revision: i32,
    /// Why the last ordered application was refused.
    pub failure: Option<String>,
    /// Who uploaded it.
    pub created_by: Option<AccountId>,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
    /// Who applied it.
    pub applied_by: Option<AccountId>,
    /// When it was applied.
    pub applied_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
    /// When its contents go.
    pub purge_at: DateTime<Utc>,
}

impl TryFrom<batch::Model> for BatchView {
    type Error = IntakeError;

    fn try_from(row: batch::Model) -> Result<Self, IntakeError> {
        Ok(Self {
            id: row.id,
            company_id: row.company_id,
            file_name: row.file_name,
            size_bytes: row.size_bytes,
            sha256: hex::encode(row.sha256),
            sheet: row.sheet,
            state: row.state,
            layout: serde_json::from_value(row.layout)?,
            answers: serde_json::from_value(row.answers)?,
            counts: serde_json::from_value(row.counts)?,
            plan_sha256: row.plan_sha256.map(hex::encode),
            manifest_sha256: row.manifest_sha256.map(hex::encode),
            revision: row.revision,
            failure: row.failure,
            created_by: row.created_by,
            created_at: row.created_at,
            applied_by: row.applied_by,
            applied_at: row.applied_at,
            undone_at: row.undone_at,
            purge_at: row.purge_at,
        })
    }
}
