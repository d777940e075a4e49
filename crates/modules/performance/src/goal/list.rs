//! The list of goals over HTTP.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use heng_access::{Actor, Permission};
use heng_db::{Db, Page, PageSize};
use heng_kernel::{EmploymentId, GoalId};
use heng_people::api::PersonView;
use heng_web::{AppState, ListView, PageParams, Params, Problem, Signed};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    entity::GoalState,
    queries::{self, GoalFilter},
    view::{GoalVersionView, StandingView, version_view},
};
use crate::{
    employee::{self, Names},
    ledger::{self, Record},
    month::Month,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A goal in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct GoalRowView {
    id: GoalId,
    employee: PersonView,
    month: Month,
    state: GoalState,
    /// The newest version.
    terms: Option<GoalVersionView>,
    /// The version that counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_version: Option<i32>,
    /// Where it stands, without explanations; absent while no version counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<StandingView>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct GoalQuery {
    /// One person's.
    employment_id: Option<EmploymentId>,
    /// One month's.
    #[param(value_type = Option<String>, example = "2026-11")]
    month: Option<Month>,
    state: Option<GoalState>,
    /// `next` of the page before.
    after: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// Goals one may see, newest first.
#[utoipa::path(get, path = "/api/v1/goals", operation_id = "goal.list", tag = "goal",
    extensions(("x-permission" = json!("goal.read"))), params(GoalQuery),
    responses((status = 200, body = ListView<GoalRowView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<GoalQuery>,
) -> Result<Json<ListView<GoalRowView>>, Problem> {
    actor.require_anywhere(Permission::GoalRead)?;
    let filter = GoalFilter { employment: query.employment_id, month: query.month, state: query.state };
    let page = PageParams { after: query.after, limit: query.limit };
    let rows = rows(db.read(), &actor, filter, (page.after.as_deref(), page.size()), db.now()).await?;
    Ok(Json(rows.into()))
}

async fn rows(
    db: &impl ConnectionTrait,
    actor: &Actor,
    filter: GoalFilter,
    (after, size): (Option<&str>, PageSize),
    now: DateTime<Utc>,
) -> Result<Page<GoalRowView>, DbErr> {
    let reach = actor.reach(Permission::GoalRead);
    let page = queries::page(db, (&reach, actor.today()), filter, after, size).await?;
    let people: Vec<EmploymentId> = page.items.iter().map(|row| row.employment_id).collect();
    let places = employee::workplaces(db, &people, now).await?;
    let records = ledger::load(db, page.items).await?;
    let authors = records.iter().filter_map(|record| record.newest()?.made_by);
    let names = Names::load(db, people.iter().copied().chain(authors), actor.today()).await?;
    let view = |record: Record| {
        let (row, month) = (&record.row, record.month());
        let today = places.get(&row.employment_id).map_or(actor.today(), |place| place.today);
        let as_of = today.min(month.last_day());
        GoalRowView {
            id: row.id,
            employee: names.view(row.employment_id),
            month,
            state: row.state,
            terms: record.newest().map(|version| version_view(version, &names)),
            confirmed_version: row.confirmed_version,
            standing: record.standing(as_of).map(|found| StandingView::brief(found, as_of)),
        }
    };
    Ok(Page { items: records.into_iter().map(view).collect(), next: page.next })
}
