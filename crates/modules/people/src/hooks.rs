//! What other modules do, in the same transaction, when somebody leaves or moves on. They implement the traits, the
//! application registers them, `people` calls them.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::{CalendarId, CompanyId, EmploymentId};
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

/// Knows the calendars of companies' own days.
#[async_trait]
pub trait CalendarBook: Send + Sync {
    /// The company a calendar is of; none when nobody made it.
    async fn company_of(&self, tx: &Tx, calendar: CalendarId) -> Result<Option<CompanyId>, DbErr>;
}

/// The registered hooks. Cheap to clone.
#[derive(Clone, Default)]
pub struct Hooks {
    calendars: Option<Arc<dyn CalendarBook>>,
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

    /// With the calendars that can be assigned; without, there are none.
    #[must_use]
    pub fn with_calendars(mut self, book: Arc<dyn CalendarBook>) -> Self {
        self.calendars = Some(book);
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

    /// Whether the calendar is one of the company. One of another company is as one that never was; what belongs to no
    /// company has no calendar of its own.
    pub(crate) async fn has_calendar(
        &self,
        tx: &Tx,
        company: Option<CompanyId>,
        calendar: CalendarId,
    ) -> Result<bool, DbErr> {
        let Some(book) = &self.calendars else { return Ok(false) };
        let of = book.company_of(tx, calendar).await?;
        Ok(of.is_some() && of == company)
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
        let calendars = self.calendars.is_some();
        write!(
            f,
            "Hooks(calendars: {calendars}, left: {}, handover: {})",
            self.left.len(),
            self.handover.len()
        )
    }
}
