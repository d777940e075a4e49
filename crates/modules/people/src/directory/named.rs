//! Names of everything a page mentions by id, each kind in one query.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use heng_kernel::{AccountId, EmploymentId, GradeId, JobTitleId, PersonId, PositionId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    api,
    catalogue::entity::{grade, job, position},
    employment::{Act, Post, PostPatch, entity::employment},
    person::entity::person,
};

/// The ids a page mentions.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentioned {
    units: BTreeSet<UnitId>,
    jobs: BTreeSet<JobTitleId>,
    grades: BTreeSet<GradeId>,
    positions: BTreeSet<PositionId>,
    employments: BTreeSet<EmploymentId>,
}

impl Mentioned {
    pub(super) fn units(&mut self, units: impl IntoIterator<Item = UnitId>) {
        self.units.extend(units);
    }

    pub(super) fn post(&mut self, post: &Post) {
        self.units.insert(post.unit);
        self.jobs.extend(post.job);
        self.grades.extend(post.grade);
        self.positions.extend(post.position);
        self.employments.extend(post.manager);
        self.employments.extend(&post.dotted);
    }

    pub(super) fn act(&mut self, act: &Act) {
        match act {
            Act::Hire(start) | Act::Rehire(start) => self.post(&start.post),
            Act::AddPost { post, .. } => self.post(post),
            Act::Transfer { change, .. } | Act::Promote { change } => self.change(change),
            Act::Confirm
            | Act::ChangeKind { .. }
            | Act::ChangePay { .. }
            | Act::EndPost { .. }
            | Act::SignContract { .. }
            | Act::SetCalendar { .. }
            | Act::Leave { .. } => {}
        }
    }

    fn change(&mut self, change: &PostPatch) {
        self.units.extend(change.unit);
        self.jobs.extend(change.job.value());
        self.grades.extend(change.grade.value());
        self.positions.extend(change.position.value());
        self.employments.extend(change.manager.value());
        self.employments.extend(change.dotted.iter().flatten());
    }

    /// Their names: of units as on the day or nearest to it.
    pub(super) async fn names(&self, db: &impl ConnectionTrait, on: NaiveDate) -> Result<Names, DbErr> {
        let mut names = BTreeMap::new();
        let units: Vec<UnitId> = self.units.iter().copied().collect();
        names.extend(api::unit_names(db, &units, on).await?.into_iter().map(|(id, name)| (id.0, name)));
        names.extend(self.jobs(db).await?);
        names.extend(self.grades(db).await?);
        names.extend(self.positions(db).await?);
        names.extend(self.people(db).await?);
        Ok(Names(names))
    }

    async fn jobs(&self, db: &impl ConnectionTrait) -> Result<Vec<(Uuid, String)>, DbErr> {
        if self.jobs.is_empty() {
            return Ok(vec![]);
        }
        job::Entity::find()
            .select_only()
            .columns([job::Column::Id, job::Column::Name])
            .filter(job::Column::Id.is_in(self.jobs.iter().copied()))
            .into_tuple()
            .all(db)
            .await
    }

    async fn grades(&self, db: &impl ConnectionTrait) -> Result<Vec<(Uuid, String)>, DbErr> {
        if self.grades.is_empty() {
            return Ok(vec![]);
        }
        grade::Entity::find()
            .select_only()
            .columns([grade::Column::Id, grade::Column::Name])
            .filter(grade::Column::Id.is_in(self.grades.iter().copied()))
            .into_tuple()
            .all(db)
            .await
    }

    async fn positions(&self, db: &impl ConnectionTrait) -> Result<Vec<(Uuid, String)>, DbErr> {
        if self.positions.is_empty() {
            return Ok(vec![]);
        }
        position::Entity::find()
            .select_only()
            .columns([position::Column::Id, position::Column::Name])
            .filter(position::Column::Id.is_in(self.positions.iter().copied()))
            .into_tuple()
            .all(db)
            .await
    }

    async fn people(&self, db: &impl ConnectionTrait) -> Result<Vec<(Uuid, String)>, DbErr> {
        if self.employments.is_empty() {
            return Ok(vec![]);
        }
        let person = employment::Entity::belongs_to(person::Entity)
            .from(employment::Column::PersonId)
            .to(person::Column::Id)
            .into();
        employment::Entity::find()
            .select_only()
            .column(employment::Column::Id)
            .column(person::Column::Name)
            .join(JoinType::InnerJoin, person)
            .filter(employment::Column::Id.is_in(self.employments.iter().copied()))
            .into_tuple()
            .all(db)
            .await
    }
}

/// Names by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<Uuid, String>);

impl Names {
    pub(super) fn of(&self, id: Uuid) -> Option<String> {
        self.0.get(&id).cloned()
    }

    pub(super) fn into_map(self) -> BTreeMap<Uuid, String> {
        self.0
    }
}

/// What to call these accounts: by the person's name where there is one.
pub(super) async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = AccountId>,
) -> Result<HashMap<AccountId, String>, DbErr> {
    let ids: BTreeSet<AccountId> = accounts.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<AccountId> = ids.into_iter().collect();
    let known = heng_identity::api::titles(db, &ids).await?;
    let persons: Vec<PersonId> = known.values().filter_map(|title| title.person).collect();
    let names = api::person_names(db, &persons).await?;
    let named = |(id, title): (AccountId, heng_identity::api::Title)| {
        let name = title.person.and_then(|person| names.get(&person).cloned());
        (id, name.unwrap_or(title.name))
    };
    Ok(known.into_iter().map(named).collect())
}
