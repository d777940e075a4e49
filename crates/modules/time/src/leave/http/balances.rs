//! Types, balances and the ledger.

use axum::{Json, extract::State};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{FieldClass, Permission};
use heng_calendar::zone;
use heng_db::Db;
use heng_kernel::{EmploymentId, Explanation, LeaveLotId, LeaveMovementId, LeaveRequestId};
use heng_web::{AppState, ListView, PageParams, Params, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::whose;
use crate::leave::{
    books,
    entity::{leave_type, movement::Kind},
    queries,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(types)).routes(routes!(balances)).routes(routes!(ledger))
}

/// A kind of leave.
#[derive(Debug, Serialize, ToSchema)]
struct LeaveTypeView {
    /// `annual`.
    code: String,
    /// Name in Chinese.
    name: String,
    /// Name in English.
    name_en: String,
    /// `working_days`, `except_statutory` or `calendar_days`.
    count_rule: String,
    /// Whether it draws on a balance.
    needs_balance: bool,
}

/// The kinds of leave one can ask for.
#[utoipa::path(get, path = "/api/v1/leave-types", operation_id = "leave.types", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))),
    responses((status = 200, body = ListView<LeaveTypeView>), (status = "4XX", body = Problem)))]
async fn types(
    State(db): State<Db>,
    Signed(actor): Signed,
) -> Result<Json<ListView<LeaveTypeView>>, Problem> {
    actor.require_anywhere(Permission::LeaveRead)?;
    let mut rows: Vec<leave_type::Model> = queries::types(db.read()).await?.into_values().collect();
    rows.retain(|row| !row.retired);
    rows.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    let view = |row: leave_type::Model| LeaveTypeView {
        code: row.code,
        name: row.name,
        name_en: row.name_en,
        count_rule: row.count_rule,
        needs_balance: row.needs_balance,
    };
    Ok(Json(ListView { items: rows.into_iter().map(view).collect(), next: None }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct BalanceQuery {
    /// Whose; one's own unless given.
    employment: Option<EmploymentId>,
    /// On which day; today at the place of work unless given.
    as_of: Option<NaiveDate>,
    /// As far as it was known then.
    known_at: Option<DateTime<Utc>>,
}

/// What may still be taken, and why.
#[derive(Debug, Serialize, ToSchema)]
struct LeaveBalanceView {
    /// Code of the leave type.
    leave_type: String,
    name: String,
    name_en: String,
    /// Hundredths of a day.
    quantity: i64,
    /// `day`.
    unit: &'static str,
    as_of: NaiveDate,
    explanation: Explanation,
}

/// Balances of one employee, each with its terms.
#[utoipa::path(get, path = "/api/v1/leave-balances", operation_id = "leave.balances", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(BalanceQuery),
    responses((status = 200, body = ListView<LeaveBalanceView>), (status = "4XX", body = Problem)))]
async fn balances(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<BalanceQuery>,
) -> Result<Json<ListView<LeaveBalanceView>>, Problem> {
    let employment = whose(&actor, query.employment)?;
    let target = heng_scope::target(db.read(), employment, actor.today()).await?;
    actor.require(Permission::LeaveRead, &target)?;
    let open = actor.classes(Permission::LeaveRead, &target);
    let as_of = match query.as_of {
        Some(day) => day,
        None => {
            let place = heng_people::api::place_of_work(db.read(), employment, actor.today()).await?;
            zone::local_today(db.now(), place.map_or(zone::MAINLAND, |place| place.zone))
        }
    };
    let mut rows: Vec<leave_type::Model> = queries::types(db.read()).await?.into_values().collect();
    rows.retain(|row| row.needs_balance && open.contains(row.field_class()));
    rows.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    let mut items = vec![];
    for row in rows {
        let ledger = books::load(db.read(), employment, row.id).await?.known(query.known_at);
        items.push(LeaveBalanceView {
            leave_type: row.code,
            name: row.name,
            name_en: row.name_en,
            quantity: ledger.book.balance(as_of),
            unit: "day",
            as_of,
            explanation: ledger.explain(as_of),
        });
    }
    Ok(Json(ListView { items, next: None }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LedgerQuery {
    /// Whose; one's own unless given.
    employment: Option<EmploymentId>,
    /// Code of a leave type; all unless given.
    leave_type: Option<String>,
    after: Option<String>,
    limit: Option<u16>,
}

/// A line of the ledger.
#[derive(Debug, Serialize, ToSchema)]
struct MovementView {
    id: LeaveMovementId,
    leave_type: String,
    lot_id: LeaveLotId,
    kind: Kind,
    /// Hundredths of a day, signed.
    quantity: i32,
    effective_on: NaiveDate,
    request_id: Option<LeaveRequestId>,
    /// The leave day it was drawn for.
    leave_day: Option<NaiveDate>,
    reason: Option<String>,
    recorded_at: DateTime<Utc>,
}

/// The ledger of one employee, newest line first. Lines are only ever added.
#[utoipa::path(get, path = "/api/v1/leave-movements", operation_id = "leave.ledger", tag = "leave",
    extensions(("x-permission" = json!("leave.read"))), params(LedgerQuery),
    responses((status = 200, body = ListView<MovementView>), (status = "4XX", body = Problem)))]
async fn ledger(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<LedgerQuery>,
) -> Result<Json<ListView<MovementView>>, Problem> {
    let employment = whose(&actor, query.employment)?;
    let target = heng_scope::target(db.read(), employment, actor.today()).await?;
    actor.require(Permission::LeaveRead, &target)?;
    let open = actor.classes(Permission::LeaveRead, &target);
    let types = queries::types(db.read()).await?;
    let wanted = query.leave_type.as_deref().map(|code| types.values().find(|row| row.code == code));
    let wanted = match wanted {
        Some(None) => return Ok(Json(ListView { items: vec![], next: None })),
        Some(Some(row)) => Some(row.id),
        None => None,
    };
    let page = PageParams { after: query.after, limit: query.limit };
    let rows = queries::movements(db.read(), employment, wanted, page.after.as_deref(), page.size()).await?;
    let next = rows.next;
    let visible = |row: &crate::leave::entity::movement::Model| {
        let class = types.get(&row.leave_type_id).map_or(FieldClass::Health, leave_type::Model::field_class);
        open.contains(class)
    };
    let view = |row: crate::leave::entity::movement::Model| MovementView {
        id: row.id,
        leave_type: types.get(&row.leave_type_id).map(|kind| kind.code.clone()).unwrap_or_default(),
        lot_id: row.lot_id,
        kind: row.kind,
        quantity: row.quantity,
        effective_on: row.effective_on,
        request_id: row.request_id,
        leave_day: row.leave_day,
        reason: row.reason,
        recorded_at: row.recorded_at,
    };
    let items = rows.items.into_iter().filter(visible).map(view).collect();
    Ok(Json(ListView { items, next }))
}
