//! The team list over HTTP.

use std::collections::HashMap;

use axum::{Json, extract::State};
use chrono::NaiveDate;
use heng_access::{Actor, Permission, Reach};
use heng_db::{Cursor, Db, Page, PageSize};
use heng_kernel::{EmploymentId, Finding, ResultReportId, Severity};
use heng_people::api::{Card, PersonView};
use heng_score::score;
use heng_web::{AppState, ListView, PageParams, Params, Problem, Signed};
use sea_orm::{
    ConnectionTrait, DbErr, Order,
    sea_query::{Expr, ExprTrait},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    employee::{self, Names},
    goal::{self, GoalState},
    ledger::{self, Record, as_goal},
    month::Month,
    result,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(team))
}

/// How somebody's month stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct TeamRowView {
    employee: PersonView,
    /// Goals that are not cancelled.
    goals: usize,
    /// Those whose newest version is confirmed.
    confirmed: usize,
    /// Those about which the person asked back.
    questioned: usize,
    /// What the goals weigh together, parts per million.
    weights_ppm: i64,
    /// The running score, decimal text; absent when nothing was reported, and once the result is issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    running_total: Option<String>,
    /// Days by which the latest goal is late.
    days_late: i64,
    /// The month's result, once it is issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    result_id: Option<ResultReportId>,
    /// Whether the person has seen it.
    acknowledged: bool,
    /// What was noticed; `goal.none_given` for somebody without a goal.
    findings: Vec<Finding>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TeamQuery {
    #[param(value_type = String, example = "2026-11")]
    month: Month,
    /// `next` of the page before.
    after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// The people one may give goals to and how their month stands. Somebody not employed in the month is left out, so a page
/// may hold fewer rows than asked for.
#[utoipa::path(get, path = "/api/v1/goals/team", operation_id = "goal.team", tag = "goal",
    extensions(("x-permission" = json!("goal.assign"))), params(TeamQuery),
    responses((status = 200, body = ListView<TeamRowView>), (status = "4XX", body = Problem)))]
async fn team(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<TeamQuery>,
) -> Result<Json<ListView<TeamRowView>>, Problem> {
    actor.require_anywhere(Permission::GoalAssign)?;
    let (now, db, month) = (db.now(), db.read(), query.month);
    let asked = PageParams { after: query.after, limit: query.limit };
    let page = people(db, &actor, asked.after.as_deref(), asked.size()).await?;
    let places = employee::workplaces(db, &page.items, now).await?;
    let names = Names::load(db, page.items.iter().copied(), actor.today()).await?;
    let records = ledger::load(db, goal::queries::of_month(db, &page.items, month).await?).await?;
    let mut sheets: HashMap<EmploymentId, Vec<Record>> = HashMap::new();
    for record in records {
        sheets.entry(record.row.employment_id).or_default().push(record);
    }
    let issued = result::queries::newest_of_month(db, &page.items, month).await?;
    let works = |card: &&Card| {
        card.first_day <= month.last_day() && card.last_day.is_none_or(|last| last >= month.first_day())
    };
    let row = |id: EmploymentId| {
        names.card(id).filter(works)?;
        let today = places.get(&id).map_or(actor.today(), |place| place.today);
        let sheet = sheets.remove(&id).unwrap_or_default();
        let result = issued.iter().find(|row| row.employment_id == id);
        Some(TeamRowView {
            result_id: result.map(|row| row.id),
            acknowledged: result.is_some_and(|row| row.acknowledged_at.is_some()),
            ..standing(names.view(id), &sheet, (std::cmp::min(today, month.last_day()), result.is_none()))
        })
    };
    let items = page.items.into_iter().filter_map(row).collect();
    Ok(Json(ListView { items, next: page.next }))
}

/// The row of a sheet, without its result.
fn standing(employee: PersonView, sheet: &[Record], (as_of, running): (NaiveDate, bool)) -> TeamRowView {
    let live: Vec<&Record> = sheet.iter().filter(|record| record.row.state != GoalState::Cancelled).collect();
    let in_state = |state| live.iter().filter(|record| record.row.state == state).count();
    let counting: Vec<_> = live
        .iter()
        .filter_map(|record| record.counting().map(|version| (as_goal(version), record.reported())))
        .collect();
    let scored = score(&counting, as_of);
    let late = scored.parts.iter().map(|part| part.assessment.delay.days_late).max();
    let mut findings = scored.findings;
    if counting.is_empty() {
        findings.clear();
    }
    if live.is_empty() {
        findings.push(Finding::new("goal.none_given", Severity::Info, "goals"));
    }
    TeamRowView {
        employee,
        goals: live.len(),
        confirmed: in_state(GoalState::Confirmed),
        questioned: in_state(GoalState::Questioned),
        weights_ppm: goal::weights_of(sheet),
        running_total: scored.total.filter(|_| running).map(|points| points.to_string()),
        days_late: late.unwrap_or(0),
        result_id: None,
        acknowledged: false,
        findings,
    }
}

/// A page of the employments the actor may give goals to, own ones left out. Whoever may everywhere sees those they lead.
async fn people(
    db: &impl ConnectionTrait,
    actor: &Actor,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<EmploymentId>, DbErr> {
    let after = EmploymentId::after(after)?;
    let own = actor.employments();
    let mut reach = actor.reach(Permission::GoalAssign);
    if reach.all {
        reach = Reach { reports_of: own.to_vec(), ..Reach::default() };
    }
    let Some(mut select) = heng_scope::employments(&reach, actor.today()) else {
        return Ok(Page::cut(vec![], size, |id| *id));
    };
    let column = || Expr::col(("visibility_place", "employment_id"));
    select.and_where(column().is_not_in(own.iter().copied()));
    if let Some(id) = after {
        select.and_where(column().gt(id));
    }
    select.order_by_expr(column(), Order::Asc).limit(size.limit());
    let rows = db.query_all(&select).await?;
    let ids =
        rows.iter().map(|row| row.try_get("", "employment_id")).collect::<Result<Vec<EmploymentId>, _>>()?;
    Ok(Page::cut(ids, size, |id| *id))
}
