//! Requests.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, FieldClass, Permission};
use heng_approval::{Subjects, api::ExpectedNode};
use heng_db::{Db, Tx};
use heng_kernel::{CaseId, EmploymentId, Explanation, Finding, LeaveLotId, LeaveRequestId};
use heng_web::{AppState, Body, ListView, Once, PageParams, Params, PathId, Problem, Signed};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::whose;
use crate::{
    calendar::Calendars,
    leave::{
        Ask, LeaveError,
        ask::kind_word,
        cancel::cancel,
        entity::{
            day, leave_type,
            request::{self, Half, Status},
        },
        preview::preview,
        queries::{self, RequestFilter},
        subject::find,
        submit::submit,
        withdraw::withdraw,
    },
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, send))
        .routes(routes!(look_ahead))
        .routes(routes!(show))
        .routes(routes!(take_back))
        .routes(routes!(call_off))
}

const fn morning() -> Half {
    Half::Am
}

const fn afternoon() -> Half {
    Half::Pm
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
struct LeaveRequestBody {
    /// For whom; oneself unless given.
    employment_id: Option<EmploymentId>,
    /// Code of the leave type: `annual`.
    leave_type: String,
    first_day: NaiveDate,
    /// From the morning (`am`, unless given) or from noon on (`pm`).
    #[serde(default = "morning")]
    first_half: Half,
    last_day: NaiveDate,
    /// Until noon (`am`) or until evening (`pm`, unless given).
    #[serde(default = "afternoon")]
    last_half: Half,
    /// A word to whoever decides.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

fn ask(actor: &Actor, body: LeaveRequestBody) -> Result<Ask, Problem> {
    Ok(Ask {
        employment: whose(actor, body.employment_id)?,
        leave_type: body.leave_type,
        first_day: body.first_day,
        first_half: body.first_half,
        last_day: body.last_day,
        last_half: body.last_half,
        reason: body.reason,
    })
}

/// A day of a leave.
#[derive(Debug, Serialize, ToSchema)]
struct LeaveDayView {
    day: NaiveDate,
    am: bool,
    pm: bool,
    /// Hundredths of a day it uses up: 0, 50 or 100.
    quantity: i64,
    /// `work`, `rest` or `statutory`.
    kind: String,
}

impl From<day::Model> for LeaveDayView {
    fn from(row: day::Model) -> Self {
        Self { day: row.on_day, am: row.am, pm: row.pm, quantity: i64::from(row.quantity), kind: row.kind }
    }
}

/// A lot a leave would draw on.
#[derive(Debug, Serialize, ToSchema)]
struct DrawView {
    lot_id: LeaveLotId,
    /// The lot's last day; absent when it does not end.
    last_day: Option<NaiveDate>,
    quantity: i64,
}

/// How many others of the unit are away.
#[derive(Debug, Serialize, ToSchema)]
struct AwayView {
    day: NaiveDate,
    people: u64,
}

/// What would happen.
#[derive(Debug, Serialize, ToSchema)]
struct LeavePreviewView {
    /// Hundredths of a day used up.
    quantity: i64,
    /// Why so many.
    counted: Explanation,
    days: Vec<LeaveDayView>,
    /// Hundredths of a day that may be taken now; absent for a type without a balance.
    balance_before: Option<i64>,
    /// And after this.
    balance_after: Option<i64>,
    /// Why there is as much now.
    balance: Option<Explanation>,
    /// The lots it draws on, the one that ends first before the others.
    draws: Vec<DrawView>,
    /// Who decides, and why they.
    approvers: Vec<ExpectedNode>,
    /// Others of the unit who are away on those days, without names.
    away: Vec<AwayView>,
    /// Errors: it would be refused as it is. Warnings and remarks: good to know.
    findings: Vec<Finding>,
}

/// Counts a leave, looks at the balance and at who decides, before it is sent. Writes nothing.
#[utoipa::path(post, path = "/api/v1/leave-requests/preview", operation_id = "leave.preview", tag = "leave",
    extensions(("x-permission" = json!("leave.request"))), request_body = LeaveRequestBody,
    responses((status = 200, body = LeavePreviewView), (status = "4XX", body = Problem)))]
