//! Timelines as rows, and back.

use chrono::{DateTime, NaiveDate, Utc};
use heng_db::Tx;
use heng_kernel::{AssignmentId, DateRange, EmploymentId, Money, PersonnelEventId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    act::{ContractTerms, Pay, Post},
    entity::{assignment, calendar_assignment, compensation, contract, employment, term},
    replay::{Line, Term, Timelines},
};
use crate::{
    belief::{believed, insert_all, supersede},
    history::{Span, Track},
};

/// The rows of some employments.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    terms: Vec<term::Model>,
    posts: Vec<assignment::Model>,
    contracts: Vec<contract::Model>,
    pay: Vec<compensation::Model>,
    calendars: Vec<calendar_assignment::Model>,
}

/// What every row begins with.
struct Head<'a> {
    tx: &'a Tx,
    employment: EmploymentId,
}

impl Rows {
    /// Adds the rows that say what `lines` say of one employment.
    pub fn add(&mut self, tx: &Tx, employment: EmploymentId, lines: &Timelines) {
        let head = Head { tx, employment };
        self.terms.extend(lines.terms.spans().iter().map(|span| head.term(span)));
        if let Some(post_id) = lines.main_id {
            self.posts.extend(lines.main.spans().iter().map(|span| head.post(span, post_id, true)));
        }
        for (post_id, line) in &lines.further {
            self.posts.extend(line.spans().iter().map(|span| head.post(span, *post_id, false)));
        }
        self.contracts.extend(lines.contracts.spans().iter().map(|span| head.contract(span)));
        self.pay.extend(lines.pay.spans().iter().map(|span| head.pay(span)));
        self.calendars.extend(lines.calendars.spans().iter().map(|span| head.calendar(span)));
    }

    /// Whether any post has a seat.
    pub fn name_seats(&self) -> bool {
        self.posts.iter().any(|row| row.position_id.is_some())
    }

    /// Inserts the rows of employments that had none.
    pub async fn insert(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        insert_all::<term::Entity>(db, self.terms).await?;
        insert_all::<assignment::Entity>(db, self.posts).await?;
        insert_all::<contract::Entity>(db, self.contracts).await?;
        insert_all::<compensation::Entity>(db, self.pay).await?;
        insert_all::<calendar_assignment::Entity>(db, self.calendars).await
    }

    /// Makes them what is believed from `now` on in place of `live`.
    pub async fn replace(
        self,
        db: &impl ConnectionTrait,
        now: DateTime<Utc>,
        live: Self,
    ) -> Result<(), DbErr> {
        supersede::<term::Entity>(db, now, live.terms, self.terms).await?;
        supersede::<assignment::Entity>(db, now, live.posts, self.posts).await?;
        supersede::<contract::Entity>(db, now, live.contracts, self.contracts).await?;
        supersede::<compensation::Entity>(db, now, live.pay, self.pay).await?;
        supersede::<calendar_assignment::Entity>(db, now, live.calendars, self.calendars).await
    }

    /// The rows of one employment believed at an instant.
    pub async fn load(
        db: &impl ConnectionTrait,
        id: EmploymentId,
        known_at: Option<DateTime<Utc>>,
    ) -> Result<Self, DbErr> {
        macro_rules! rows {
            ($table:ident) => {
                $table::Entity::find()
                    .filter($table::Column::EmploymentId.eq(id))
                    .filter(believed(known_at, $table::Column::RecordedAt, $table::Column::SupersededAt))
                    .all(db)
                    .await?
            };
        }
        Ok(Self {
            terms: rows!(term),
            posts: rows!(assignment),
            contracts: rows!(contract),
            pay: rows!(compensation),
            calendars: rows!(calendar_assignment),
        })
    }

