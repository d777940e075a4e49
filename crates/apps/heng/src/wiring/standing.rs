//! Where persons stand, from `people`: what `identity` must know to work out rights.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use heng_access::Actor;
use heng_db::Db;
use heng_identity::{EmploymentTitle, PersonStanding, PersonTitle, Post, PostTitle, Standing, Titles};
use heng_kernel::{EmploymentId, PersonId, UnitId};
use heng_people::api;
use sea_orm::{DbErr, sea_query::SelectStatement};

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
            if let Some(card) = cards.get(employment) {
                let at = heng_scope::unit_target(db, card.unit, today).await?;
                let (company, unit, branch) = (card.company, card.unit, at.branches.first().copied());
                standing.posts.push(Post { employment: *employment, company, unit, branch });
            }
        }
        standing.heads = api::headed_units(db, &begun, today).await?.into_values().flatten().collect();
        standing.leads = heng_scope::leads(db, &begun, today).await?;
        let over = |card: &api::Card| card.last_day.is_some_and(|last| last < today);
        standing.ended = begun.is_empty() && !cards.is_empty() && cards.values().all(over);
        Ok(standing)
    }

    async fn employments(
        &self,
        actor: &Actor,
        ids: &[EmploymentId],
        since: DateTime<Utc>,
    ) -> Result<HashMap<EmploymentId, EmploymentTitle>, DbErr> {
        let called = api::employments_called(self.db.read(), actor, ids, since).await?;
        let title = |(id, called): (EmploymentId, api::Called)| {
            let api::Called { number, name, former } = called;
            (id, EmploymentTitle { number, name, former })
        };
        Ok(called.into_iter().map(title).collect())
    }

    async fn unit_names(&self, units: &[UnitId], on: NaiveDate) -> Result<HashMap<UnitId, String>, DbErr> {
        api::unit_names(self.db.read(), units, on).await
    }

    fn found(&self, words: &str) -> Option<SelectStatement> {
        api::persons_found(words)
    }

    async fn titles(&self, persons: &[PersonId], on: NaiveDate) -> Result<Titles, DbErr> {
        let db = self.db.read();
        let names = api::person_names(db, persons).await?;
        let mut cards = api::cards_of_persons(db, persons, on).await?;
        let companies: BTreeSet<UnitId> =
            cards.values().flatten().map(|card| UnitId(card.company.0)).collect();
        let companies = api::unit_names(db, &companies.into_iter().collect::<Vec<_>>(), on).await?;
        let post = |card: api::Card| PostTitle {
            employment: card.employment,
            number: card.number,
            unit_name: card.unit_name,
            company_name: companies.get(&UnitId(card.company.0)).cloned().unwrap_or_default(),
        };
        let title = |(person, name)| {
            let posts = cards.remove(&person).unwrap_or_default().into_iter().map(post).collect();
            (person, PersonTitle { name, posts })
        };
        Ok(names.into_iter().map(title).collect())
    }
}
