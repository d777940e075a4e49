//! What happened to rosters.

use heng_db::Event;
use heng_kernel::{CompanyId, IntakeBatchId};
use serde::{Deserialize, Serialize};

/// A roster was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterApplied {
    /// The batch.
    pub batch: IntakeBatchId,
    /// The company it was for; absent for the group.
    pub company: Option<CompanyId>,
    /// Employments it began.
    pub hired: usize,
    /// Employments it changed.
    pub changed: usize,
}

/// A roster was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterUndone {
    /// The batch.
    pub batch: IntakeBatchId,
}

impl Event for RosterApplied {
    const NAME: &'static str = "intake.applied.v1";
}

impl Event for RosterUndone {
    const NAME: &'static str = "intake.undone.v1";
}
