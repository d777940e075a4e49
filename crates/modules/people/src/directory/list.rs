//! The people list, as of a day.
//!
//! Rows come from `people_card`, which covers all time (see [`crate::projection`]), so that any day costs the same: one
//! statement walks an index in the order asked for, steps over rows of other days, and stops when the page is full. A
//! search walks the token index instead. No statement runs per row.

use chrono::NaiveDate;
use heng_access::{Actor, Denied, FieldClass, Permission, Reach};
use heng_db::{Cursor, Page, PageSize, bad_cursor};
use heng_kernel::{CompanyId, EmploymentId, GradeId, JobTitleId, PersonId, UnitId};
use heng_vault::SealedText;
use heng_web::TotalView;
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    sea_query::{Expr, ExprTrait, Order as Direction, Query, SelectStatement},
};
use uuid::Uuid;

use super::search::{begins_with, found_earlier, has_word};
use crate::{
    employment::EmploymentKind,
    person::names,
    projection::CardState,
    unit::{
        UnitKind,
        entity::unit,
        tree::{units_below, within},
    },
};

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name, in pinyin.
    #[default]
    Name,
    /// By employee number.
    Number,
    /// By first day, the latest first. A field of class work.
    FirstDay,
}

/// What is asked of the list. Everything given must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The day.
    pub as_of: NaiveDate,
    /// A unit and everything below it.
    pub unit: Option<UnitId>,
    /// Where people stand; those in service unless given.
    pub states: Vec<CardState>,
    /// The job.
    pub job: Option<JobTitleId>,
    /// The footing.
    pub kind: Option<EmploymentKind>,
    /// Whose contract of the day ends before this day.
    pub contract_ends_before: Option<NaiveDate>,
    /// Whose last day of work is known and lies before this day.
    pub leaves_before: Option<NaiveDate>,
    /// Words of a search: each begins a name, its pinyin or initials, or a number.
    pub search: Vec<String>,
    /// The order; a search is ordered by the word found.
    pub order: Order,
}

impl Asked {
    /// Everybody in service on a day.
    pub const fn on(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            unit: None,
            states: vec![],
            job: None,
            kind: None,
            contract_ends_before: None,
            leaves_before: None,
            search: vec![],
            order: Order::Name,
        }
    }

    /// Takes the words of a search.
    #[must_use]
    pub fn searching(mut self, query: &str) -> Self {
        self.search = names::words(query);
        self
    }

    /// Whether the answer tells anything beyond what every colleague sees on the day.
    fn tells_work(&self, today: NaiveDate) -> bool {
        self.as_of != today
            || !self.states.is_empty()
            || self.kind.is_some()
            || self.contract_ends_before.is_some()
            || self.leaves_before.is_some()
            || self.order == Order::FirstDay
    }

    /// The rows the actor may be shown for this question: what sorts or filters by a field of class work is asked of those
    /// rows alone on which that class is open.
    fn reach(&self, actor: &Actor) -> Result<Reach, Denied> {
        actor.require_anywhere(Permission::PeopleRead)?;
        if self.tells_work(actor.today()) && !actor.may_sort_by(Permission::PeopleRead, FieldClass::Work) {
            return Ok(actor.reach_with_class(Permission::PeopleRead, FieldClass::Work));
        }
        Ok(actor.reach(Permission::PeopleRead))
    }
}

/// Whose names may be shown on a day, and whether with facts of class work: for charts and other lists by unit.
#[derive(Clone, Debug)]
pub(crate) struct Sees {
    /// The rows.
    pub reach: Reach,
    /// The day the rights are of.
    pub today: NaiveDate,
    /// Whether class work is open on all of them.
    pub work: bool,
}

