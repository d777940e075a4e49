//! Answers that nobody is there to give any more: looked for once an hour and whenever somebody's last day is recorded.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{NaiveDate, TimeDelta};
use heng_access::Actor;
use heng_calendar::zone;
use heng_db::{
    Db, Tx,
    jobs::{ClaimedJob, JobError, JobHandler, NewJob, Recurring},
};
use heng_kernel::{CaseId, EmploymentId};
use heng_people::api::{CardState, Handover, Held, Left};
use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    case::{self, ApprovalError, Loss, replace_lost},
    subject::Subjects,
};

/// Kind of the job.
pub const LOOK_OVER: &str = "approval.look_over";

/// How often the job comes round by itself.
pub fn look_over_every() -> Recurring {
    Recurring { kind: LOOK_OVER, every: TimeDelta::hours(1) }
}

/// Gives waiting tasks of people who have left, or have lost the role they were asked for, to the next hand.
#[derive(Clone, Debug)]
pub struct LookOver {
    subjects: Subjects,
}

impl LookOver {
    /// For these kinds of requests.
    pub const fn new(subjects: Subjects) -> Self {
        Self { subjects }
    }
}

#[async_trait]
impl JobHandler for LookOver {
    fn kind(&self) -> &'static str {
        LOOK_OVER
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let on = zone::local_today(db.now(), zone::MAINLAND);
        let loss = Loss { gone: gone(db.read(), on).await?, to: None };
        let actor = Actor::job(LOOK_OVER, on);
        for id in case::pending_cases_of(db.read(), &loss.gone).await? {
            let done =
                db.write(&actor, async |tx| replace_lost(&tx, &self.subjects, id, &loss, on).await).await;
            done.map_err(|error: ApprovalError| JobError::Retry(format!("case {id}: {error}")))?;
        }
        Ok(())
    }
}

/// Those who are still to answer and do not work any more.
async fn gone(db: &impl ConnectionTrait, on: NaiveDate) -> Result<BTreeSet<EmploymentId>, DbErr> {
    let asked: Vec<EmploymentId> = case::pending_assignees(db).await?.into_iter().collect();
    let cards = heng_people::api::cards(db, &asked, on).await?;
    let left = |id: &EmploymentId| cards.get(id).is_none_or(|card| card.state == CardState::Left);
    Ok(asked.into_iter().filter(left).collect())
}

/// Open tasks as work that must not be left behind when somebody goes.
#[derive(Clone, Debug)]
pub struct OpenTasks {
    subjects: Subjects,
}

impl OpenTasks {
    /// For these kinds of requests.
    pub const fn new(subjects: Subjects) -> Self {
        Self { subjects }
    }
}

#[async_trait]
impl Handover for OpenTasks {
    async fn held_by(&self, tx: &Tx, employment: EmploymentId) -> Result<Vec<Held>, DbErr> {
        let count = case::held_by(tx.db(), employment).await?;
        Ok(vec![Held { kind: "approval.task", count }])
    }

    async fn hand_over(&self, tx: &Tx, from: EmploymentId, to: EmploymentId) -> Result<(), DbErr> {
        let loss = Loss { gone: BTreeSet::from([from]), to: Some(to) };
        let cases: BTreeSet<CaseId> = case::cases_asking(tx.db(), from).await?;
        for id in cases {
            match replace_lost(tx, &self.subjects, id, &loss, tx.actor.today()).await {
                Ok(_) => {}
                Err(ApprovalError::Db(error)) => return Err(error),
                Err(other) => return Err(DbErr::Custom(other.to_string())),
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Left for OpenTasks {
    async fn left(&self, tx: &Tx, _: EmploymentId, last_day: Option<NaiveDate>) -> Result<(), DbErr> {
        let today = zone::local_today(tx.now, zone::MAINLAND);
        if last_day.is_some_and(|day| day < today) {
            tx.enqueue(NewJob::new(LOOK_OVER, serde_json::json!({}))).await?;
        }
        Ok(())
    }
}
