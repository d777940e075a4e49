//! Who is away, and what counts otherwise now.

use std::collections::BTreeSet;

use axum::{Extension, Json, extract::State};
use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::Db;
use heng_kernel::{EmploymentId, LeaveRequestId};
use heng_web::{AppState, FieldError, ListView, Params, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    calendar::Calendars,
    leave::{entity::request::Status, queries, recount},
};

/// Longest span looked at.
const MOST_DAYS: i64 = 92;
/// Most rows of an answer.
const MOST_ROWS: u64 = 5_000;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(team)).routes(routes!(count_again))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SpanQuery {
    first_day: NaiveDate,
    /// At most 92 days from the first, both included.
    last_day: NaiveDate,
}

impl SpanQuery {
    fn span(&self) -> Result<(NaiveDate, NaiveDate), Problem> {
        let days = (self.last_day - self.first_day).num_days();
        let code = match days {
            ..0 => "before_first_day",
            MOST_DAYS.. => "too_far",
            _ => return Ok((self.first_day, self.last_day)),
        };
        Err(Problem::invalid(vec![FieldError::new("last_day", code)]))
    }
}

/// Somebody who is away on a day. Never what kind of leave it is.
#[derive(Debug, Serialize, ToSchema)]
struct AwayDayView {
    day: NaiveDate,
    employment_id: EmploymentId,
    name: String,
    number: String,
    unit_name: String,
    am: bool,
    pm: bool,
    /// `pending` or `approved`.
    #[schema(inline)]
    status: Status,
}

/// Who is away, of everybody whose leave one may see. Without the kind of leave, whatever one's rights.
#[utoipa::path(get, path = "/api/v1/leave-calendar", operation_id = "leave.calendar", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(SpanQuery),
    responses((status = 200, body = ListView<AwayDayView>), (status = "4XX", body = Problem)))]
async fn team(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<SpanQuery>,
) -> Result<Json<ListView<AwayDayView>>, Problem> {
    actor.require_anywhere(Permission::LeaveRead)?;
    let rows = queries::team(db.read(), &actor, query.span()?, MOST_ROWS).await?;
    let ids: BTreeSet<EmploymentId> = rows.iter().map(|(day, _)| day.employment_id).collect();
    let ids: Vec<EmploymentId> = ids.into_iter().collect();
    let cards = heng_people::api::cards(db.read(), &ids, actor.today()).await?;
    let view = |(day, request): (crate::leave::entity::day::Model, Option<_>)| {
        let request: crate::leave::entity::request::Model = request?;
        let card = cards.get(&day.employment_id)?;
        Some(AwayDayView {
            day: day.on_day,
            employment_id: day.employment_id,
            name: card.name.clone(),
            number: card.number.clone(),
            unit_name: card.unit_name.clone(),
            am: day.am,
            pm: day.pm,
            status: request.status,
        })
    };
    Ok(Json(ListView { items: rows.into_iter().filter_map(view).collect(), next: None }))
}

/// A day that counts otherwise by today's calendar.
#[derive(Debug, Serialize, ToSchema)]
struct DifferenceView {
    request_id: LeaveRequestId,
    employment_id: EmploymentId,
    day: NaiveDate,
    /// Hundredths of a day when it was sent.
    was: i64,
    /// Hundredths of a day now.
    now: i64,
    /// `work`, `rest` or `statutory`, now.
    kind: &'static str,
}

/// Waiting and approved leave that would count otherwise today, day by day. Changes nothing.
#[utoipa::path(get, path = "/api/v1/leave-recount", operation_id = "leave.recount", tag = "leave",
    extensions(("x-permission" = json!("leave.adjust"))), params(SpanQuery),
    responses((status = 200, body = ListView<DifferenceView>), (status = "4XX", body = Problem)))]
async fn count_again(
    State(db): State<Db>,
    Extension(calendars): Extension<Calendars>,
    Signed(actor): Signed,
    Params(query): Params<SpanQuery>,
) -> Result<Json<ListView<DifferenceView>>, Problem> {
    actor.require_anywhere(Permission::LeaveAdjust)?;
    let found = recount::recount(&db, &calendars, &actor, query.span()?).await?;
    let view = |row: recount::Difference| DifferenceView {
        request_id: row.request,
        employment_id: row.employment,
        day: row.day,
        was: row.was,
        now: row.now,
        kind: row.kind,
    };
    Ok(Json(ListView { items: found.into_iter().map(view).collect(), next: None }))
}