async fn look_ahead(
    State(db): State<Db>,
    Extension(calendars): Extension<Calendars>,
    Signed(actor): Signed,
    Body(body): Body<LeaveRequestBody>,
) -> Result<Json<LeavePreviewView>, Problem> {
    let ask = ask(&actor, body)?;
    let seen = preview(&db, &calendars, &actor, &ask).await?;
    let day = |asked: &crate::leave::ask::AskedDay| LeaveDayView {
        day: asked.on,
        am: asked.am,
        pm: asked.pm,
        quantity: asked.quantity,
        kind: kind_word(asked.kind).to_owned(),
    };
    let (before, after, balance) = match seen.balance {
        Some((before, after, explanation)) => (Some(before), Some(after), Some(explanation)),
        None => (None, None, None),
    };
    Ok(Json(LeavePreviewView {
        quantity: seen.quantity,
        counted: seen.counted,
        days: seen.days.iter().map(day).collect(),
        balance_before: before,
        balance_after: after,
        balance,
        draws: seen
            .draws
            .into_iter()
            .map(|(lot_id, last_day, quantity)| DrawView { lot_id, last_day, quantity })
            .collect(),
        approvers: seen.approvers,
        away: seen.away.into_iter().map(|(day, people)| AwayView { day, people }).collect(),
        findings: seen.findings,
    }))
}

/// A request in a list.
#[derive(Debug, Serialize, ToSchema)]
struct LeaveRequestView {
    id: LeaveRequestId,
    employment_id: EmploymentId,
    /// Who; absent in one's own list's rows of people one may not see.
    name: Option<String>,
    number: Option<String>,
    /// Code of the leave type; absent when the reader may not see it.
    leave_type: Option<String>,
    first_day: NaiveDate,
    first_half: Half,
    last_day: NaiveDate,
    last_half: Half,
    /// Hundredths of a day.
    quantity: i32,
    status: Status,
    case_id: Option<CaseId>,
    submitted_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}

/// A request with its days.
#[derive(Debug, Serialize, ToSchema)]
struct LeaveRequestDetailView {
    #[serde(flatten)]
    request: LeaveRequestView,
    /// The word to whoever decides; absent when the reader may not see it.
    reason: Option<String>,
    /// Why it counts that many days, as it was when it was sent.
    #[schema(value_type = Explanation)]
    counted: serde_json::Value,
    days: Vec<LeaveDayView>,
    /// What the reader may do now.
    may: LeaveMayView,
}

/// What the reader may do with a request now.
#[derive(Debug, Serialize, ToSchema)]
struct LeaveMayView {
    /// Take it back before it is decided.
    withdraw: bool,
    /// Call off the approved leave.
    cancel: bool,
}

