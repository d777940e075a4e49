//! Whether a case exists for somebody.

use heng_access::{Actor, ClassSet, Denied, Permission, Target};
use heng_kernel::{CaseId, EmploymentId};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::{entity::task, stored::Stored};

/// A case loaded for an actor.
pub(crate) struct Seen {
    pub case: Stored,
    /// Where the applicant stands, as a record that only readers of approvals know of.
    pub target: Target,
}

impl Seen {
    /// Loads a case and asks whether the actor may know of it: the applicant, whoever was asked, and those who may read
    /// approvals of the applicant. The same queries whether it exists or not.
    pub async fn load(
        db: &impl ConnectionTrait,
        actor: &Actor,
        id: CaseId,
    ) -> Result<Result<Self, Denied>, DbErr> {
        let case = Stored::load(db, id).await?;
        let applicant = case.as_ref().map_or(EmploymentId(Uuid::nil()), |case| case.row.applicant_id);
        let target = heng_scope::target(db, applicant, actor.today()).await?.record(Permission::ApprovalRead);
        let Some(case) = case else { return Ok(Err(Denied::Hidden)) };
        let seen = Self { case, target };
        let may = match seen.own_task(actor) {
            Some(_) => Ok(()),
            None => actor.require(Permission::ApprovalRead, &seen.target),
        };
        Ok(may.map(|()| seen))
    }

    /// The actor's own task that has come to its turn, the newest first.
    pub fn own_task(&self, actor: &Actor) -> Option<&task::Model> {
        let person = actor.person()?;
        let asked =
            self.case.tasks.iter().filter(|task| task.person_id == person && task.opened_at.is_some());
        asked.max_by_key(|task| (task.status == "open", task.opened_at))
    }

    /// Whether the actor may do more with the case than see it. It is seen, so a refusal hides nothing.
    pub fn require(&self, actor: &Actor, permission: Permission, target: &Target) -> Result<(), Denied> {
        actor.require(permission, target).map_err(|denied| match denied {
            Denied::Hidden => Denied::Forbidden { permission, missing: ClassSet::EMPTY },
            forbidden @ Denied::Forbidden { .. } => forbidden,
        })
    }

    /// Whether the case is the actor's own request.
    pub fn is_applicant(&self, actor: &Actor) -> bool {
        actor.person() == Some(self.case.row.applicant_person_id)
    }
}
