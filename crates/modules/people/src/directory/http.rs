//! `/api/v1/people`.

use std::collections::HashSet;

use axum::{Extension, Json, extract::State};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, FieldClass, Permission};
use heng_db::Db;
use heng_kernel::{CompanyId, EmploymentId, GradeId, JobTitleId, PersonId, UnitId};
use heng_vault::{Vault, VaultError};
use heng_web::{AppState, Body, ListView, PageParams, Params, PathId, Problem, Signed, TotalView};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    diff::{Difference, Moment, diff as differences},
    list::{self, Asked, Order, Row},
    look_up::{self as finding, Wanted},
    mask::Sensitive,
    reveal::{self as revealing, RevealView},
    show::{self as page, PageOf, PersonPage},
};
use crate::{
    employment::{EmploymentKind, PersonnelError, entity::employment},
    person::Sealer,
    projection::CardState,
};

/// Routes of the directory.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(total))
        .routes(routes!(look_up))
        .routes(routes!(show))
        .routes(routes!(reveal))
        .routes(routes!(diff))
}

#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SortBy {
    #[default]
    Name,
    Number,
    FirstDay,
}

/// What is asked of the list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PeopleQuery {
    /// The day; today unless given. Another day takes class work.
    as_of: Option<NaiveDate>,
    /// A unit and everything below it.
    unit: Option<UnitId>,
    /// Where people stand, repeatable; those in service unless given. Takes class work.
    #[serde(default)]
    state: Vec<CardState>,
    /// The job.
    job: Option<JobTitleId>,
    /// The footing. Takes class work.
    kind: Option<EmploymentKind>,
    /// Whose contract of the day ends before this day. Takes class work.
    contract_ends_before: Option<NaiveDate>,
    /// Whose last day of work is known and lies before this day. Takes class work.
    leaves_before: Option<NaiveDate>,
    /// Words that begin a name, its pinyin or initials, or a number.
    #[param(max_length = 100)]
    q: Option<String>,
    /// `name`, `number`, or `first_day` (latest first, takes class work).
    #[serde(default)]
    #[param(inline)]
    sort: SortBy,
    /// `next` of the page before; absent for the first.
    after: Option<String>,
    /// Rows of the page, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

impl PeopleQuery {
    fn asked(&self, actor: &Actor) -> Asked {
        let asked = Asked {
            as_of: self.as_of.unwrap_or_else(|| actor.today()),
            unit: self.unit,
            states: self.state.clone(),
            job: self.job,
            kind: self.kind,
            contract_ends_before: self.contract_ends_before,
            leaves_before: self.leaves_before,
            search: vec![],
            order: match self.sort {
                SortBy::Name => Order::Name,
                SortBy::Number => Order::Number,
                SortBy::FirstDay => Order::FirstDay,
            },
        };
        asked.searching(self.q.as_deref().unwrap_or_default())
    }
}

/// A row of the people list. Fields of class work are there where that class is open to the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct PersonRow {
    employment_id: EmploymentId,
    person_id: PersonId,
    company_id: CompanyId,
    number: String,
    name: String,
    unit_id: UnitId,
    unit_name: Option<String>,
    job_id: Option<JobTitleId>,
    job_name: Option<String>,
    /// Whether somebody else in service whom the reader may see bears the same name.
    same_name: bool,
    /// The mobile number, masked, where class private is open to the reader on more than their own row.
    #[serde(skip_serializing_if = "Option::is_none")]
    mobile_masked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<WorkColumns>,
}

/// The first event that takes effect after the day of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct PlannedEvent {
    /// `transfer`, `leave` …
    kind: String,
    /// First day of the new state.
    effective_on: NaiveDate,
}

/// Columns of class work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct WorkColumns {
    state: CardState,
    kind: EmploymentKind,
    grade_id: Option<GradeId>,
    grade_name: Option<String>,
    manager_id: Option<EmploymentId>,
    manager_name: Option<String>,
    first_day: NaiveDate,
    last_day: Option<NaiveDate>,
    /// Last day agreed in the contract of the day; none when open-ended or without one.
    contract_last_day: Option<NaiveDate>,
    /// What is planned next.
    next_planned: Option<PlannedEvent>,
}

/// What is open to the reader on the rows of a page.
struct Open {
    work: HashSet<EmploymentId>,
    private: HashSet<EmploymentId>,
}

