//! Where persons stand, from `people`: what `identity` must know to work out rights.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use heng_db::{Db, Tx};
use heng_identity::{PersonStanding, Post, Standing};
use heng_kernel::{EmploymentId, PersonId};
use heng_people::{api, hooks::Left};
use sea_orm::DbErr;

/// The people of the database.
#[derive(Clone, Debug)]
pub(crate) struct PeopleStanding {
    db: Db,
    zone: Tz,
}

impl PeopleStanding {
    /// `zone` is that of accounts that belong to nobody.
    pub(crate) fn new(db: Db, zone: Tz) -> Self {
        Self { db, zone }
    }
}

#[async_trait]
impl Standing for PeopleStanding {
    async fn standing(&self, person: PersonId, at: DateTime<Utc>) -> Result<PersonStanding, DbErr> {
        let db = self.db.read();
        let mut standing = PersonStanding::nowhere(self.zone);
        let all = api::all_employments_of(db, person).await?;
        let Some(latest) = all.last().copied() else { return Ok(standing) };
        // The day there decides about the day: near midnight the first guess may be a day off, the zone is not.
        let place = api::place_of_work(db, latest, at.with_timezone(&self.zone).date_naive()).await?;
        standing.zone = place.map_or(self.zone, |place| place.zone);
        let today = standing.today(at);
        let cards = api::cards(db, &all, today).await?;
        if let Some(card) = cards.get(&latest) {
            standing.display_name.clone_from(&card.name);
        }
        let begun = api::employments_of(db, person, today).await?;
        for employment in &begun {
            let target = heng_scope::target(db, *employment, today).await?;
            if let (Some(company), Some(card)) = (target.company, cards.get(employment)) {
                let post = Post { employment: *employment, company, unit: card.unit, branch: target.branch };
                standing.posts.push(post);
            }
        }
        standing.heads = api::headed_units(db, &begun, today).await?.into_values().flatten().collect();
        standing.leads = heng_scope::leads(db, &begun, today).await?;
        let over = |card: &api::Card| card.last_day.is_some_and(|last| last < today);
        standing.ended = begun.is_empty() && !cards.is_empty() && cards.values().all(over);
        Ok(standing)
    }
}

/// Ends the rights of leavers with the commit. Other changes of standing are noticed within seconds; this one must not wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RightsOfLeavers;

#[async_trait]
impl Left for RightsOfLeavers {
    async fn left(&self, tx: &Tx, employment: EmploymentId, _: Option<NaiveDate>) -> Result<(), DbErr> {
        let person = api::person_of(tx.db(), employment).await?;
        heng_identity::standing_changed(tx, person.as_slice()).await
    }
}
