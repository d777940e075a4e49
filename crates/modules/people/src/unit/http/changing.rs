//! Making, changing, closing and merging units, and taking that back.

use axum::{Extension, http::StatusCode, response::Response};
use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::{CalendarId, UnitChangeId, UnitId};
use heng_web::{AppState, Body, Once, PathId, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    hooks::Hooks,
    unit::{
        self, CancelChange, ChangeUnit, CloseUnit, CreateUnit, MergeUnits, Org, UnitError, UnitFacts,
        UnitKind, UnitPatch,
    },
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(change))
        .routes(routes!(close))
        .routes(routes!(cancel))
        .routes(routes!(merge))
}

/// A new unit.
#[derive(Clone, Debug, Deserialize, ToSchema)]
struct CreateBody {
    kind: UnitKind,
    /// Given out once.
    #[schema(max_length = 40)]
    code: String,
    /// Its first day.
    effective_on: NaiveDate,
    #[serde(flatten)]
    facts: UnitFacts,
}

/// The id of a unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct UnitIdView {
    id: UnitId,
}

/// Makes a unit.
#[utoipa::path(post, path = "/api/v1/units", operation_id = "unit.create", tag = "org",
    extensions(("x-permission" = json!("org.write"))), request_body = CreateBody,
    responses((status = 201, body = UnitIdView), (status = "4XX", body = Problem)))]
async fn create(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    Body(body): Body<CreateBody>,
) -> Result<Response, Problem> {
    let CreateBody { kind, code, effective_on, facts } = body;
    let (cmd, hooks) = (&CreateUnit { id: None, kind, code, effective_on, facts }, &hooks);
    once.write(StatusCode::CREATED, async |tx| {
        let id = unit::create(&tx, cmd).await?;
        check_calendar(&tx, hooks, (id, effective_on), cmd.facts.calendar).await?;
        Ok::<_, UnitError>(UnitIdView { id })
    })
    .await
}

/// A unit's calendar is one of the company it stands in on that day.
async fn check_calendar(
    tx: &Tx,
    hooks: &Hooks,
    (unit, on): (UnitId, NaiveDate),
    calendar: Option<CalendarId>,
) -> Result<(), UnitError> {
    let Some(calendar) = calendar else { return Ok(()) };
    let company = Org::above(tx.db(), &[unit]).await?.company(unit, on);
    let known = hooks.has_calendar(tx, company, calendar).await?;
    if known { Ok(()) } else { Err(UnitError::field("calendar", "not_found")) }
}

/// What changes about a unit from a day on: name, place in the tree, head, cost centre, place of work.
#[derive(Clone, Debug, Deserialize, ToSchema)]
struct ChangeBody {
    /// First day of the new state.
    effective_on: NaiveDate,
    #[serde(flatten)]
    patch: UnitPatch,
}

/// Renames, moves, or gives another head; past states stay.
#[utoipa::path(patch, path = "/api/v1/units/{id}", operation_id = "unit.change", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = UnitId, Path)), request_body = ChangeBody,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn change(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    PathId(id): PathId<UnitId>,
    Body(body): Body<ChangeBody>,
) -> Result<Response, Problem> {
    let effective_on = body.effective_on;
    let (cmd, hooks) = (&ChangeUnit { unit: id, effective_on, patch: body.patch }, &hooks);
    once.write(StatusCode::NO_CONTENT, async |tx| {
        unit::change(&tx, cmd).await?;
        check_calendar(&tx, hooks, (id, effective_on), cmd.patch.calendar.value().copied()).await
    })
    .await
}

/// How a unit is closed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CloseBody {
    /// The first day on which it is gone.
    effective_on: NaiveDate,
    /// Where people, units below and seats go. Without it, a unit that is not empty stays open.
    everything_to: Option<UnitId>,
    /// A word on it.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Closes a unit. When it is not empty, the refusal `unit.not_empty` lists what there is to decide.
#[utoipa::path(post, path = "/api/v1/units/{id}/close", operation_id = "unit.close", tag = "org",
    extensions(("x-permission" = json!("org.write"))), params(("id" = UnitId, Path)), request_body = CloseBody,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn close(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    PathId(id): PathId<UnitId>,
    Body(body): Body<CloseBody>,
) -> Result<Response, Problem> {
    let CloseBody { effective_on, everything_to, note } = body;
    let cmd = &CloseUnit { unit: id, effective_on, everything_to, note };
    let hooks = &hooks;
    once.write(StatusCode::NO_CONTENT, async |tx| unit::close(&tx, hooks, cmd).await).await
}

/// Takes a change of a unit back, as if it had never been; with a closing, everything it moved elsewhere comes back.
#[utoipa::path(post, path = "/api/v1/units/{id}/changes/{change}/cancel", operation_id = "unit.cancel", tag = "org",
    extensions(("x-permission" = json!("org.write"))),
    params(("id" = UnitId, Path), ("change" = UnitChangeId, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn cancel(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    PathId((id, change)): PathId<(UnitId, UnitChangeId)>,
) -> Result<Response, Problem> {
    let cmd = &CancelChange { unit: id, change };
    let hooks = &hooks;
    once.write(StatusCode::NO_CONTENT, async |tx| unit::cancel(&tx, hooks, cmd).await).await
}

/// Which units become one.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MergeBody {
    /// The units that cease to be.
    #[schema(min_items = 1, max_items = 100)]
    from: Vec<UnitId>,
    /// The unit that goes on.
    into: UnitId,
    /// The first day of the new state.
    effective_on: NaiveDate,
    /// A word on it.
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Merges units into another, with everything in them.
#[utoipa::path(post, path = "/api/v1/units/merge", operation_id = "unit.merge", tag = "org",
    extensions(("x-permission" = json!("org.write"))), request_body = MergeBody,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn merge(
    once: Once,
    Extension(hooks): Extension<Hooks>,
    Body(body): Body<MergeBody>,
) -> Result<Response, Problem> {
    let MergeBody { from, into, effective_on, note } = body;
    let cmd = &MergeUnits { from, into, effective_on, note };
    let hooks = &hooks;
    once.write(StatusCode::NO_CONTENT, async |tx| unit::merge(&tx, hooks, cmd).await).await
}