fn row(row: Row, open: &Open, vault: &Vault) -> Result<PersonRow, VaultError> {
    let may = |class: &HashSet<EmploymentId>| class.contains(&row.employment_id);
    let sealer = Sealer { vault, id: row.person_id };
    let mobile = sealer.open("phone", row.phone.as_ref().filter(|_| may(&open.private)))?;
    let shows_work = may(&open.work);
    let next = row.next_kind.zip(row.next_on);
    let work = WorkColumns {
        state: row.state,
        kind: row.kind,
        grade_id: row.grade_id,
        grade_name: row.grade_name,
        manager_id: row.manager_id,
        manager_name: row.manager_name,
        first_day: row.first_day,
        last_day: row.last_day,
        contract_last_day: row.contract_last_day,
        next_planned: next.map(|(kind, effective_on)| PlannedEvent { kind, effective_on }),
    };
    Ok(PersonRow {
        employment_id: row.employment_id,
        person_id: row.person_id,
        company_id: row.company_id,
        number: row.number,
        name: row.name,
        unit_id: row.unit_id,
        unit_name: row.unit_name,
        job_id: row.job_id,
        job_name: row.job_name,
        same_name: row.same_name,
        mobile_masked: mobile.map(|plain| Sensitive::Phone.masked(&plain)),
        work: shows_work.then_some(work),
    })
}

/// On which of these rows a class is open: on all, none, or one's own without a look, else by one query for the page.
async fn open_on(
    db: &Db,
    actor: &Actor,
    class: FieldClass,
    rows: &[Row],
) -> Result<HashSet<EmploymentId>, DbErr> {
    if actor.may_sort_by(Permission::PeopleRead, class) {
        return Ok(rows.iter().map(|row| row.employment_id).collect());
    }
    let reach = actor.reach_with_class(Permission::PeopleRead, class);
    if !list::beyond_own(&reach) {
        let own = |row: &&Row| reach.own.contains(&row.employment_id) || reach.person == Some(row.person_id);
        return Ok(rows.iter().filter(own).map(|row| row.employment_id).collect());
    }
    let ids: Vec<EmploymentId> = employment::Entity::find()
        .select_only()
        .column(employment::Column::Id)
        .filter(employment::Column::Id.is_in(rows.iter().map(|row| row.employment_id)))
        .filter(heng_scope::condition(&reach, (employment::Entity, employment::Column::Id), actor.today()))
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(ids.into_iter().collect())
}

/// The people one may see, as of a day.
#[utoipa::path(get, path = "/api/v1/people", operation_id = "people.list", tag = "people",
    extensions(("x-permission" = json!("people.read"))), params(PeopleQuery),
    responses((status = 200, body = ListView<PersonRow>), (status = "4XX", body = Problem)))]
async fn list(
    Signed(actor): Signed,
    State(db): State<Db>,
    Extension(vault): Extension<Vault>,
    Params(query): Params<PeopleQuery>,
) -> Result<Json<ListView<PersonRow>>, Problem> {
    let page = PageParams { after: query.after.clone(), limit: query.limit };
    let found =
        list::page(db.read(), &actor, &query.asked(&actor), page.after.as_deref(), page.size()).await??;
    let open = Open {
        work: open_on(&db, &actor, FieldClass::Work, &found.items).await?,
        private: open_on(&db, &actor, FieldClass::Private, &found.items).await?,
    };
    let rows = found.items.into_iter().map(|one| row(one, &open, &vault)).collect::<Result<_, _>>();
    let items = rows.map_err(PersonnelError::from)?;
    Ok(Json(ListView { items, next: found.next }))
}

/// How many people the list has, exact to 10,000.
#[utoipa::path(get, path = "/api/v1/people/total", operation_id = "people.total", tag = "people",
    extensions(("x-permission" = json!("people.read"))), params(PeopleQuery),
    responses((status = 200, body = TotalView), (status = "4XX", body = Problem)))]
async fn total(
    Signed(actor): Signed,
    State(db): State<Db>,
    Params(query): Params<PeopleQuery>,
) -> Result<Json<TotalView>, Problem> {
    Ok(Json(list::total(db.read(), &actor, &query.asked(&actor)).await??))
}

/// A number nobody shall see in an address. Exactly one is given.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LookUpBody {
    id_number: Option<String>,
    phone: Option<String>,
    bank_account: Option<String>,
}

/// Who has a number.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FoundView {
    employment_ids: Vec<EmploymentId>,
}

