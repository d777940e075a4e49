//! Asking for leave, and asking what would happen.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_access::Actor;
use heng_approval::{Subjects, api::ExpectedNode};
use heng_db::Db;
use heng_kernel::{EmploymentId, Explanation, Finding, LeaveLotId};
use heng_web::{AppState, Body, Once, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    views::{LeaveDayView, LeaveRequestDetailView, after},
    whose,
};
use crate::{
    calendar::Calendars,
    leave::{Ask, entity::request::Half, preview::preview, submit::submit},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(send)).routes(routes!(look_ahead))
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
    let (before, after, balance) = match seen.balance {
        Some((before, after, explanation)) => (Some(before), Some(after), Some(explanation)),
        None => (None, None, None),
    };
    Ok(Json(LeavePreviewView {
        quantity: seen.quantity,
        counted: seen.counted,
        days: seen.days.iter().map(LeaveDayView::from).collect(),
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
