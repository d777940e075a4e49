//! What a change of a case sets off outside it, in the same unit of work.

use std::collections::{BTreeSet, HashMap, VecDeque};

use heng_db::Tx;
use heng_events::approval::CaseSettled;
use heng_flow::{CaseState, CaseStatus, Command, Effect, Task};
use heng_kernel::{EmploymentId, PersonId};
use heng_notice::api::{NewNotice, notify};
use serde_json::{Value, json};

use super::{ApprovalError, entity::case, steps::Step, word};
use crate::subject::{EffectError, Settled, SettledAs, Subject, Subjects};

/// A change under way: the case's row as it was, its state as it becomes.
pub(crate) struct Change<'a> {
    pub row: &'a case::Model,
    pub state: CaseState,
    /// Why the effect failed, if it did.
    pub failure: Option<String>,
}

impl Change<'_> {
    /// Does what the effects ask for, and what follows from that, until nothing is left to do.
    pub async fn carry_out(
        &mut self,
        tx: &Tx,
        subjects: &Subjects,
        effects: Vec<Effect>,
    ) -> Result<(), ApprovalError> {
        let mut people: BTreeSet<PersonId> = BTreeSet::from([self.row.applicant_person_id]);
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::TaskOpened { node, employment } => {
                    people.extend(self.asked(tx, &node, employment).await?);
                }
                Effect::TaskClosed { node, employment } => {
                    people.extend(self.task(&node, employment).map(|task| task.assignee.person));
                }
                Effect::Settle => {
                    let result = self.settle(tx, subjects, SettledAs::Approved).await?;
                    self.failure = result.err().map(ToOwned::to_owned);
                    let (state, more) =
                        self.state.apply(Command::Settle(self.failure.clone().map_or(Ok(()), Err)))?;
                    self.state = state;
                    queue.extend(more);
                }
                Effect::EffectFailed { reason } => {
                    Step::new("effect_failed")
                        .with(json!({ "reason": reason }))
                        .note(tx, self.row.id)
                        .await?;
                }
                Effect::Closed { status } => people.extend(self.closed(tx, subjects, status).await?),
            }
        }
        self.tell(tx, people).await
    }

    /// Tells somebody that a task waits for them.
    async fn asked(
        &self,
        tx: &Tx,
        node: &str,
        employment: EmploymentId,
    ) -> Result<Option<PersonId>, ApprovalError> {
        let Some(task) = self.task(node, employment) else { return Ok(None) };
        let person = task.assignee.person;
        Step::new("asked")
            .at(node)
            .by(employment)
            .with(json!({ "why": word::json(&task.assignee.why)? }))
            .note(tx, self.row.id)
            .await?;
        let key = format!("approval.waiting:{}:{node}:{person}:{}", self.row.id, task.since);
        notify(tx, self.notice(person, "approval.waiting", key).urgent()).await?;
        Ok(Some(person))
    }

    /// Ends the request's own side, and tells those who decided.
    async fn closed(
        &self,
        tx: &Tx,
        subjects: &Subjects,
        status: CaseStatus,
    ) -> Result<Vec<PersonId>, ApprovalError> {
        let (outcome, kind) = match status {
            CaseStatus::Approved => (None, "approved"),
            CaseStatus::Refused => (Some(SettledAs::Refused), "refused"),
            CaseStatus::Withdrawn => (Some(SettledAs::Withdrawn), "withdrawn"),
            CaseStatus::Voided => (Some(SettledAs::Voided), "voided"),
            CaseStatus::Running | CaseStatus::Settling | CaseStatus::EffectFailed => return Ok(vec![]),
        };
        // The effect of an approval was carried out before the case could read approved.
        if let Some(outcome) = outcome
            && let Err(reason) = self.settle(tx, subjects, outcome).await?
        {
            return Err(sea_orm::DbErr::Custom(format!("a request refuses to be undone: {reason}")).into());
        }
        // Taking back says so itself, and in whose name.
        if status != CaseStatus::Withdrawn {
            Step::new(kind).note(tx, self.row.id).await?;
        }
        let decided: Vec<PersonId> = self.decided().map(|task| task.assignee.person).collect();
        for person in &decided {
            let key = format!("approval.settled:{}:{person}", self.row.id);
            notify(tx, self.notice(*person, "approval.settled", key)).await?;
        }
        tx.emit(&CaseSettled {
            case: self.row.id,
            kind: self.row.kind.clone(),
            subject: self.row.subject_id,
            applicant: self.row.applicant_id,
            outcome: kind.to_owned(),
        })
        .await?;
        Ok(decided)
    }

    async fn settle(
        &self,
        tx: &Tx,
        subjects: &Subjects,
        outcome: SettledAs,
    ) -> Result<Result<(), &'static str>, ApprovalError> {
        let last = self.decided().max_by_key(|task| task.decision.map(|decision| decision.at));
        let decided_by = last.map(|task| task.assignee.employment);
        let on = tx.actor.today();
        let cards = match decided_by {
            Some(id) => heng_people::api::cards(tx.db(), &[id], on).await?,
            None => HashMap::new(),
        };
        let settled = Settled {
            case: self.row.id,
            subject: self.row.subject_id,
            applicant: self.row.applicant_id,
            outcome,
            decided_by,
            decided_by_name: decided_by.and_then(|id| cards.get(&id)).map(|card| card.name.clone()),
        };
        match subject_of(subjects, &self.row.kind)?.settled(tx, &settled).await {
            Ok(()) => Ok(Ok(())),
            Err(EffectError::Refused(reason)) => Ok(Err(reason)),
            Err(EffectError::Db(error)) => Err(error.into()),
        }
    }

    fn notice(&self, person: PersonId, kind: &'static str, key: String) -> NewNotice {
        let notice = NewNotice::new(person, kind, format!("/m/approvals/{}", self.row.id), key);
        match &self.row.summary {
            Value::Object(words) => {
                words.iter().fold(notice, |notice, (name, value)| notice.with(name, value.clone()))
            }
            _ => notice,
        }
    }

    fn task(&self, node: &str, employment: EmploymentId) -> Option<&Task> {
        let node = self.state.nodes.iter().find(|one| one.key == node)?;
        node.tasks.iter().find(|task| task.assignee.employment == employment)
    }

    fn decided(&self) -> impl Iterator<Item = &Task> {
        self.state.nodes.iter().flat_map(|node| &node.tasks).filter(|task| task.decision.is_some())
    }

    /// Open pages of everybody concerned look again at their to-dos.
    async fn tell(&self, tx: &Tx, people: BTreeSet<PersonId>) -> Result<(), ApprovalError> {
        let people: Vec<PersonId> = people.into_iter().collect();
        Ok(heng_notice::api::stir(tx, &people).await?)
    }
}

pub(crate) fn subject_of<'a>(subjects: &'a Subjects, kind: &str) -> Result<&'a dyn Subject, ApprovalError> {
    subjects.of(kind).ok_or_else(|| ApprovalError::UnknownKind(kind.to_owned()))
}