/// Finds somebody by identity document, mobile number or bank account. Audited.
#[utoipa::path(post, path = "/api/v1/people/look-up", operation_id = "people.look_up", tag = "people",
    extensions(("x-permission" = json!("people.read"))), request_body = LookUpBody,
    responses((status = 200, body = FoundView), (status = "4XX", body = Problem)))]
async fn look_up(
    Signed(actor): Signed,
    State(db): State<Db>,
    Extension(vault): Extension<Vault>,
    Body(body): Body<LookUpBody>,
) -> Result<Json<FoundView>, Problem> {
    actor.require_anywhere(Permission::PeopleRead)?;
    let wanted = match (body.id_number, body.phone, body.bank_account) {
        (Some(n), None, None) => Wanted::IdNumber(n),
        (None, Some(n), None) => Wanted::Phone(n),
        (None, None, Some(n)) => Wanted::BankAccount(n),
        _ => return Err(Problem::unprocessable("people.look_up_one")),
    };
    let employment_ids = finding::look_up(&db, &vault, &actor, &wanted).await?;
    Ok(Json(FoundView { employment_ids }))
}

/// Which day, and which time of knowing.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MomentQuery {
    /// The day; today unless given.
    as_of: Option<NaiveDate>,
    /// What was believed at this instant; now unless given.
    known_at: Option<DateTime<Utc>>,
}

/// The page of one employment: facts of the day, the time line of events with planned ones, masked fields.
#[utoipa::path(get, path = "/api/v1/people/{id}", operation_id = "people.show", tag = "people",
    extensions(("x-permission" = json!("people.read"))), params(("id" = EmploymentId, Path), MomentQuery),
    responses((status = 200, body = PersonPage), (status = "4XX", body = Problem)))]
async fn show(
    Signed(actor): Signed,
    State(db): State<Db>,
    Extension(vault): Extension<Vault>,
    PathId(id): PathId<EmploymentId>,
    Params(query): Params<MomentQuery>,
) -> Result<Json<PersonPage>, Problem> {
    let as_of = query.as_of.unwrap_or_else(|| actor.today());
    let asked = PageOf { id, as_of, known_at: query.known_at };
    Ok(Json(page::show(db.read(), &vault, &actor, asked).await?))
}

/// What to reveal.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RevealBody {
    /// The fields.
    fields: Vec<Sensitive>,
}

/// Shows masked fields. Reading another person's is audited before the answer leaves.
#[utoipa::path(post, path = "/api/v1/people/{id}/reveal", operation_id = "people.reveal", tag = "people",
    extensions(("x-permission" = json!("people.read"))), params(("id" = EmploymentId, Path)),
    request_body = RevealBody, responses((status = 200, body = RevealView), (status = "4XX", body = Problem)))]
async fn reveal(
    Signed(actor): Signed,
    State(db): State<Db>,
    Extension(vault): Extension<Vault>,
    PathId(id): PathId<EmploymentId>,
    Body(body): Body<RevealBody>,
) -> Result<Json<RevealView>, Problem> {
    Ok(Json(revealing::reveal(&db, &vault, &actor, id, &body.fields).await?))
}

/// Which two moments.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DiffQuery {
    /// The earlier day.
    from: NaiveDate,
    /// The later day.
    to: NaiveDate,
    /// What was believed of the earlier day at this instant; now unless given.
    from_known_at: Option<DateTime<Utc>>,
    /// What was believed of the later day at this instant; now unless given.
    to_known_at: Option<DateTime<Utc>>,
}

/// The differences.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DiffView {
    differences: Vec<Difference>,
}

/// What differs between two days.
#[utoipa::path(get, path = "/api/v1/people/{id}/diff", operation_id = "people.diff", tag = "people",
    extensions(("x-permission" = json!("people.read"))), params(("id" = EmploymentId, Path), DiffQuery),
    responses((status = 200, body = DiffView), (status = "4XX", body = Problem)))]
async fn diff(
    Signed(actor): Signed,
    State(db): State<Db>,
    PathId(id): PathId<EmploymentId>,
    Params(query): Params<DiffQuery>,
) -> Result<Json<DiffView>, Problem> {
    let before = Moment { on: query.from, known_at: query.from_known_at };
    let after = Moment { on: query.to, known_at: query.to_known_at };
    Ok(Json(DiffView { differences: differences(db.read(), &actor, id, before, after).await? }))
}
