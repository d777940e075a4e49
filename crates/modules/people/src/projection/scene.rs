//! Everything needed to say, for some employments and any day, where they stand and who manages them.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use heng_kernel::{AssignmentId, CompanyId, DateRange, EmploymentId, PersonId, PositionId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    belief::believed,
    employment::{
        Line, Post, Term,
        entity::{assignment, employment, term},
        timelines::{post_of, span_of},
    },
    history::Track,
    person::entity::person,
    unit::Org,
};

/// When somebody works, and who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stint {
    pub person: PersonId,
    pub company: CompanyId,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
}

impl Stint {
    pub fn of(row: &employment::Model) -> Self {
        Self {
            person: row.person_id,
            company: row.company_id,
            first_day: row.first_day,
            last_day: row.last_day,
        }
    }

    pub fn days(&self) -> Option<DateRange> {
        DateRange::new(self.first_day?, self.last_day.and_then(|day| day.succ_opt())).ok()
    }

    pub fn works_on(&self, day: NaiveDate) -> bool {
        self.days().is_some_and(|days| days.contains(day))
    }
}

/// One of the employments asked about.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub stint: Stint,
    pub number: String,
    pub name: String,
    pub sort_name: String,
    pub terms: Line<Term>,
    pub main: Line<Post>,
    pub further: HashMap<AssignmentId, Line<Post>>,
}

/// A place in the line of managers; it may be empty, and the line goes on above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The unit it heads; none for a manager named personally.
    pub unit: Option<UnitId>,
    /// Who sits there and works on that day.
    pub holder: Option<EmploymentId>,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scene {
    pub subjects: HashMap<EmploymentId, Subject>,
    pub org: Org,
    stints: HashMap<EmploymentId, Stint>,
    holders: HashMap<PositionId, Vec<(DateRange, EmploymentId)>>,
    /// When it was believed; none is the present.
    known_at: Option<DateTime<Utc>>,
}