impl Sees {
    /// Another day than today is shown of those on whom class work is open.
    pub fn on(actor: &Actor, as_of: NaiveDate) -> Self {
        let work = actor.may_sort_by(Permission::PeopleRead, FieldClass::Work);
        let reach = if work || as_of == actor.today() {
            actor.reach(Permission::PeopleRead)
        } else {
            actor.reach_with_class(Permission::PeopleRead, FieldClass::Work)
        };
        Self { reach, today: actor.today(), work }
    }
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Row {
    /// The employment.
    pub employment_id: EmploymentId,
    /// The person.
    pub person_id: PersonId,
    /// The legal entity.
    pub company_id: CompanyId,
    /// Employee number.
    pub number: String,
    /// Name.
    pub name: String,
    /// The sort key of the name.
    pub sort_name: String,
    /// Unit of the main post.
    pub unit_id: UnitId,
    /// That unit's name on the day.
    pub unit_name: Option<String>,
    /// The job.
    pub job_id: Option<JobTitleId>,
    /// The job's name.
    pub job_name: Option<String>,
    /// The grade.
    pub grade_id: Option<GradeId>,
    /// The grade's name.
    pub grade_name: Option<String>,
    /// The manager.
    pub manager_id: Option<EmploymentId>,
    /// The manager's name.
    pub manager_name: Option<String>,
    /// Where they stand.
    pub state: CardState,
    /// On what footing.
    pub kind: EmploymentKind,
    /// First day of work.
    pub first_day: NaiveDate,
    /// Last day of work.
    pub last_day: Option<NaiveDate>,
    /// Last day agreed in the contract of the day. Of class work.
    pub contract_last_day: Option<NaiveDate>,
    /// The first event that takes effect after the day. Of class work.
    pub next_kind: Option<String>,
    /// When it takes effect.
    pub next_on: Option<NaiveDate>,
    /// Whether somebody else in service whom the reader may see bears the same name.
    pub same_name: bool,
    /// The mobile number, sealed; read only for those to whom class private may be open. Of class private.
    pub phone: Option<SealedText>,
    /// The word a search found, when there was one.
    pub token: Option<String>,
}

/// One page.
pub async fn page(
    db: &impl ConnectionTrait,
    actor: &Actor,
    asked: &Asked,
    after: Option<&str>,
    size: PageSize,
) -> Result<Result<Page<Row>, Denied>, DbErr> {
    let reach = match asked.reach(actor) {
        Ok(reach) => reach,
        Err(denied) => return Ok(Err(denied)),
    };
    if reach.is_none() {
        return Ok(Ok(Page { items: vec![], next: None }));
    }
    let asked = &widest_filter(db, asked, &reach).await?;
    let query = statement(actor, asked, &reach, after, size)?;
    let rows = db.query_all(&query).await?;
    let rows = rows.iter().map(|row| Row::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
    let order = asked.order;
    Ok(Ok(Page::cut(rows, size, |row| (key(order, row), row.employment_id))))
}

/// How many rows there are, exact to 10,000.
pub async fn total(
    db: &impl ConnectionTrait,
    actor: &Actor,
    asked: &Asked,
) -> Result<Result<TotalView, Denied>, DbErr> {
    let reach = match asked.reach(actor) {
        Ok(reach) => reach,
        Err(denied) => return Ok(Err(denied)),
    };
    if reach.is_none() {
        return Ok(Ok(TotalView::of(0)));
    }
    let asked = &widest_filter(db, asked, &reach).await?;
    let mut rows = matching(actor, asked, &reach);
    rows.expr_as(Expr::val(1), "one").limit(TotalView::MOST + 1);
    let count = Query::select().expr_as(Expr::cust("COUNT(*)"), "count").from_subquery(rows, "m").to_owned();
    let counted: i64 = match db.query_one(&count).await? {
        Some(row) => row.try_get("", "count")?,
        None => 0,
    };
    Ok(Ok(TotalView::of(u64::try_from(counted).unwrap_or_default())))
}

/// The statement of one page.
pub(crate) fn statement(
    actor: &Actor,
    asked: &Asked,
    reach: &Reach,
    after: Option<&str>,
    size: PageSize,
) -> Result<SelectStatement, DbErr> {
    let mut query = matching(actor, asked, reach);
    columns(&mut query, asked.as_of);
    later_columns(&mut query, asked.as_of);
    query.expr_as(Expr::exists(namesake(actor, asked.as_of, reach)), "same_name");
    phone_column(&mut query, actor);
    let searching = !asked.search.is_empty();
    let (column, direction) = match asked.order {
        _ if searching => (("t", "token"), Direction::Asc),
        Order::Name => (("c", "sort_name"), Direction::Asc),
        Order::Number => (("c", "number"), Direction::Asc),
        Order::FirstDay => (("c", "first_day"), Direction::Desc),
    };
    let id = if searching { ("t", "employment_id") } else { ("c", "employment_id") };
    if searching {
        query.expr_as(Expr::col(("t", "token")), "token");
    } else {
        query.expr_as(Expr::cust("CAST(NULL AS text)"), "token");
    }
    if let Some((key, last)) = <(String, EmploymentId)>::after(after)? {
        let key = match asked.order {
            Order::FirstDay if !searching => Expr::val(key.parse::<NaiveDate>().map_err(|_| bad_cursor())?),
            _ => Expr::val(key),
        };
        let here = Expr::tuple([Expr::col(column), Expr::col(id)]);
        let there = Expr::tuple([key, Expr::val(last)]);
        query.and_where(if direction == Direction::Asc { here.gt(there) } else { here.lt(there) });
    }
    query.order_by(column, direction.clone()).order_by(id, direction).limit(size.limit());
    Ok(query)
}

fn key(order: Order, row: &Row) -> String {
    match (&row.token, order) {
        (Some(token), _) => token.clone(),
        (None, Order::Name) => row.sort_name.clone(),
        (None, Order::Number) => row.number.clone(),
        (None, Order::FirstDay) => row.first_day.to_string(),
    }
}

fn columns(query: &mut SelectStatement, as_of: NaiveDate) {
    let version = Condition::all()
        .add(Expr::col(("v", "unit_id")).equals(("c", "unit_id")))
        .add(Expr::col(("v", "superseded_at")).is_null())
        .add(within(as_of, ("v", "from_on"), ("v", "to_on")));
    query
        .columns([
            ("c", "employment_id"),
            ("c", "person_id"),
            ("c", "company_id"),
            ("c", "number"),
            ("c", "name"),
        ])
        .columns([
            ("c", "sort_name"),
            ("c", "unit_id"),
            ("c", "job_id"),
            ("c", "grade_id"),
            ("c", "manager_id"),
        ])
        .columns([("c", "state"), ("c", "kind"), ("c", "first_day"), ("c", "last_day")])
        .expr_as(Expr::col(("v", "name")), "unit_name")
        .expr_as(Expr::col(("j", "name")), "job_name")
        .expr_as(Expr::col(("g", "name")), "grade_name")
        .expr_as(Expr::col(("mp", "name")), "manager_name")
        .join_as(JoinType::LeftJoin, "unit_version", "v", version)
        .join_as(JoinType::LeftJoin, "job_title", "j", Expr::col(("j", "id")).equals(("c", "job_id")))
        .join_as(JoinType::LeftJoin, "grade", "g", Expr::col(("g", "id")).equals(("c", "grade_id")))
        .join_as(JoinType::LeftJoin, "employment", "m", Expr::col(("m", "id")).equals(("c", "manager_id")))
        .join_as(JoinType::LeftJoin, "person", "mp", Expr::col(("mp", "id")).equals(("m", "person_id")));
}

/// The end of the contract and the next planned event: at most one row each for a card.
fn later_columns(query: &mut SelectStatement, as_of: NaiveDate) {
    let contract = Condition::all()
        .add(Expr::col(("k", "employment_id")).equals(("c", "employment_id")))
        .add(Expr::col(("k", "superseded_at")).is_null())
        .add(within(as_of, ("k", "from_on"), ("k", "to_on")));
    let next = Query::select()
        .column(("x", "id"))
        .from_as("personnel_event", "x")
        .and_where(Expr::col(("x", "employment_id")).equals(("c", "employment_id")))
        .and_where(Expr::col(("x", "effective_on")).gt(as_of))
        .and_where(Expr::col(("x", "superseded_at")).is_null())
        .order_by(("x", "effective_on"), Direction::Asc)
        .order_by(("x", "id"), Direction::Asc)
        .limit(1)
        .to_owned();
    query
        .expr_as(Expr::col(("k", "agreed_last_day")), "contract_last_day")
        .expr_as(Expr::col(("e", "kind")), "next_kind")
        .expr_as(Expr::col(("e", "effective_on")), "next_on")
        .join_as(JoinType::LeftJoin, "contract", "k", contract)
        .join_as(JoinType::LeftJoin, "personnel_event", "e", Expr::col(("e", "id")).eq(next));
}

/// Somebody else of the same name, in service on the day, whom the reader may see too.
fn namesake(actor: &Actor, as_of: NaiveDate, reach: &Reach) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as("people_card", "s")
        .and_where(Expr::col(("s", "sort_name")).equals(("c", "sort_name")))
        .and_where(Expr::col(("s", "name")).equals(("c", "name")))
        .and_where(Expr::col(("s", "person_id")).not_equals(("c", "person_id")))
        .and_where(Expr::col(("s", "state")).is_in([CardState::Probation, CardState::Confirmed]))
        .cond_where(within(as_of, ("s", "from_on"), ("s", "to_on")))
        .cond_where(visible(reach, actor.today(), "s"))
        .to_owned()
}

/// The sealed mobile number, where it may be shown on more than one's own row.
fn phone_column(query: &mut SelectStatement, actor: &Actor) {
    if beyond_own(&actor.reach_with_class(Permission::PeopleRead, FieldClass::Private)) {
        let person = Expr::col(("p", "id")).equals(("c", "person_id"));
        query.expr_as(Expr::col(("p", "phone")), "phone").join_as(JoinType::InnerJoin, "person", "p", person);
    } else {
        query.expr_as(Expr::cust("CAST(NULL AS bytea)"), "phone");
    }
}

/// Whether a reach takes in anybody but the reader.
pub(super) fn beyond_own(reach: &Reach) -> bool {
    !Reach { own: vec![], person: None, ..reach.clone() }.is_none()
}

/// The rows that match, without columns, order and limit.
fn matching(actor: &Actor, asked: &Asked, reach: &Reach) -> SelectStatement {
    let mut query = Query::select();
    match asked.search.split_first() {
        None => {
            query.from_as("people_card", "c");
        }
        Some((first, others)) => {
            let card = Condition::all().add(Expr::col(("c", "employment_id")).equals(("t", "employment_id")));
            query.from_as("person_token", "t").join_as(JoinType::InnerJoin, "people_card", "c", card);
            query.cond_where(begins_with("t", first)).and_where(Expr::not_exists(found_earlier(first)));
            for word in others {
                query.and_where(Expr::exists(has_word(word)));
            }
        }
    }
    query.cond_where(within(asked.as_of, ("c", "from_on"), ("c", "to_on")));
    let in_service = [CardState::Probation, CardState::Confirmed];
    let states = if asked.states.is_empty() { &in_service[..] } else { &asked.states };
    query.and_where(Expr::col(("c", "state")).is_in(states.iter().copied()));
    if let Some(unit) = asked.unit {
        query.and_where(Expr::col(("c", "unit_id")).in_subquery(units_below(unit, asked.as_of)));
    }
    if let Some(job) = asked.job {
        query.and_where(Expr::col(("c", "job_id")).eq(job));
    }
    if let Some(kind) = asked.kind {
        query.and_where(Expr::col(("c", "kind")).eq(kind));
    }
    if let Some(day) = asked.contract_ends_before {
        query.and_where(Expr::exists(contract_ending(asked.as_of, day)));
    }
    if let Some(day) = asked.leaves_before {
        query.and_where(Expr::col(("c", "last_day")).lt(day));
    }
    query.cond_where(visible(reach, actor.today(), "c"));
    query
}

/// The contract of the day, when it ends before another.
fn contract_ending(as_of: NaiveDate, before: NaiveDate) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as("contract", "r")
        .and_where(Expr::col(("r", "employment_id")).equals(("c", "employment_id")))
        .and_where(Expr::col(("r", "superseded_at")).is_null())
        .and_where(Expr::col(("r", "agreed_last_day")).lt(before))
        .cond_where(within(as_of, ("r", "from_on"), ("r", "to_on")))
        .to_owned()
}

