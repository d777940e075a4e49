//! Looking at batches: summary, findings, questions, dry run, progress, verification.

use std::collections::HashMap;

use axum::{Extension, Json, extract::State};
use heng_access::{ClassSet, FieldClass};
use heng_cleanse::{FieldChange, RowFinding, UnitNeed};
use heng_db::{Cursor, Db, Page, audit::Read};
use heng_kernel::{IntakeBatchId, Severity};
use heng_web::{AppState, ListView, PageParams, Params, PathId, Problem, Signed};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Intake,
    batch::{self, BatchView, IntakeError},
    work::{Counts, DiffRow, Outcome, Rights, Sides, target},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(findings))
        .routes(routes!(units))
        .routes(routes!(changes))
        .routes(routes!(progress))
        .routes(routes!(verification))
}

/// Batches one may work on, newest first.
#[utoipa::path(get, path = "/api/v1/intake/batches", operation_id = "intake.list", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(PageParams),
    responses((status = 200, body = ListView<BatchView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(page): Params<PageParams>,
) -> Result<Json<ListView<BatchView>>, Problem> {
    let found = batch::list(db.read(), &actor, page.after.as_deref(), page.size()).await?;
    let items: Result<Vec<BatchView>, IntakeError> =
        found.items.into_iter().map(BatchView::try_from).collect();
    Ok(Json(ListView { items: items?, next: found.next }))
}

/// One batch.
#[utoipa::path(get, path = "/api/v1/intake/batches/{id}", operation_id = "intake.show", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)),
    responses((status = 200, body = BatchView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<IntakeBatchId>,
) -> Result<Json<BatchView>, Problem> {
    Ok(Json(BatchView::try_from(batch::load_for(db.read(), &actor, id).await?)?))
}

/// Which findings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FindingParams {
    /// Of this severity alone.
    severity: Option<Severity>,
    /// With this code alone.
    code: Option<String>,
    /// Of this row alone; 0 for those about the table.
    row: Option<u32>,
    /// `next` of the page before; absent for the first.
    after: Option<String>,
    /// Rows of the page, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// Something noticed, and whose row it is.
#[derive(Debug, Serialize, ToSchema)]
struct FindingView {
    #[serde(flatten)]
    found: RowFinding,
    /// Name in the row, when it was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Employee number in the row, when it was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
}

/// What was noticed, by row and column. Sensitive values are masked.
#[utoipa::path(get, path = "/api/v1/intake/batches/{id}/findings", operation_id = "intake.findings", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path), FindingParams),
    responses((status = 200, body = ListView<FindingView>), (status = "4XX", body = Problem)))]
async fn findings(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    Signed(actor): Signed,
    PathId(id): PathId<IntakeBatchId>,
    Params(wanted): Params<FindingParams>,
) -> Result<Json<ListView<FindingView>>, Problem> {
    let report = batch::report(db.read(), &service, &actor, id).await?;
    let fits = |found: &RowFinding| {
        wanted.severity.is_none_or(|severity| found.finding.severity == severity)
            && wanted.code.as_ref().is_none_or(|code| found.code() == code)
            && wanted.row.is_none_or(|row| found.row == row)
    };
    let found: Vec<RowFinding> = report.findings.into_iter().filter(fits).collect();
    let page = PageParams { after: wanted.after.clone(), limit: wanted.limit };
    let whose: HashMap<u32, &DiffRow> = report.diff.iter().map(|row| (row.row, row)).collect();
    let view = |found: RowFinding| {
        let row = whose.get(&found.row);
        let name = row.and_then(|row| row.name.clone());
        let number = row.and_then(|row| row.number.clone());
        FindingView { found, name, number }
    };
    Ok(Json(cut(found, &page)?.map(view).into()))
}

/// A page of what is in memory; the cursor is the place where the next begins.
fn cut<T>(all: Vec<T>, page: &PageParams) -> Result<Page<T>, DbErr> {
    let from = usize::after(page.after.as_deref())?.unwrap_or_default();
    let rows: Vec<(usize, T)> = all.into_iter().enumerate().skip(from).take(page.size().rows() + 1).collect();
    Ok(Page::cut(rows, page.size(), |(place, _)| place + 1).map(|(_, row)| row))
}

/// Units the file names and the company does not have: to be made, or to be decided about.
#[utoipa::path(get, path = "/api/v1/intake/batches/{id}/units", operation_id = "intake.units", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path), PageParams),
    responses((status = 200, body = ListView<UnitNeed>), (status = "4XX", body = Problem)))]