impl Scene {
    /// Loads what is believed today, in a fixed number of queries.
    pub async fn load(db: &impl ConnectionTrait, ids: &[EmploymentId]) -> Result<Self, DbErr> {
        let rows = employment::Entity::find()
            .filter(employment::Column::Id.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let names: HashMap<PersonId, (String, String)> = person::Entity::find()
            .select_only()
            .columns([person::Column::Id, person::Column::Name, person::Column::SortName])
            .filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id)))
            .into_tuple::<(PersonId, String, String)>()
            .all(db)
            .await?
            .into_iter()
            .map(|(id, name, sort)| (id, (name, sort)))
            .collect();
        let posts = assignment::Entity::find()
            .filter(assignment::Column::EmploymentId.is_in(ids.iter().copied()))
            .filter(assignment::Column::SupersededAt.is_null())
            .all(db)
            .await?;
        let terms = term::Entity::find()
            .filter(term::Column::EmploymentId.is_in(ids.iter().copied()))
            .filter(term::Column::SupersededAt.is_null())
            .all(db)
            .await?;
        let units: HashSet<UnitId> = posts.iter().map(|post| post.unit_id).collect();
        let org = Org::above(db, &units.into_iter().collect::<Vec<_>>()).await?;
        let mut scene = Self { org, ..Self::default() };
        for row in rows {
            let (name, sort_name) = names.get(&row.person_id).cloned().unwrap_or_default();
            let stint = Stint::of(&row);
            scene.stints.insert(row.id, stint);
            scene.subjects.insert(
                row.id,
                Subject {
                    stint,
                    number: row.number,
                    name,
                    sort_name,
                    terms: Track::default(),
                    main: Track::default(),
                    further: HashMap::new(),
                },
            );
        }
        scene.take_lines(posts, terms);
        scene.load_managers(db).await?;
        Ok(scene)
    }

    /// One employment's main post with the organisation and everybody above it, all as believed at an instant.
    pub async fn believed_at(
        db: &impl ConnectionTrait,
        row: &employment::Model,
        main: &Line<Post>,
        at: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let org = Org::all(db, Some(at)).await?;
        let mut scene = Self { org, known_at: Some(at), ..Self::default() };
        let stint = Stint::of(row);
        scene.stints.insert(row.id, stint);
        let subject = Subject {
            stint,
            number: row.number.clone(),
            name: String::new(),
            sort_name: String::new(),
            terms: Track::default(),
            main: main.clone(),
            further: HashMap::new(),
        };
        scene.subjects.insert(row.id, subject);
        scene.load_managers(db).await?;
        Ok(scene)
    }

    /// These units with everything above them and whoever heads them.
    pub async fn around(db: &impl ConnectionTrait, units: &[UnitId]) -> Result<Self, DbErr> {
        let mut scene = Self { org: Org::above(db, units).await?, ..Self::default() };
        scene.load_managers(db).await?;
        Ok(scene)
    }

    fn take_lines(&mut self, posts: Vec<assignment::Model>, terms: Vec<term::Model>) {
        let mut main: HashMap<EmploymentId, Vec<_>> = HashMap::new();
        let mut further: HashMap<(EmploymentId, AssignmentId), Vec<_>> = HashMap::new();
        for row in posts {
            let (employment, post_id, is_main) = (row.employment_id, row.post_id, row.main);
            let Some(span) = span_of(row.from_on, row.to_on, row.event_id, post_of(row)) else { continue };
            if is_main {
                main.entry(employment).or_default().push(span);
            } else {
                further.entry((employment, post_id)).or_default().push(span);
            }
        }
        let mut states: HashMap<EmploymentId, Vec<_>> = HashMap::new();
        for row in terms {
            let value = Term { kind: row.kind, state: row.state };
            if let Some(span) = span_of(row.from_on, row.to_on, row.event_id, value) {
                states.entry(row.employment_id).or_default().push(span);
            }
        }
        for (id, subject) in &mut self.subjects {
            subject.main = Track::from_stored(main.remove(id).unwrap_or_default());
            subject.terms = Track::from_stored(states.remove(id).unwrap_or_default());
        }
        for ((employment, post_id), spans) in further {
            if let Some(subject) = self.subjects.get_mut(&employment) {
                subject.further.insert(post_id, Track::from_stored(spans));
            }
        }
    }

    async fn load_managers(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let versions = || self.org.units().flat_map(|unit| unit.versions.spans());
        let seats: HashSet<PositionId> = versions().filter_map(|span| span.value.head_position).collect();
        let mut wanted: HashSet<EmploymentId> = versions().filter_map(|span| span.value.head).collect();
        for subject in self.subjects.values() {
            for line in std::iter::once(&subject.main).chain(subject.further.values()) {
                for span in line.spans() {
                    wanted.extend(span.value.manager);
                    wanted.extend(&span.value.dotted);
                }
            }
        }
        if !seats.is_empty() {
            let held = assignment::Entity::find()
                .filter(assignment::Column::PositionId.is_in(seats))
                .filter(believed(
                    self.known_at,
                    assignment::Column::RecordedAt,
                    assignment::Column::SupersededAt,
                ))
                .all(db)
                .await?;
            for row in held {
                if let (Some(seat), Ok(days)) = (row.position_id, DateRange::new(row.from_on, row.to_on)) {
                    wanted.insert(row.employment_id);
                    self.holders.entry(seat).or_default().push((days, row.employment_id));
                }
            }
            for held in self.holders.values_mut() {
                held.sort_by_key(|(days, id)| (days.from(), *id));
            }
        }
        wanted.retain(|id| !self.stints.contains_key(id));
        if !wanted.is_empty() {
            let ids: Vec<EmploymentId> = wanted.iter().copied().collect();
            let rows =
                employment::Entity::find().filter(employment::Column::Id.is_in(wanted)).all(db).await?;
            self.stints.extend(rows.iter().map(|row| (row.id, Stint::of(row))));
            self.stints_as_known(db, &ids).await?;
        }
        Ok(())
    }

    /// The days of these employments as believed then: the head row knows only those believed now.
    async fn stints_as_known(
        &mut self,
        db: &impl ConnectionTrait,
        ids: &[EmploymentId],
    ) -> Result<(), DbErr> {
        let Some(at) = self.known_at else { return Ok(()) };
        let terms = term::Entity::find()
            .filter(term::Column::EmploymentId.is_in(ids.iter().copied()))
            .filter(believed(Some(at), term::Column::RecordedAt, term::Column::SupersededAt))
            .order_by_asc(term::Column::FromOn)
            .all(db)
            .await?;
        for id in ids {
            let Some(stint) = self.stints.get_mut(id) else { continue };
            let mut mine = terms.iter().filter(|row| row.employment_id == *id);
            let first = mine.next();
            let last = mine.next_back().or(first);
            stint.first_day = first.map(|row| row.from_on);
            stint.last_day = last.and_then(|row| row.to_on).and_then(|day| day.pred_opt());
        }
        Ok(())
    }

    /// Whether that employment works on the day.
    pub fn works(&self, id: EmploymentId, on: NaiveDate) -> bool {
        self.stints.get(&id).is_some_and(|stint| stint.works_on(on))
    }

    /// Whether both employments are of one person.
    pub fn same_person(&self, a: EmploymentId, b: EmploymentId) -> bool {
        let person = |id| self.stints.get(&id).map(|stint: &Stint| stint.person);
        a == b || person(a).is_some() && person(a) == person(b)
    }

    /// Who heads a unit on a day: whoever holds its head seat, else its head, when they work on that day.
    pub fn head(&self, unit: UnitId, on: NaiveDate) -> Option<EmploymentId> {
        let facts = self.org.facts(unit, on)?;
        let seated = facts.head_position.and_then(|seat| self.holders.get(&seat)).and_then(|held| {
            held.iter().find(|(days, id)| days.contains(on) && self.works(*id, on)).map(|(_, id)| *id)
        });
        seated.or_else(|| facts.head.filter(|id| self.works(*id, on)))
    }

    /// The seats above a post: the manager named for it, then the head of its unit and of each unit above. A seat held by
    /// the same person counts as somebody's own and is left out, so that nobody manages themselves.
    pub fn seats(&self, of: EmploymentId, post: &Post, on: NaiveDate) -> Vec<Seat> {
        let others = |id: &EmploymentId| !self.same_person(*id, of);
        let named = post
            .manager
            .filter(others)
            .map(|id| Seat { unit: None, holder: Some(id).filter(|id| self.works(*id, on)) });
        let heads = self.org.path(post.unit, on).into_iter().filter_map(|unit| {
            let holder = self.head(unit.id, on);
            holder.is_none_or(|id| others(&id)).then_some(Seat { unit: Some(unit.id), holder })
        });
        named.into_iter().chain(heads).collect()
    }

    /// The manager of a post on a day: the first seat above it in which somebody sits.
    pub fn manager(&self, of: EmploymentId, post: &Post, on: NaiveDate) -> Option<EmploymentId> {
        self.seats(of, post, on).into_iter().find_map(|seat| seat.holder)
    }

    /// The days on which the manager of a post can change, apart from changes of the post itself.
    pub fn manager_turns(&self, post: &Post) -> BTreeSet<NaiveDate> {
        let mut turns = self.head_turns(post.unit);
        turns.extend(post.manager.iter().chain(&post.dotted).flat_map(|id| self.stint_turns(*id)));
        turns
    }

    /// The days on which whoever heads a unit, or a unit above it, can change.
    pub fn head_turns(&self, unit: UnitId) -> BTreeSet<NaiveDate> {
        let mut turns = self.org.turns(unit);
        let above = self.org.ever_above(unit);
        for span in above.iter().filter_map(|id| self.org.get(*id)).flat_map(|unit| unit.versions.spans()) {
            turns.extend(span.value.head.into_iter().flat_map(|id| self.stint_turns(id)));
            let held = span.value.head_position.and_then(|seat| self.holders.get(&seat));
            for (days, id) in held.into_iter().flatten() {
                turns.extend(edges(*days));
                turns.extend(self.stint_turns(*id));
            }
        }
        turns
    }

    fn stint_turns(&self, id: EmploymentId) -> impl Iterator<Item = NaiveDate> {
        self.stints.get(&id).and_then(Stint::days).into_iter().flat_map(edges)
    }
}

/// The first day of a range and the first after it.
fn edges(days: DateRange) -> impl Iterator<Item = NaiveDate> {
    std::iter::once(days.from()).chain(days.to())
}
