//! Taking a file in.

use axum::{
    Extension, Json,
    extract::{DefaultBodyLimit, Multipart, State, multipart::Field},
    http::StatusCode,
};
use heng_db::Db;
use heng_kernel::CompanyId;
use heng_web::{AppState, FieldError, Problem, Signed};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Intake,
    batch::{BatchView, Upload, upload_file},
    source::{MOST_BYTES, SourceError},
};

/// Room for the other parts of the form.
const FORM_BYTES: usize = 64 * 1024;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::max(MOST_BYTES + FORM_BYTES))
}

/// A roster: `.xlsx`, or `.csv` in UTF-8, UTF-16 or GB18030.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the form; its parts are read one by one")]
struct UploadForm {
    /// The file, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The company it is for; one's own when left out by somebody who does not look after the group.
    #[schema(value_type = Option<CompanyId>)]
    company_id: Option<CompanyId>,
}

/// Reads, checks and keeps a roster. Nothing is applied yet.
#[utoipa::path(post, path = "/api/v1/intake/batches", operation_id = "intake.upload", tag = "intake",
    extensions(("x-permission" = json!("intake.run"))),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = BatchView), (status = "4XX", body = Problem)))]
async fn upload(
    State(db): State<Db>,
    Extension(service): Extension<Intake>,
    Signed(actor): Signed,
    mut form: Multipart,
) -> Result<(StatusCode, Json<BatchView>), Problem> {
    actor.require_anywhere(heng_access::Permission::IntakeRun)?;
    let (mut file, mut company) = (None, None);
    while let Some(part) = form.next_field().await.map_err(|error| unreadable(error.status()))? {
        match part.name() {
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                file = Some((name, bytes(part, MOST_BYTES).await?));
            }
            Some("company_id") => company = company_id(part).await?,
            _ => {}
        }
    }
    let missing = || Problem::invalid(vec![FieldError::new("file", "required")]);
    let (file_name, bytes) = file.ok_or_else(missing)?;
    let stored = upload_file(&db, &service, &actor, Upload { company, file_name, bytes }).await?;
    Ok((StatusCode::CREATED, Json(BatchView::try_from(stored)?)))
}

/// Reads a part up to a limit; what is longer is not read on.
async fn bytes(mut part: Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut read = vec![];
    while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(error.status()))? {
        if read.len() + chunk.len() > most {
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, SourceError::TooLarge.code()));
        }
        read.extend_from_slice(&chunk);
    }
    Ok(read)
}

async fn company_id(part: Field<'_>) -> Result<Option<CompanyId>, Problem> {
    let text = bytes(part, 100).await?;
    let text = String::from_utf8_lossy(&text);
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong = |_| Problem::invalid(vec![FieldError::new("company_id", "not_found")]);
    text.trim().parse::<uuid::Uuid>().map(|id| Some(CompanyId(id))).map_err(wrong)
}

fn unreadable(status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::new(status, SourceError::TooLarge.code())
    } else {
        Problem::bad_request("input.unreadable")
    }
}
