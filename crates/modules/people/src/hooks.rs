//! What other modules do, in the same transaction, when somebody leaves or moves on. They implement the traits, the
//! application registers them, `people` calls them.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::EmploymentId;
use sea_orm::DbErr;
use serde::Serialize;

/// Told when a last day becomes known, moves, or is taken back.
#[async_trait]
pub trait Left: Send + Sync {
    /// `last_day` is the last day of work; none when the leave was cancelled. May be called again for one employment.
    async fn left(&self, tx: &Tx, employment: EmploymentId, last_day: Option<NaiveDate>)
    -> Result<(), DbErr>;
}

/// Something somebody still holds: open approvals, reports' goals, assets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// What: `approval.task`.
    pub kind: &'static str,
    /// How many.
    pub count: u64,
}

/// Knows a kind of work that must not be left behind.
#[async_trait]
pub trait Handover: Send + Sync {
    /// What somebody holds now.
    async fn held_by(&self, tx: &Tx, employment: EmploymentId) -> Result<Vec<Held>, DbErr>;

    /// Gives it to somebody else.
    async fn hand_over(&self, tx: &Tx, from: EmploymentId, to: EmploymentId) -> Result<(), DbErr>;
}

/// The registered hooks. Cheap to clone.
#[derive(Clone, Default)]
pub struct Hooks {
    left: Vec<Arc<dyn Left>>,
    handover: Vec<Arc<dyn Handover>>,
}

impl Hooks {
    /// With one more that is told of leavers.
    #[must_use]
    pub fn on_left(mut self, hook: Arc<dyn Left>) -> Self {
        self.left.push(hook);
        self
    }

    /// With one more kind of work to hand over.
    #[must_use]
    pub fn on_handover(mut self, hook: Arc<dyn Handover>) -> Self {
        self.handover.push(hook);
        self
    }

    pub(crate) async fn left(
        &self,
        tx: &Tx,
        employment: EmploymentId,
        last_day: Option<NaiveDate>,
    ) -> Result<(), DbErr> {
        for hook in &self.left {
            hook.left(tx, employment, last_day).await?;
        }
        Ok(())
    }

    /// What somebody holds now, of every kind.
    pub async fn held_by(&self, tx: &Tx, employment: EmploymentId) -> Result<Vec<Held>, DbErr> {
        let mut held = vec![];
        for hook in &self.handover {
            held.extend(hook.held_by(tx, employment).await?);
        }
        held.retain(|h| h.count > 0);
        Ok(held)
    }

    pub(crate) async fn hand_over(&self, tx: &Tx, from: EmploymentId, to: EmploymentId) -> Result<(), DbErr> {
        for hook in &self.handover {
            hook.hand_over(tx, from, to).await?;
        }
        Ok(())
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hooks(left: {}, handover: {})", self.left.len(), self.handover.len())
    }
}