fn view(
    row: &request::Model,
    kind: Option<&leave_type::Model>,
    card: Option<&heng_people::api::Card>,
    health: bool,
) -> LeaveRequestView {
    let shown = kind.filter(|kind| health || kind.field_class() == FieldClass::Work);
    LeaveRequestView {
        id: row.id,
        employment_id: row.employment_id,
        name: card.map(|card| card.name.clone()),
        number: card.map(|card| card.number.clone()),
        leave_type: shown.map(|kind| kind.code.clone()),
        first_day: row.first_day,
        first_half: row.first_half,
        last_day: row.last_day,
        last_half: row.last_half,
        quantity: row.quantity,
        status: row.status,
        case_id: row.case_id,
        submitted_at: row.submitted_at,
        closed_at: row.closed_at,
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LeaveRequestQuery {
    /// Whose; one's own unless given.
    employment: Option<EmploymentId>,
    /// Everybody whose leave one may see, instead of one employee.
    #[serde(default)]
    everybody: bool,
    #[param(inline)]
    status: Option<Status>,
    /// Only leave that touches this day or a later one.
    first_day: Option<NaiveDate>,
    /// Only leave that touches this day or an earlier one.
    last_day: Option<NaiveDate>,
    after: Option<String>,
    limit: Option<u16>,
}

/// Requests, newest first.
#[utoipa::path(get, path = "/api/v1/leave-requests", operation_id = "leave.list", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(LeaveRequestQuery),
    responses((status = 200, body = ListView<LeaveRequestView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<LeaveRequestQuery>,
) -> Result<Json<ListView<LeaveRequestView>>, Problem> {
    actor.require_anywhere(Permission::LeaveRead)?;
    let employments = match (query.everybody, query.employment) {
        (true, None) => None,
        (_, Some(employment)) => {
            let target = heng_scope::target(db.read(), employment, actor.today()).await?;
            actor.require(Permission::LeaveRead, &target)?;
            Some(vec![employment])
        }
        (false, None) => Some(actor.employments().to_vec()),
    };
    let filter = RequestFilter {
        employments,
        status: query.status,
        first_day: query.first_day,
        last_day: query.last_day,
    };
    let page = PageParams { after: query.after, limit: query.limit };
    let rows = queries::requests(db.read(), &actor, &filter, page.after.as_deref(), page.size()).await?;
    let types = queries::types(db.read()).await?;
    let open = queries::with_open_health(db.read(), &actor, rows.items.iter().map(|row| row.id)).await?;
    let ids: Vec<EmploymentId> = rows.items.iter().map(|row| row.employment_id).collect();
    let cards = heng_people::api::cards(db.read(), &ids, actor.today()).await?;
    let one = |row: request::Model| {
        view(&row, types.get(&row.leave_type_id), cards.get(&row.employment_id), open.contains(&row.id))
    };
    Ok(Json(rows.map(one).into()))
}

/// Asks for leave: the days are held, the approver is told.
#[utoipa::path(post, path = "/api/v1/leave-requests", operation_id = "leave.submit", tag = "leave",
    extensions(("x-permission" = json!("leave.request"))), request_body = LeaveRequestBody,
    responses((status = 201, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn send(
    Extension(calendars): Extension<Calendars>,
    Extension(subjects): Extension<Subjects>,
    once: Once,
    Body(body): Body<LeaveRequestBody>,
) -> Result<Response, Problem> {
    let ask = ask(&once.actor, body)?;
    once.write(StatusCode::CREATED, async |tx| {
        let sent = submit(&tx, &calendars, &subjects, &ask).await?;
        after(&tx, sent.request).await
    })
    .await
}

/// One request.
#[utoipa::path(get, path = "/api/v1/leave-requests/{id}", operation_id = "leave.show", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(("id" = LeaveRequestId, Path)),
    responses((status = 200, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<LeaveRequestId>,
) -> Result<Json<LeaveRequestDetailView>, Problem> {
    Ok(Json(detail(db.read(), &actor, id).await?))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
struct WithdrawBody {
    /// Version of the case on the page, if the page shows it: one that is behind is refused.
    version: Option<u32>,
}

/// Takes a request back before it is decided. The same again changes nothing.
#[utoipa::path(post, path = "/api/v1/leave-requests/{id}/withdraw", operation_id = "leave.withdraw", tag = "leave",
    extensions(("x-permission" = json!("leave.request"))), params(("id" = LeaveRequestId, Path)),
    request_body = WithdrawBody,
    responses((status = 200, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn take_back(
    Extension(subjects): Extension<Subjects>,
    once: Once,
    PathId(id): PathId<LeaveRequestId>,
    Body(body): Body<WithdrawBody>,
) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        withdraw(&tx, &subjects, id, body.version).await?;
        after(&tx, id).await
    })
    .await
}

/// Calls off approved leave, until the day before it begins; afterwards those who adjust leave can.
#[utoipa::path(post, path = "/api/v1/leave-requests/{id}/cancel", operation_id = "leave.cancel", tag = "leave",
    extensions(("x-permission" = json!("leave.request"))), params(("id" = LeaveRequestId, Path)),
    responses((status = 200, body = LeaveRequestDetailView), (status = "4XX", body = Problem)))]
async fn call_off(once: Once, PathId(id): PathId<LeaveRequestId>) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        cancel(&tx, id).await?;
        after(&tx, id).await
    })
    .await
}

async fn after(tx: &Tx, id: LeaveRequestId) -> Result<LeaveRequestDetailView, LeaveError> {
    detail(tx.db(), &tx.actor, id).await
}

async fn detail(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: LeaveRequestId,
) -> Result<LeaveRequestDetailView, LeaveError> {
    let found = find(db, id).await?;
    let employment = found.as_ref().map_or(EmploymentId(Uuid::nil()), |(row, _)| row.employment_id);
    let target = heng_scope::target(db, employment, actor.today()).await?.record(Permission::LeaveRead);
    actor.require(Permission::LeaveRead, &target)?;
    let (row, kind) = found.ok_or(heng_access::Denied::Hidden)?;
    let health = actor.classes(Permission::LeaveRead, &target).contains(FieldClass::Health);
    let days = queries::days_of(db, id).await?;
    let cards = heng_people::api::cards(db, &[employment], actor.today()).await?;
    let asks = actor.require(Permission::LeaveRequest, &target).is_ok();
    let open = health || kind.field_class() == FieldClass::Work;
    Ok::<_, DbErr>(LeaveRequestDetailView {
        request: view(&row, Some(&kind), cards.get(&employment), health),
        reason: row.reason.clone().filter(|_| open),
        counted: row.counted.clone(),
        days: days.into_iter().map(LeaveDayView::from).collect(),
        may: LeaveMayView {
            withdraw: asks && row.status == Status::Pending,
            cancel: asks && row.status == Status::Approved && actor.today() < row.first_day,
        },
    })
    .map_err(LeaveError::from)
}
