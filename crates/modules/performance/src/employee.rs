//! Where the person of a goal stands: rights, place of work, managers, names. The one door to `people` and `identity`.

use std::collections::HashMap;

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, Denied, Permission, Target};
use heng_calendar::zone;
use heng_kernel::{EmploymentId, PersonId, UnitId};
use heng_people::api::{self as people, Card, PersonView};
use heng_web::Problem;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// Asked for when a row is not there, so that what does not exist takes the same queries as what is hidden.
const NOBODY: EmploymentId = EmploymentId(Uuid::nil());

/// Why somebody may not do this with a goal or result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// Their rights do not reach it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is their own.
    #[error("nobody sets, corrects or judges their own goals")]
    Own,
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Denied(denied) => denied.into(),
            Refused::Own => Problem::new(StatusCode::FORBIDDEN, "goal.own"),
            Refused::Db(error) => error.into(),
        }
    }
}

/// Where an employment stands for the actor; the goals and results about it exist for those who may read goals there.
pub(crate) async fn target(
    db: &impl ConnectionTrait,
    actor: &Actor,
    employment: Option<EmploymentId>,
) -> Result<Target, DbErr> {
    let target = heng_scope::target(db, employment.unwrap_or(NOBODY), actor.today()).await?;
    Ok(target.record(Permission::GoalRead))
}

/// Whether the actor may look at goals there.
pub(crate) fn require_read(actor: &Actor, target: &Target) -> Result<(), Refused> {
    Ok(actor.require(Permission::GoalRead, target)?)
}

/// Whether the actor may set goals, correct numbers and issue results there: never their own.
pub(crate) fn require_assign(actor: &Actor, target: &Target) -> Result<(), Refused> {
    actor.require(Permission::GoalAssign, target)?;
    if actor.owns(target) { Err(Refused::Own) } else { Ok(()) }
}

/// Whether the actor is the person whose goal it is. Confirming, reporting and acknowledging are done in one's own name,
/// so not even the system does them for somebody.
pub(crate) fn require_own(actor: &Actor, target: &Target) -> Result<(), Refused> {
    actor.require(Permission::GoalReport, target)?;
    if actor.owns(target) {
        return Ok(());
    }
    Err(Denied::Forbidden { permission: Permission::GoalReport, missing: heng_access::ClassSet::EMPTY }
        .into())
}

/// The employment in whose name the actor acts, if any.
pub(crate) fn acting(actor: &Actor) -> Option<EmploymentId> {
    actor.acting_as().or_else(|| actor.employments().first().copied())
}

/// Where somebody works and which day it is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Workplace {
    /// The unit; none for somebody without a post.
    pub(crate) unit: Option<UnitId>,
    /// Today, there.
    pub(crate) today: NaiveDate,
}

/// Where an employment works now.
pub(crate) async fn workplace(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    now: DateTime<Utc>,
) -> Result<Workplace, DbErr> {
    let places = workplaces(db, &[employment], now).await?;
    let nowhere = Workplace { unit: None, today: zone::local_today(now, zone::MAINLAND) };
    Ok(places.get(&employment).copied().unwrap_or(nowhere))
}

/// [`workplace`] of many.
pub(crate) async fn workplaces(
    db: &impl ConnectionTrait,
    ids: &[EmploymentId],
    now: DateTime<Utc>,
) -> Result<HashMap<EmploymentId, Workplace>, DbErr> {
    let places = people::places_of_work(db, ids, zone::local_today(now, zone::MAINLAND)).await?;
    let at = |place: people::PlaceOfWork| Workplace {
        unit: Some(place.unit),
        today: zone::local_today(now, place.zone),
    };
    Ok(places.into_iter().map(|(id, place)| (id, at(place))).collect())
}

/// The manager of an employment on a day.
pub(crate) async fn manager_on(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
    on: NaiveDate,
) -> Result<Option<EmploymentId>, DbErr> {
    Ok(people::managers_on(db, &[employment], on).await?.remove(&employment))
}

/// Names of everybody on a page, fetched at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(HashMap<EmploymentId, Card>);

impl Names {
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        ids: impl IntoIterator<Item = EmploymentId>,
        on: NaiveDate,
    ) -> Result<Self, DbErr> {
        let mut ids: Vec<EmploymentId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(people::cards(db, &ids, on).await?))
    }

    pub(crate) fn card(&self, id: EmploymentId) -> Option<&Card> {
        self.0.get(&id)
    }

    pub(crate) fn person(&self, id: EmploymentId) -> Option<PersonId> {
        self.card(id).map(|card| card.person)
    }

    /// The name, or nothing for somebody unknown.
    pub(crate) fn name(&self, id: Option<EmploymentId>) -> String {
        id.and_then(|id| self.card(id)).map(|card| card.name.clone()).unwrap_or_default()
    }

    /// Whom a page names; somebody unknown without a name.
    pub(crate) fn view(&self, id: EmploymentId) -> PersonView {
        let unknown = || PersonView {
            employment_id: id,
            name: String::new(),
            number: String::new(),
            unit_name: String::new(),
        };
        self.card(id).map_or_else(unknown, PersonView::from)
    }
}
