//! To-dos over HTTP.

use axum::{Json, extract::State};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, Permission, Reach};
use heng_db::{Db, word};
use heng_kernel::{EmploymentId, GoalId, ResultReportId};
use heng_people::api::PersonView;
use heng_web::{AppState, Problem, Signed};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    employee::{self, Names},
    goal::{GoalState, entity::goal},
    ledger::{self, Record},
    month::Month,
    progress::due::is_due,
    result,
};

/// Most of each kind.
const MOST: u64 = 50;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TodoKind {
    /// Confirm an own goal, or ask back.
    ConfirmGoal,
    /// Report a number on an own goal.
    ReportProgress,
    /// Look at an own result and acknowledge it.
    AcknowledgeResult,
    /// Answer somebody's question about a goal.
    AnswerQuestion,
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct GoalTodoView {
    kind: TodoKind,
    /// Whose goal or result.
    employee: PersonView,
    month: Month,
    /// What the goal is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal_id: Option<GoalId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result_id: Option<ResultReportId>,
    /// Last day on which reaching the goal is on time.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<NaiveDate>,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct TodosView {
    /// Goals to confirm and questions first, then numbers, then results; at most fifty of each.
    items: Vec<GoalTodoView>,
}

/// What waits for oneself among goals and results.
#[utoipa::path(get, path = "/api/v1/goals/todo", operation_id = "goal.todo", tag = "goal",
    extensions(("x-permission" = json!("goal.read"))),
    responses((status = 200, body = TodosView), (status = "4XX", body = Problem)))]
async fn list(State(db): State<Db>, Signed(actor): Signed) -> Result<Json<TodosView>, Problem> {
    actor.require_anywhere(Permission::GoalRead)?;
    Ok(Json(TodosView { items: waiting(db.read(), &actor, db.now()).await? }))
}

async fn waiting(
    db: &impl ConnectionTrait,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<GoalTodoView>, DbErr> {
    let own = actor.employments();
    if own.is_empty() {
        return Ok(vec![]);
    }
    let places = employee::workplaces(db, own, now).await?;
    let today = |id| places.get(&id).map_or(actor.today(), |place: &employee::Workplace| place.today);
    let mine = ledger::load(db, mine(db, own, actor.today()).await?).await?;
    let asked = if actor.may(Permission::GoalAssign) { questions(db, actor).await? } else { vec![] };
    let asked = ledger::load(db, asked).await?;
    let results = result::queries::to_acknowledge(db, own, MOST).await?;
    let people = mine.iter().chain(&asked).map(|record| record.row.employment_id);
    let names =
        Names::load(db, people.chain(results.iter().map(|row| row.employment_id)), actor.today()).await?;
    let goal = |kind, record: &Record| {
        let newest = record.newest();
        GoalTodoView {
            kind,
            employee: names.view(record.row.employment_id),
            month: record.month(),
            name: newest.map(|version| version.name.clone()),
            goal_id: Some(record.row.id),
            result_id: None,
            due_on: newest.map(|version| version.due_on),
        }
    };
    let confirm = mine.iter().filter(|record| record.row.state == GoalState::Given);
    let confirm = confirm.filter(|record| !record.month().is_over(today(record.row.employment_id)));
    let report = mine.iter().filter(|record| number_is_due(record, today(record.row.employment_id)));
    let seen = results.iter().map(|row| GoalTodoView {
        kind: TodoKind::AcknowledgeResult,
        employee: names.view(row.employment_id),
        month: Month::of(row.month_on),
        name: None,
        goal_id: None,
        result_id: Some(row.id),
        due_on: None,
    });
    let items = confirm
        .map(|record| goal(TodoKind::ConfirmGoal, record))
        .chain(asked.iter().map(|record| goal(TodoKind::AnswerQuestion, record)))
        .chain(report.map(|record| goal(TodoKind::ReportProgress, record)))
        .chain(seen);
    Ok(items.collect())
}

/// Own goals of last month, this month and the months to come.
async fn mine(
    db: &impl ConnectionTrait,
    own: &[EmploymentId],
    today: NaiveDate,
) -> Result<Vec<goal::Model>, DbErr> {
    let last_month = today.pred_opt().map_or(today, |day| Month::of(day).first_day());
    goal::Entity::find()
        .filter(goal::Column::EmploymentId.is_in(own.iter().copied()))
        .filter(goal::Column::MonthOn.gte(last_month))
        .filter(goal::Column::State.ne(GoalState::Cancelled))
        .order_by_asc(goal::Column::MonthOn)
        .order_by_asc(goal::Column::Id)
        .limit(2 * MOST)
        .all(db)
        .await
}

/// Questions the actor answers: about goals they gave or of people they lead today, as far as they may still set goals there.
async fn questions(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<goal::Model>, DbErr> {
    let (own, today) = (actor.employments(), actor.today());
    let column = (goal::Entity, goal::Column::EmploymentId);
    let led = Reach { reports_of: own.to_vec(), ..Reach::default() };
    let theirs = Condition::any()
        .add(goal::Column::GivenBy.is_in(own.iter().copied()))
        .add(heng_scope::condition(&led, column, today));
    goal::Entity::find()
        .filter(Expr::col((goal::Entity, goal::Column::State)).eq(word(GoalState::Questioned)))
        .filter(heng_scope::condition(&actor.reach(Permission::GoalAssign), column, today))
        .filter(theirs)
        .order_by_asc(goal::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// Whether a number is due for a goal that counts, while its month runs.
fn number_is_due(record: &Record, today: NaiveDate) -> bool {
    let month = record.month();
    let Some(version) = record.counting().filter(|_| month.contains(today)) else { return false };
    let last = record.observations.iter().map(|row| row.day_on).max();
    let since = Ord::max(month.first_day(), version.made_at.date_naive());
    is_due((since, version.due_on), last, today)
}
