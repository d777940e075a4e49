//! A large batch is applied by a job, with the rights its orderer had when ordering it.

use chrono::NaiveDate;
use heng_access::{Actor, Allowance, Anchor, FieldClass, Permission, Scope, Via};
use heng_db::{Tx, jobs::NewJob};
use heng_kernel::{AccountId, CompanyId, EmploymentId, IntakeBatchId, PersonId, RoleId};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde::{Deserialize, Serialize};

use super::{Apply, IntakeError, State, entity::batch, queries};

/// The kind of job.
pub(crate) const KIND: &str = "intake.apply";

/// What the job is given: which plan of which batch, and who ordered it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The batch.
    pub batch: IntakeBatchId,
    /// The plan that was shown.
    pub plan_sha256: String,
    account: Option<AccountId>,
    person: Option<PersonId>,
    employments: Vec<EmploymentId>,
    company: Option<CompanyId>,
    today: NaiveDate,
    rights: Vec<Right>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Right {
    permission: Permission,
    scope: Scope,
    anchor: Anchor,
    classes: Vec<FieldClass>,
    role: RoleId,
}

impl Order {
    fn of(actor: &Actor, batch: IntakeBatchId, plan_sha256: String) -> Self {
        let rights = actor.allowances().iter().map(|allowance| Right {
            permission: allowance.permission,
            scope: allowance.scope,
            anchor: allowance.anchor.clone(),
            classes: allowance.classes.iter().collect(),
            role: allowance.role,
        });
        Self {
            batch,
            plan_sha256,
            account: actor.account(),
            person: actor.person(),
            employments: actor.employments().to_vec(),
            company: actor.company(),
            today: actor.today(),
            rights: rights.collect(),
        }
    }

    /// The orderer, acting through the job.
    pub(crate) fn actor(&self) -> Actor {
        let allowances = self.rights.iter().map(|right| Allowance {
            permission: right.permission,
            scope: right.scope,
            anchor: right.anchor.clone(),
            classes: heng_access::ClassSet::of(&right.classes),
            role: right.role,
        });
        let mut actor = Actor::builder(Via::Job(KIND))
            .employments(self.employments.iter().copied())
            .today(self.today)
            .allowances(allowances);
        if let Some(account) = self.account {
            actor = actor.account(account);
        }
        if let Some(person) = self.person {
            actor = actor.person(person);
        }
        if let Some(company) = self.company {
            actor = actor.company(company);
        }
        actor.build()
    }
}

/// Orders a batch to be applied. Ordering twice is ordering once.
pub async fn order(tx: &Tx, id: IntakeBatchId, cmd: &Apply) -> Result<batch::Model, IntakeError> {
    let known = queries::load_for(tx.db(), &tx.actor, id).await?;
    match known.state {
        State::Applied | State::Applying => return Ok(known),
        State::Checked => {}
        State::Undone | State::Purged => return Err(IntakeError::WrongState),
    }
    if known.plan_sha256.as_ref().map(hex::encode).as_ref() != Some(&cmd.plan_sha256) {
        return Err(IntakeError::Stale);
    }
    let payload = serde_json::to_value(Order::of(&tx.actor, id, cmd.plan_sha256.clone()))?;
    tx.enqueue(NewJob::new(KIND, payload).attempts(3)).await?;
    let row = batch::ActiveModel {
        id: Unchanged(id),
        state: Set(State::Applying),
        failure: Set(None),
        ..Default::default()
    };
    Ok(batch::Entity::update(row).exec(tx.db()).await?)
}

/// Gives a batch back whose ordered application was refused, with the reason.
pub(crate) async fn give_back(tx: &Tx, id: IntakeBatchId, code: &str) -> Result<(), IntakeError> {
    let Some(known) = queries::load(tx.db(), id).await? else { return Ok(()) };
    if known.state == State::Applying {
        let row = batch::ActiveModel {
            id: Unchanged(id),
            state: Set(State::Checked),
            failure: Set(Some(code.to_owned())),
            ..Default::default()
        };
        batch::Entity::update(row).exec(tx.db()).await?;
    }
    Ok(())
}