async fn units(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    Signed(actor): Signed,
    PathId(id): PathId<IntakeBatchId>,
    Params(page): Params<PageParams>,
) -> Result<Json<ListView<UnitNeed>>, Problem> {
    let report = batch::report(db.read(), &service, &actor, id).await?;
    Ok(Json(cut(report.units, &page)?.into()))
}

/// Which rows of the dry run.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ChangeParams {
    /// With this outcome alone.
    outcome: Option<Outcome>,
    /// `next` of the page before; absent for the first.
    after: Option<String>,
    /// Rows of the page, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// What an application would make of each row. Values one may not see are left out.
#[utoipa::path(get, path = "/api/v1/intake/batches/{id}/changes", operation_id = "intake.diff", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path), ChangeParams),
    responses((status = 200, body = ListView<DiffRow>), (status = "4XX", body = Problem)))]
async fn changes(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    Signed(actor): Signed,
    PathId(id): PathId<IntakeBatchId>,
    Params(wanted): Params<ChangeParams>,
) -> Result<Json<ListView<DiffRow>>, Problem> {
    let known = batch::load_for(db.read(), &actor, id).await?;
    let report = batch::report_of(db.read(), &service.vault, known.id).await?;
    let rights = Rights::of(&actor, &target(db.read(), known.company_id, actor.today()).await?);
    let fits = |row: &DiffRow| wanted.outcome.is_none_or(|outcome| row.outcome == outcome);
    let rows: Vec<DiffRow> = report.diff.into_iter().filter(fits).collect();
    let page = PageParams { after: wanted.after.clone(), limit: wanted.limit };
    let mut page = cut(rows, &page)?;
    let mut shown = ClassSet::EMPTY;
    for change in page.items.iter_mut().flat_map(|row| &mut row.changes) {
        if rights.may_read(change.field) {
            shown = shown.union(rights.class_shown(change.field));
        } else {
            *change = FieldChange { field: change.field, before: None, after: String::new() };
        }
    }
    if FieldClass::ALL.iter().any(|class| shown.contains(*class) && class.reads_are_audited()) {
        let read = Read {
            action: "intake.diff",
            subject_kind: "intake_batch",
            subject_id: id.to_string(),
            about: None,
            classes: shown,
        };
        db.audit_read(&actor, read).await?;
    }
    Ok(Json(page.into()))
}

/// How far an application is.
#[derive(Debug, Serialize, ToSchema)]
struct ProgressView {
    /// Where the batch stands.
    state: batch::State,
    /// Rows the application makes or changes.
    rows: usize,
    /// Rows that are done: all or none, for they are written together.
    done: usize,
    /// Why the last ordered application was refused.
    failure: Option<String>,
}

/// How far an application is. To be asked again while the state is `applying`.
#[utoipa::path(get, path = "/api/v1/intake/batches/{id}/progress", operation_id = "intake.progress", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)),
    responses((status = 200, body = ProgressView), (status = "4XX", body = Problem)))]
async fn progress(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<IntakeBatchId>,
) -> Result<Json<ProgressView>, Problem> {
    let known = batch::load_for(db.read(), &actor, id).await?;
    let counts: Counts = serde_json::from_value(known.counts).map_err(IntakeError::from)?;
    let rows = counts.created + counts.changed;
    let done = if known.state == batch::State::Applied { rows } else { 0 };
    Ok(Json(ProgressView { state: known.state, rows, done, failure: known.failure }))
}

/// The rows that were taken beside the employments they became, compared in both directions.
#[utoipa::path(get, path = "/api/v1/intake/batches/{id}/verification", operation_id = "intake.verify", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)),
    responses((status = 200, body = Sides), (status = "4XX", body = Problem)))]
async fn verification(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    Signed(actor): Signed,
    PathId(id): PathId<IntakeBatchId>,
) -> Result<Json<Sides>, Problem> {
    let prepared = batch::prepare(db.read(), &service, &actor, id).await?;
    let mut sides = batch::verify(db.read(), &service, &actor, &prepared).await?;
    let rights = Rights::of(&actor, &target(db.read(), prepared.batch.company_id, actor.today()).await?);
    if !rights.may_read(heng_cleanse::Field::BasePay) {
        (sides.file.pay_minor, sides.store.pay_minor) = (None, None);
    }
    Ok(Json(sides))
}
