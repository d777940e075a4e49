//! What this module must know of people, as a trait that `people` is wired to.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    sync::{PoisonError, RwLock},
};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use heng_access::{Actor, FieldClass, Permission, Target};
use heng_kernel::{CompanyId, EmploymentId, PersonId, UnitId};
use sea_orm::{
    DbErr,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

/// Where persons stand at an instant.
///
/// Answers are kept for a second. Whoever changes what would be answered also calls [`crate::standing_changed`] or
/// [`crate::employments_changed`] in that unit of work, so that rights end with the commit and not with the cache.
#[async_trait]
pub trait Standing: Debug + Send + Sync {
    /// Where `person` stands at `at`. Somebody unknown stands nowhere: [`PersonStanding::nowhere`].
    async fn standing(&self, person: PersonId, at: DateTime<Utc>) -> Result<PersonStanding, DbErr>;

    /// What to call these persons and their posts on a day, in a fixed number of queries. For pages; rights never ask.
    async fn titles(&self, persons: &[PersonId], on: NaiveDate) -> Result<Titles, DbErr>;

    /// What to call these employments, as far as the actor may see whose they are (`people.read`); others are left out.
    /// Names borne since `since` are told with it. In a fixed number of queries.
    async fn employments(
        &self,
        actor: &Actor,
        ids: &[EmploymentId],
        since: DateTime<Utc>,
    ) -> Result<HashMap<EmploymentId, EmploymentTitle>, DbErr>;

    /// Names of units and legal entities on a day.
    async fn unit_names(&self, units: &[UnitId], on: NaiveDate) -> Result<HashMap<UnitId, String>, DbErr>;

    /// The ids of persons found by words of a search, as a sub-select; `None` when nobody can be found by them.
    fn found(&self, words: &str) -> Option<SelectStatement>;
}

/// What to call persons, by person. Somebody unknown is left out.
pub type Titles = BTreeMap<PersonId, PersonTitle>;

/// What to call a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonTitle {
    /// The name.
    pub name: String,
    /// Their employments, that which stands for them first.
    pub posts: Vec<PostTitle>,
}

impl PersonTitle {
    /// The employee number that stands for them.
    pub fn number(&self) -> Option<&str> {
        self.posts.first().map(|post| post.number.as_str())
    }
}

/// What to call a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostTitle {
    /// The employment.
    pub employment: EmploymentId,
    /// Employee number.
    pub number: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Name of the legal entity.
    pub company_name: String,
}

/// What to call an employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmploymentTitle {
    /// Employee number; it never changes.
    pub number: String,
    /// The name as it is.
    pub name: String,
    /// Names borne before, each with the instant it was changed, oldest first.
    pub former: Vec<(DateTime<Utc>, String)>,
}

impl EmploymentTitle {
    /// The name at an instant.
    pub fn name_at(&self, at: DateTime<Utc>) -> &str {
        self.former.iter().find(|(until, _)| at < *until).map_or(&self.name, |(_, name)| name)
    }
}

/// Where a person stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonStanding {
    /// The name to greet them by.
    pub display_name: String,
    /// The time zone of their place of work: their day begins at its midnight.
    pub zone: Tz,
    /// The employments of that day, the main one first.
    pub posts: Vec<Post>,
    /// Units they head that day.
    pub heads: Vec<UnitId>,
    /// Whether anybody has them as a manager, solid or dotted line, that day.
    pub leads: bool,
    /// Whether they were employed and the last day of their last employment has passed. Ends every session and token.
    pub ended: bool,
}

impl PersonStanding {
    /// Somebody without a post.
    pub fn nowhere(zone: Tz) -> Self {
        Self { display_name: String::new(), zone, posts: vec![], heads: vec![], leads: false, ended: false }
    }

    /// The day at their place of work.
    pub fn today(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
}

/// One employment of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// The employment.
    pub employment: EmploymentId,
    /// Its legal entity.
    pub company: CompanyId,
    /// The unit of its main assignment.
    pub unit: UnitId,
    /// The branch that unit belongs to.
    pub branch: Option<UnitId>,
}

/// One employment of a [`StandingTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    post: Post,
    last_day: Option<NaiveDate>,
}

/// A [`Standing`] kept in memory: for tests, and for an installation that has no people yet.
#[derive(Debug)]
pub struct StandingTable {
    zone: Tz,
    rows: RwLock<BTreeMap<PersonId, (PersonStanding, Vec<Row>)>>,
}

