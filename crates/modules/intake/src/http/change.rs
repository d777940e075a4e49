//! Changing batches: mapping, answers, cells, applying, taking back.

use axum::{Extension, extract::State, http::StatusCode, response::Response};
use heng_cleanse::{Field, column_letter};
use heng_db::Db;
use heng_kernel::IntakeBatchId;
use heng_web::{AppState, Body, FieldError, Once, PathId, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Intake,
    batch::{self, Apply, BatchView, Edit, IntakeError},
    work::{Counts, UnitDecision},
};

/// Rows that are applied while the request waits; more are applied by a job.
const AT_ONCE: usize = 2_000;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(map))
        .routes(routes!(answer))
        .routes(routes!(mend))
        .routes(routes!(apply))
        .routes(routes!(undo))
}

/// What a column means.
#[derive(Debug, Deserialize, ToSchema)]
struct ColumnMeaning {
    /// The column, from zero.
    index: usize,
    /// What is read from it; `null` leaves it unread.
    field: Option<Field>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct MappingBody {
    /// Columns not named stay as they are. A field is read from one column.
    columns: Vec<ColumnMeaning>,
}

/// Says what columns mean, and checks again. Remembered for files with the same header.
#[utoipa::path(put, path = "/api/v1/intake/batches/{id}/mapping", operation_id = "intake.map", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)),
    request_body = MappingBody,
    responses((status = 200, body = BatchView), (status = "4XX", body = Problem)))]
async fn map(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    once: Once,
    PathId(id): PathId<IntakeBatchId>,
    Body(body): Body<MappingBody>,
) -> Result<Response, Problem> {
    let columns = body.columns.into_iter().map(|column| (column.index, column.field)).collect();
    edit(&db, &service, &once, id, Edit::Map(columns)).await
}

#[derive(Debug, Deserialize, ToSchema)]
struct AnswersBody {
    /// All decisions, in place of earlier ones.
    answers: Vec<UnitDecision>,
}

/// Decides about units the company does not have, and checks again.
#[utoipa::path(put, path = "/api/v1/intake/batches/{id}/answers", operation_id = "intake.answer", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)),
    request_body = AnswersBody,
    responses((status = 200, body = BatchView), (status = "4XX", body = Problem)))]
async fn answer(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    once: Once,
    PathId(id): PathId<IntakeBatchId>,
    Body(body): Body<AnswersBody>,
) -> Result<Response, Problem> {
    edit(&db, &service, &once, id, Edit::Decide(body.answers)).await
}

#[derive(Debug, Deserialize, ToSchema)]
struct CellBody {
    /// The row's number beside the sheet.
    row: u32,
    /// The column as the sheet letters it.
    #[schema(example = "D")]
    column: String,
    /// The right text; `null` brings the file's own back.
    value: Option<String>,
}

/// Mends a cell in place, and checks again. The file's own text is kept.
#[utoipa::path(put, path = "/api/v1/intake/batches/{id}/cells", operation_id = "intake.mend", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)), request_body = CellBody,
    responses((status = 200, body = BatchView), (status = "4XX", body = Problem)))]
async fn mend(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    once: Once,
    PathId(id): PathId<IntakeBatchId>,
    Body(body): Body<CellBody>,
) -> Result<Response, Problem> {
    let column = (0..256)
        .find(|index| column_letter(*index) == body.column.to_ascii_uppercase())
        .ok_or_else(|| Problem::invalid(vec![FieldError::new("column", "not_found")]))?;
    edit(&db, &service, &once, id, Edit::Mend { row: body.row, column, value: body.value }).await
}

async fn edit(
    db: &Db,
    service: &Intake,
    once: &Once,
    id: IntakeBatchId,
    change: Edit,
) -> Result<Response, Problem> {
    let prepared = batch::prepare(db.read(), service, &once.actor, id).await?;
    once.write(StatusCode::OK, async |tx| {
        BatchView::try_from(batch::edit(&tx, service, &prepared, &change).await?)
    })
    .await
}

#[derive(Debug, Deserialize, ToSchema)]
struct ApplyBody {
    /// The plan that was shown: `plan_sha256` of the batch.
    plan_sha256: String,
}

/// An applied or ordered batch.
#[derive(Debug, Serialize, ToSchema)]
struct AppliedView {
    /// The batch: `applied`, or `applying` when a job does it.
    batch: BatchView,
    /// How many of what.
    counts: Counts,
    /// Whether it had been applied before: nothing was done now.
    before: bool,
}

/// Applies the plan that was shown: everything or nothing, once. A large one is applied by a job: the state is then
/// `applying`, and progress can be asked for.
#[utoipa::path(post, path = "/api/v1/intake/batches/{id}/apply", operation_id = "intake.apply", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)), request_body = ApplyBody,
    responses((status = 200, body = AppliedView), (status = 202, body = AppliedView), (status = "4XX", body = Problem)))]
async fn apply(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    once: Once,
    PathId(id): PathId<IntakeBatchId>,
    Body(body): Body<ApplyBody>,
) -> Result<Response, Problem> {
    let cmd = Apply { plan_sha256: body.plan_sha256 };
    let known = batch::load_for(db.read(), &once.actor, id).await?;
    let counts: Counts = serde_json::from_value(known.counts).map_err(IntakeError::from)?;
    if counts.created + counts.changed > AT_ONCE {
        return once
            .write(StatusCode::ACCEPTED, async |tx| {
                let ordered = batch::order(&tx, id, &cmd).await?;
                let before = ordered.state == batch::State::Applied;
                Ok::<_, IntakeError>(AppliedView { batch: ordered.try_into()?, counts, before })
            })
            .await;
    }
    let prepared = batch::prepare(db.read(), &service, &once.actor, id).await?;
    once.write(StatusCode::OK, async |tx| {
        let applied = batch::apply(&tx, &service, &prepared, &cmd).await?;
        let (counts, before) = (applied.counts, applied.before);
        Ok::<_, IntakeError>(AppliedView { batch: applied.batch.try_into()?, counts, before })
    })
    .await
}

/// A batch taken back.
#[derive(Debug, Serialize, ToSchema)]
struct UndoneView {
    /// The batch.
    batch: BatchView,
    /// Employments that are gone.
    removed: usize,
    /// Employments that are as before.
    restored: usize,
}

/// Takes an applied batch back as if it had never been, or says what stands on it.
#[utoipa::path(post, path = "/api/v1/intake/batches/{id}/undo", operation_id = "intake.undo", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))), params(("id" = IntakeBatchId, Path)),
    responses((status = 200, body = UndoneView), (status = "4XX", body = Problem)))]
async fn undo(
    Extension(service): Extension<Intake>,
    once: Once,
    PathId(id): PathId<IntakeBatchId>,
) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        let undone = batch::undo(&tx, &service, id).await?;
        let (removed, restored) = (undone.removed, undone.restored);
        Ok::<_, IntakeError>(UndoneView { batch: undone.batch.try_into()?, removed, restored })
    })
    .await
}