    /// The timelines they say. The days of the employment are those of its terms.
    pub fn timelines(self) -> Timelines {
        let mut lines = Timelines {
            terms: track(self.terms, |row| {
                let value = Term { kind: row.kind, state: row.state };
                span_of(row.from_on, row.to_on, row.event_id, value)
            }),
            contracts: track(self.contracts, |row| {
                let (from, to, event) = (row.from_on, row.to_on, row.event_id);
                let value =
                    ContractTerms { kind: row.kind, number: row.number, last_day: row.agreed_last_day };
                span_of(from, to, event, value)
            }),
            pay: track(self.pay, |row| {
                let (from, to, event) = (row.from_on, row.to_on, row.event_id);
                let amount = Money::from_minor(row.amount_minor);
                span_of(from, to, event, Pay { amount, currency: row.currency, per: row.per })
            }),
            calendars: track(self.calendars, |row| {
                span_of(row.from_on, row.to_on, row.event_id, row.calendar_id)
            }),
            ..Timelines::default()
        };
        let (main, further): (Vec<_>, Vec<_>) = self.posts.into_iter().partition(|row| row.main);
        lines.main_id = main.first().map(|row| row.post_id);
        let post_span = |row: assignment::Model| {
            let (from, to, event) = (row.from_on, row.to_on, row.event_id);
            span_of(from, to, event, post_of(row))
        };
        lines.main = track(main, post_span);
        for row in further {
            let post_id = row.post_id;
            let mut spans = lines.further.remove(&post_id).map(|l| l.spans().to_vec()).unwrap_or_default();
            spans.extend(post_span(row));
            lines.further.insert(post_id, Track::from_stored(spans));
        }
        lines.first_day = lines.terms.spans().first().map(|span| span.days.from());
        lines.left_on = lines.terms.last().and_then(|span| span.days.to());
        lines
    }
}

fn track<R, T>(rows: Vec<R>, span: impl Fn(R) -> Option<Span<T, PersonnelEventId>>) -> Line<T> {
    Track::from_stored(rows.into_iter().filter_map(span).collect())
}

impl Head<'_> {
    fn id(&self) -> Uuid {
        self.tx.new_id()
    }

    fn term(&self, span: &Span<Term, PersonnelEventId>) -> term::Model {
        term::Model {
            id: self.id(),
            employment_id: self.employment,
            event_id: span.source,
            from_on: span.days.from(),
            to_on: span.days.to(),
            recorded_at: self.tx.now,
            superseded_at: None,
            state: span.value.state,
            kind: span.value.kind,
        }
    }

    fn post(
        &self,
        span: &Span<Post, PersonnelEventId>,
        post_id: AssignmentId,
        main: bool,
    ) -> assignment::Model {
        let post = &span.value;
        assignment::Model {
            id: self.id(),
            employment_id: self.employment,
            event_id: span.source,
            from_on: span.days.from(),
            to_on: span.days.to(),
            recorded_at: self.tx.now,
            superseded_at: None,
            post_id,
            main,
            unit_id: post.unit,
            job_id: post.job,
            grade_id: post.grade,
            position_id: post.position,
            manager_id: post.manager,
            dotted_ids: assignment::DottedIds(post.dotted.clone()),
            cost_centre: post.cost_centre.clone(),
        }
    }

    fn contract(&self, span: &Span<ContractTerms, PersonnelEventId>) -> contract::Model {
        contract::Model {
            id: self.id(),
            employment_id: self.employment,
            event_id: span.source,
            from_on: span.days.from(),
            to_on: span.days.to(),
            recorded_at: self.tx.now,
            superseded_at: None,
            kind: span.value.kind,
            number: span.value.number.clone(),
            agreed_last_day: span.value.last_day,
        }
    }

    fn pay(&self, span: &Span<Pay, PersonnelEventId>) -> compensation::Model {
        compensation::Model {
            id: self.id(),
            employment_id: self.employment,
            event_id: span.source,
            from_on: span.days.from(),
            to_on: span.days.to(),
            recorded_at: self.tx.now,
            superseded_at: None,
            amount_minor: span.value.amount.minor(),
            currency: span.value.currency.clone(),
            per: span.value.per,
        }
    }

    fn calendar(&self, span: &Span<heng_kernel::CalendarId, PersonnelEventId>) -> calendar_assignment::Model {
        calendar_assignment::Model {
            id: self.id(),
            employment_id: self.employment,
            event_id: span.source,
            from_on: span.days.from(),
            to_on: span.days.to(),
            recorded_at: self.tx.now,
            superseded_at: None,
            calendar_id: span.value,
        }
    }
}

/// A stored row's span; a row that could never have been written is none.
pub(crate) fn span_of<T>(
    from: NaiveDate,
    to: Option<NaiveDate>,
    source: PersonnelEventId,
    value: T,
) -> Option<Span<T, PersonnelEventId>> {
    DateRange::new(from, to).ok().map(|days| Span { days, value, source })
}

/// The post a row speaks of.
pub(crate) fn post_of(row: assignment::Model) -> Post {
    Post {
        unit: row.unit_id,
        job: row.job_id,
        grade: row.grade_id,
        position: row.position_id,
        manager: row.manager_id,
        dotted: row.dotted_ids.0,
        cost_centre: row.cost_centre,
    }
}

/// The head row of an employment.
pub(crate) async fn head(
    db: &impl ConnectionTrait,
    id: EmploymentId,
) -> Result<Option<employment::Model>, DbErr> {
    employment::Entity::find_by_id(id).one(db).await
}
