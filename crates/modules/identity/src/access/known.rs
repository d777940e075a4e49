//! What an account may do, worked out once and kept while nothing changed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, ActorBuilder, Allowance, Anchor, Grant, RoleRow, Scope, Via};
use heng_kernel::{AccountId, DateRange, EmploymentId, RoleId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use tokio::time::Instant;

use crate::{
    Identity, PersonStanding, Post,
    account::entity::account,
    grant::entity as grant,
    role::{builtin_role_id, rows_of},
};

/// How long an entry is trusted although its stamp still fits: what [`crate::standing_changed`] should have said.
const TRUST: Duration = Duration::from_secs(1);
/// Most accounts remembered; then all are forgotten.
const MOST: usize = 50_000;

/// The employment asked for is not one of theirs today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotTheirs;

/// What is known of an account today.
#[derive(Debug)]
pub(crate) struct Known {
    stamp: i64,
    pub(crate) today: NaiveDate,
    pub(crate) standing: PersonStanding,
    grants: Vec<(Grant, Vec<RoleRow>)>,
}

impl Known {
    /// Reads grants, roles and standing.
    pub(crate) async fn load(
        identity: &Identity,
        db: &impl ConnectionTrait,
        account: &account::Model,
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let standing = match account.person_id {
            Some(person) => identity.standing().standing(person, now).await?,
            None => PersonStanding::nowhere(identity.settings().zone),
        };
        let today = standing.today(now);
        let given = grant::Entity::find()
            .filter(grant::Column::AccountId.eq(account.id))
            .filter(grant::Column::RevokedAt.is_null())
            .all(db)
            .await?;
        let mut grants: Vec<Grant> = given.iter().filter_map(grant::Model::grant).collect();
        grants.extend(everybodys(&standing));
        let rows = rows_of(db, grants.iter().map(|grant| grant.role)).await?;
        let with_rows = |grant: Grant| {
            let rows = rows.get(&grant.role).cloned().unwrap_or_default();
            (grant, rows)
        };
        let grants = grants.into_iter().map(with_rows).collect();
        Ok(Self { stamp: account.stamp, today, standing, grants })
    }

    /// What the account may do today when it acts for `post`.
    pub(crate) fn allowances(&self, post: Option<&Post>) -> Vec<Allowance> {
        let home = Anchor { units: self.standing.heads.clone(), company: post.map(|post| post.company) };
        let of = |(grant, rows): &(Grant, Vec<RoleRow>)| {
            grant.clone().anchored_at(&home).allowances(rows, self.today)
        };
        self.grants.iter().flat_map(of).collect()
    }

    /// The employment that acts: the one asked for, else the main one, if there is any.
    pub(crate) fn post(&self, acting_as: Option<EmploymentId>) -> Result<Option<&Post>, NotTheirs> {
        match acting_as {
            None => Ok(self.standing.posts.first()),
            Some(id) => {
                self.standing.posts.iter().find(|post| post.employment == id).map(Some).ok_or(NotTheirs)
            }
        }
    }

    /// An actor of this account with these allowances.
    pub(crate) fn actor(
        &self,
        via: Via,
        account: &account::Model,
        post: Option<&Post>,
        allowances: Vec<Allowance>,
    ) -> ActorBuilder {
        let mut actor = Actor::builder(via)
            .account(account.id)
            .today(self.today)
            .employments(self.standing.posts.iter().map(|post| post.employment))
            .allowances(allowances);
        if let Some(person) = account.person_id {
            actor = actor.person(person);
        }
        if let Some(post) = post {
            actor = actor.acting_as(post.employment).company(post.company);
        }
        actor
    }
}

/// The role every account has, and the one that comes with people to lead: nobody has to remember to give them.
fn everybodys(standing: &PersonStanding) -> impl Iterator<Item = Grant> + use<> {
    let always = |code| Grant {
        role: builtin_role_id(code),
        scope: Scope::All,
        anchor: Anchor::default(),
        days: DateRange::open(NaiveDate::MIN),
    };
    let leads = standing.leads.then(|| always("manager"));
    [always("employee")].into_iter().chain(leads)
}

/// The role that comes with an account.
pub(crate) fn role_of_everybody() -> RoleId {
    builtin_role_id("employee")
}

/// Known accounts of this process. An entry counts while the account's stamp, read with every request, is the same and
/// the day has not changed.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<HashMap<AccountId, (Instant, Arc<Known>)>>);

impl Cache {
    fn get(&self, account: &account::Model, now: DateTime<Utc>) -> Option<Arc<Known>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (read_at, known) = all.get(&account.id)?;
        let fresh = known.stamp == account.stamp
            && known.standing.today(now) == known.today
            && read_at.elapsed() < TRUST;
        fresh.then(|| known.clone())
    }

    fn put(&self, account: AccountId, known: Arc<Known>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(account, (Instant::now(), known));
    }
}

impl Identity {
    /// What `account`, as just read from the store, may do.
    pub(crate) async fn known(&self, account: &account::Model) -> Result<Arc<Known>, DbErr> {
        let now = self.db().now();
        if let Some(known) = self.cache().get(account, now) {
            return Ok(known);
        }
        let known = Arc::new(Known::load(self, self.db().read(), account, now).await?);
        self.cache().put(account.id, known.clone());
        Ok(known)
    }
}