/// Cards the reach takes in. The company stands on the card and never changes, so that the widest common scope needs no
/// look elsewhere.
pub(crate) fn visible(reach: &Reach, today: NaiveDate, card: &'static str) -> Condition {
    if reach.all {
        return Condition::all();
    }
    let mut any = Condition::any();
    if !reach.companies.is_empty() {
        any = any.add(Expr::col((card, "company_id")).is_in(reach.companies.iter().copied()));
    }
    let rest = Reach { companies: vec![], ..reach.clone() };
    if rest.is_none() && !any.is_empty() {
        return any;
    }
    any.add(heng_scope::condition(&rest, (card, "employment_id"), today))
}

/// The group as a unit takes in everybody and is no filter by units; to those who do not reach it, it is a unit that never was.
async fn widest_filter(db: &impl ConnectionTrait, asked: &Asked, reach: &Reach) -> Result<Asked, DbErr> {
    let mut asked = asked.clone();
    if let Some(id) = asked.unit {
        let unit = unit::Entity::find_by_id(id).one(db).await?;
        if unit.is_some_and(|unit| unit.kind == UnitKind::Group) {
            let known = reach.all || reach.subtree_units.contains(&id);
            asked.unit = Some(UnitId(Uuid::nil())).filter(|_| !known);
        }
    }
    Ok(asked)
}
