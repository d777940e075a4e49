//! Lots: what was given, by whom and why.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{FieldClass, Permission};
use heng_db::Db;
use heng_kernel::{EmploymentId, LeaveLotId, LeaveMovementId};
use heng_web::{AppState, Body, ListView, Once, Params, PathId, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::whose;
use crate::leave::{
    Grant, LeaveError,
    entity::{leave_type, lot::Source},
    grant::{Adjust, adjust, grant, grant_many},
    queries,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, give)).routes(routes!(give_many)).routes(routes!(correct))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LotQuery {
    /// Whose; one's own unless given.
    employment: Option<EmploymentId>,
}

/// Leave given for some days.
#[derive(Debug, Serialize, ToSchema)]
struct LotView {
    id: LeaveLotId,
    leave_type: String,
    source: Source,
    first_day: NaiveDate,
    /// Absent when it does not end.
    last_day: Option<NaiveDate>,
    /// Hundredths of a day given, adjustments included.
    given: i64,
    /// Hundredths of a day held or used.
    drawn: i64,
    /// Hundredths of a day left.
    left: i64,
    reason: String,
    granted_at: DateTime<Utc>,
}

/// The lots of one employee, newest first.
#[utoipa::path(get, path = "/api/v1/leave-lots", operation_id = "leave.lots", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(LotQuery),
    responses((status = 200, body = ListView<LotView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<LotQuery>,
) -> Result<Json<ListView<LotView>>, Problem> {
    let employment = whose(&actor, query.employment)?;
    let target = heng_scope::target(db.read(), employment, actor.today()).await?;
    actor.require(Permission::LeaveRead, &target)?;
    let open = actor.classes(Permission::LeaveRead, &target);
    let types = queries::types(db.read()).await?;
    let mut items = vec![];
    let (lots, book) = queries::lots_of(db.read(), employment).await?;
    for row in lots {
        let kind = types.get(&row.leave_type_id);
        if !open.contains(kind.map_or(FieldClass::Health, leave_type::Model::field_class)) {
            continue;
        }
        let (given, left) = (book.given(row.id), book.left(row.id, None));
        items.push(LotView {
            id: row.id,
            leave_type: kind.map(|kind| kind.code.clone()).unwrap_or_default(),
            source: row.source,
            first_day: row.from_on,
            last_day: row.to_on.and_then(|to| to.pred_opt()),
            given,
            drawn: given - left,
            left,
            reason: row.reason,
            granted_at: row.granted_at,
        });
    }
    Ok(Json(ListView { items, next: None }))
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
struct LeaveGrantBody {
    employment_id: EmploymentId,
    /// Code of the leave type: `annual`.
    leave_type: String,
    /// Hundredths of a day: 500 is five days.
    quantity: i64,
    first_day: NaiveDate,
    /// Absent when it does not end.
    last_day: Option<NaiveDate>,
    source: Source,
    /// Why, in words.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

impl From<LeaveGrantBody> for Grant {
    fn from(body: LeaveGrantBody) -> Self {
        Self {
            employment: body.employment_id,
            leave_type: body.leave_type,
            quantity: body.quantity,
            first_day: body.first_day,
            last_day: body.last_day,
            source: body.source,
            reason: body.reason,
        }
    }
}

/// A lot that was given.
#[derive(Debug, Serialize, ToSchema)]
struct LotGivenView {
    id: LeaveLotId,
}

/// Gives leave to an employee. Never to oneself.
#[utoipa::path(post, path = "/api/v1/leave-lots", operation_id = "leave.grant", tag = "leave",
    extensions(("x-permission" = json!("leave.adjust"))), request_body = LeaveGrantBody,
    responses((status = 201, body = LotGivenView), (status = "4XX", body = Problem)))]
async fn give(once: Once, Body(body): Body<LeaveGrantBody>) -> Result<Response, Problem> {
    let cmd = Grant::from(body);
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, LeaveError>(LotGivenView { id: grant(&tx, &cmd).await? })
    })
    .await
}

#[derive(Debug, Deserialize, ToSchema)]
struct GrantManyBody {
    /// At most 500: all are given, or none.
    grants: Vec<LeaveGrantBody>,
}

/// Gives leave to many employees: all or none.
#[utoipa::path(post, path = "/api/v1/leave-lots/bulk", operation_id = "leave.grant_many", tag = "leave",
    extensions(("x-permission" = json!("leave.adjust"))), request_body = GrantManyBody,
    responses((status = 201, body = ListView<LotGivenView>), (status = "4XX", body = Problem)))]
async fn give_many(once: Once, Body(body): Body<GrantManyBody>) -> Result<Response, Problem> {
    let cmds: Vec<Grant> = body.grants.into_iter().map(Grant::from).collect();
    once.write(StatusCode::CREATED, async |tx| {
        let given = grant_many(&tx, &cmds).await?;
        let items = given.into_iter().map(|id| LotGivenView { id }).collect();
        Ok::<_, LeaveError>(ListView { items, next: None })
    })
    .await
}

#[derive(Debug, Deserialize, ToSchema)]
struct AdjustBody {
    /// Hundredths of a day, signed: -50 takes half a day.
    quantity: i64,
    /// Why, in words.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
    /// Take more than is left of the lot, so that the balance becomes negative.
    #[serde(default)]
    allow_negative: bool,
}

/// A line that was added.
#[derive(Debug, Serialize, ToSchema)]
struct AdjustedView {
    movement_id: LeaveMovementId,
}

/// Corrects a lot by a signed line of the ledger, with a reason. Never one's own.
#[utoipa::path(post, path = "/api/v1/leave-lots/{id}/adjust", operation_id = "leave.adjust", tag = "leave",
    extensions(("x-permission" = json!("leave.adjust"))), params(("id" = LeaveLotId, Path)), request_body = AdjustBody,
    responses((status = 201, body = AdjustedView), (status = "4XX", body = Problem)))]
async fn correct(
    once: Once,
    PathId(lot): PathId<LeaveLotId>,
    Body(body): Body<AdjustBody>,
) -> Result<Response, Problem> {
    let AdjustBody { quantity, reason, allow_negative } = body;
    let cmd = Adjust { lot, quantity, reason, allow_negative };
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, LeaveError>(AdjustedView { movement_id: adjust(&tx, &cmd).await? })
    })
    .await
}
