//! The recurring job that issues what is due.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{NaiveDate, TimeDelta};
use heng_access::Actor;
use heng_db::{
    Db,
    jobs::{ClaimedJob, JobError, JobHandler, Recurring},
};
use heng_kernel::EmploymentId;
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{
    ResultError,
    entity::{Column, Entity},
    issue::{IssueResult, issue},
};
use crate::{
    goal::{GoalState, entity::goal},
    month::Month,
};

/// Kind of the job.
pub const ISSUE_DUE: &str = "result.issue_due";

/// The easternmost zone is fourteen hours ahead: no month is over anywhere before this.
const FARTHEST_EAST: TimeDelta = TimeDelta::hours(14);

/// Sheets looked at in one query.
const AT_ONCE: u64 = 200;

/// Issues the result of every month that is over at its person's place of work and that nobody has issued yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct IssueDue;

/// The handler and its round: every hour, so that each zone's midnight is met within one.
pub fn issue_due_every_hour() -> (Arc<dyn JobHandler>, Recurring) {
    (Arc::new(IssueDue), Recurring { kind: ISSUE_DUE, every: TimeDelta::hours(1) })
}

#[async_trait]
impl JobHandler for IssueDue {
    fn kind(&self) -> &'static str {
        ISSUE_DUE
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let actor = Actor::job(ISSUE_DUE, db.now().date_naive());
        let before = Month::of((db.now() + FARTHEST_EAST).date_naive()).first_day();
        let (mut last, mut failed) = (None, 0_u32);
        loop {
            let due = waiting(db, before, last).await?;
            for (employment, month_on) in &due {
                let cmd = IssueResult {
                    employment: *employment,
                    month: Month::of(*month_on),
                    reason: None,
                    item: None,
                };
                match db.write(&actor, async |tx| issue(&tx, &cmd).await).await {
                    // Not over yet over there, or somebody was quicker.
                    Ok(_) | Err(ResultError::MonthNotOver | ResultError::AlreadyIssued) => {}
                    Err(error) => {
                        failed += 1;
                        tracing::error!(%employment, month = %cmd.month, %error, "a result could not be issued");
                    }
                }
            }
            match due.last() {
                Some(one) => last = Some(*one),
                None if failed == 0 => return Ok(()),
                None => return Err(JobError::Retry(format!("{failed} results could not be issued"))),
            }
        }
    }
}

/// People with a confirmed goal in a month before this day, and no result for it.
async fn waiting(
    db: &Db,
    before: NaiveDate,
    after: Option<(EmploymentId, NaiveDate)>,
) -> Result<Vec<(EmploymentId, NaiveDate)>, DbErr> {
    let issued = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(
            Expr::col((Entity, Column::EmploymentId)).equals((goal::Entity, goal::Column::EmploymentId)),
        )
        .and_where(Expr::col((Entity, Column::MonthOn)).equals((goal::Entity, goal::Column::MonthOn)))
        .to_owned();
    goal::Entity::find()
        .select_only()
        .columns([goal::Column::EmploymentId, goal::Column::MonthOn])
        .distinct()
        .filter(goal::Column::MonthOn.lt(before))
        .filter(goal::Column::State.ne(GoalState::Cancelled))
        .filter(goal::Column::ConfirmedVersion.is_not_null())
        .filter(Expr::exists(issued).not())
        .apply_if(after, |query, (employment, month_on)| {
            let same = Condition::all()
                .add(goal::Column::EmploymentId.eq(employment))
                .add(goal::Column::MonthOn.gt(month_on));
            query.filter(Condition::any().add(goal::Column::EmploymentId.gt(employment)).add(same))
        })
        .order_by_asc(goal::Column::EmploymentId)
        .order_by_asc(goal::Column::MonthOn)
        .limit(AT_ONCE)
        .into_tuple()
        .all(db.read())
        .await
}