impl StandingTable {
    /// Nobody yet.
    pub fn empty(zone: Tz) -> Self {
        Self { zone, rows: RwLock::default() }
    }

    /// Adds an employment of a person, making them known.
    pub fn employ(&self, person: PersonId, name: &str, post: Post, last_day: Option<NaiveDate>) {
        self.change(person, |standing, rows| {
            name.clone_into(&mut standing.display_name);
            rows.retain(|row| row.post.employment != post.employment);
            rows.push(Row { post, last_day });
        });
    }

    /// The person heads these units and leads their people.
    pub fn head(&self, person: PersonId, units: impl IntoIterator<Item = UnitId>) {
        self.change(person, |standing, _| {
            standing.heads = units.into_iter().collect();
            standing.leads = !standing.heads.is_empty();
        });
    }

    /// Sets or moves the last day of every employment of the person.
    pub fn end(&self, person: PersonId, last_day: NaiveDate) {
        self.change(person, |_, rows| rows.iter_mut().for_each(|row| row.last_day = Some(last_day)));
    }

    fn change(&self, person: PersonId, change: impl FnOnce(&mut PersonStanding, &mut Vec<Row>)) {
        let mut all = self.rows.write().unwrap_or_else(PoisonError::into_inner);
        let known = all.entry(person).or_insert_with(|| (PersonStanding::nowhere(self.zone), vec![]));
        change(&mut known.0, &mut known.1);
    }
}

/// The made-up employee number of somebody's employment in that place.
fn number(place: usize) -> String {
    format!("{place:06}")
}

#[async_trait]
impl Standing for StandingTable {
    async fn standing(&self, person: PersonId, at: DateTime<Utc>) -> Result<PersonStanding, DbErr> {
        let all = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        let Some((standing, rows)) = all.get(&person) else {
            return Ok(PersonStanding::nowhere(self.zone));
        };
        let today = standing.today(at);
        let holds = |row: &&Row| row.last_day.is_none_or(|last| today <= last);
        let posts: Vec<Post> = rows.iter().filter(holds).map(|row| row.post).collect();
        let ended = posts.is_empty() && !rows.is_empty();
        Ok(PersonStanding { posts, ended, ..standing.clone() })
    }

    async fn employments(
        &self,
        actor: &Actor,
        ids: &[EmploymentId],
        _: DateTime<Utc>,
    ) -> Result<HashMap<EmploymentId, EmploymentTitle>, DbErr> {
        let all = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        let mut titles = HashMap::new();
        for (person, (standing, rows)) in all.iter() {
            for (place, Row { post, .. }) in (1..).zip(rows) {
                let target = Target {
                    person: Some(*person),
                    employment: Some(post.employment),
                    units: vec![post.unit],
                    branches: post.branch.into_iter().collect(),
                    company: Some(post.company),
                    ..Target::default()
                };
                if ids.contains(&post.employment)
                    && actor
                        .require_classes(Permission::PeopleRead, FieldClass::Public.into(), &target)
                        .is_ok()
                {
                    let (number, name) = (number(place), standing.display_name.clone());
                    titles.insert(post.employment, EmploymentTitle { number, name, former: vec![] });
                }
            }
        }
        Ok(titles)
    }

    async fn unit_names(&self, _: &[UnitId], _: NaiveDate) -> Result<HashMap<UnitId, String>, DbErr> {
        Ok(HashMap::new())
    }

    fn found(&self, words: &str) -> Option<SelectStatement> {
        let all = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        let named = all.iter().filter(|(_, (standing, _))| standing.display_name.starts_with(words));
        let persons: Vec<PersonId> = named.map(|(person, _)| *person).collect();
        let mut query = Query::select();
        query.column("person_id").from("visibility_place").and_where(Expr::col("person_id").is_in(persons));
        Some(query)
    }

    async fn titles(&self, persons: &[PersonId], _: NaiveDate) -> Result<Titles, DbErr> {
        let all = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        let title = |person: &PersonId| {
            let (standing, rows) = all.get(person)?;
            let post = |(place, row): (usize, &Row)| PostTitle {
                employment: row.post.employment,
                number: number(place),
                unit_name: String::new(),
                company_name: String::new(),
            };
            let posts = (1..).zip(rows).map(post).collect();
            Some((*person, PersonTitle { name: standing.display_name.clone(), posts }))
        };
        Ok(persons.iter().filter_map(title).collect())
    }
}
