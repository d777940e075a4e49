//! `/api/v1/people/{id}/documents`.

use axum::{
    Extension, Json,
    body::Body as Stream,
    extract::{DefaultBodyLimit, Multipart, State, multipart::Field},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::{Db, audit::Read};
use heng_files::{Files, Media, headers};
use heng_kernel::{DocumentId, EmploymentId};
use heng_web::{AppState, FieldError, ListView, Once, Params, PathId, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    DocumentError, DocumentRow, NewDocument, add as add_document, expiring as expiring_until, of_person,
    read::one, remove as remove_document,
};

/// What the file store takes by default; larger files are refused by it, not by the connection.
const MOST_BYTES: usize = 20 * 1024 * 1024;
/// Room for the other parts of the form.
const FORM_BYTES: usize = 64 * 1024;

/// Routes of documents.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .layer(DefaultBodyLimit::max(MOST_BYTES + FORM_BYTES))
        .routes(routes!(content))
        .routes(routes!(remove))
        .routes(routes!(expiring))
}

/// A document.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DocumentView {
    id: DocumentId,
    kind: String,
    title: String,
    class: FieldClass,
    issued_on: Option<NaiveDate>,
    /// Its last day.
    expires_on: Option<NaiveDate>,
}

impl From<DocumentRow> for DocumentView {
    fn from(row: DocumentRow) -> Self {
        let DocumentRow { id, kind, title, class, issued_on, expires_on, .. } = row;
        Self { id, kind, title, class, issued_on, expires_on }
    }
}

/// The documents of a person that are open to the reader.
#[utoipa::path(get, path = "/api/v1/people/{id}/documents", operation_id = "document.list", tag = "documents",
    extensions(("x-permission" = json!("document.read"))), params(("id" = EmploymentId, Path)),
    responses((status = 200, body = ListView<DocumentView>), (status = "4XX", body = Problem)))]
async fn list(
    Signed(actor): Signed,
    State(db): State<Db>,
    PathId(id): PathId<EmploymentId>,
) -> Result<Json<ListView<DocumentView>>, Problem> {
    let rows = of_person(db.read(), &actor, id).await?;
    Ok(Json(ListView { items: rows.into_iter().map(Into::into).collect(), next: None }))
}

/// The parts of an upload; `file` comes last.
#[derive(Clone, Debug, ToSchema)]
#[expect(dead_code, reason = "the shape of the form, for the API description alone")]
struct DocumentForm {
    kind: String,
    title: String,
    class: FieldClass,
    issued_on: Option<NaiveDate>,
    expires_on: Option<NaiveDate>,
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// The id of a document.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AddedView {
    id: DocumentId,
}

/// Adds a document. What it is follows from its content, not from its name.
#[utoipa::path(post, path = "/api/v1/people/{id}/documents", operation_id = "document.add", tag = "documents",
    extensions(("x-permission" = json!("document.write"))), params(("id" = EmploymentId, Path)),
    request_body(content = DocumentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = AddedView), (status = "4XX", body = Problem)))]
async fn add(
    once: Once,
    State(db): State<Db>,
    Extension(files): Extension<Files>,
    PathId(id): PathId<EmploymentId>,
    mut form: Multipart,
) -> Result<Response, Problem> {
    // Before a byte of the form is read.
    let target = heng_scope::target(db.read(), id, once.actor.today()).await?;
    once.actor.require(Permission::DocumentWrite, &target)?;
    let broken = |_| Problem::bad_request("file.broken_upload");
    let mut said = Said::default();
    while let Some(part) = form.next_field().await.map_err(broken)? {
        if part.name() != Some("file") {
            said.take(part).await?;
            continue;
        }
        let new = said.document()?;
        // Nothing is stored for somebody who may not add one of this class.
        once.actor.require_classes(Permission::DocumentWrite, ClassSet::of(&[new.class]), &target)?;
        new.check()?;
        let name = part.file_name().unwrap_or("file").to_owned();
        let staged = files.stage(&name, &Media::ALL, part).await.map_err(DocumentError::from)?;
        let (files, new, staged) = (&files, &new, &staged);
        return once
            .write(StatusCode::CREATED, async |tx| {
                Ok::<_, DocumentError>(AddedView { id: add_document(&tx, files, id, new, staged).await? })
            })
            .await;
    }
    Err(Problem::invalid(vec![FieldError::new("file", "required")]))
}

/// The words of the form before the file.
#[derive(Default)]
struct Said {
    kind: String,
    title: String,
    class: String,
    issued_on: String,
    expires_on: String,
}

impl Said {
    async fn take(&mut self, part: Field<'_>) -> Result<(), Problem> {
        let name = part.name().unwrap_or_default().to_owned();
        let text = part.text().await.map_err(|_| Problem::bad_request("file.broken_upload"))?;
        match name.as_str() {
            "kind" => self.kind = text,
            "title" => self.title = text,
            "class" => self.class = text,
            "issued_on" => self.issued_on = text,
            "expires_on" => self.expires_on = text,
            _ => return Err(Problem::invalid(vec![FieldError::new(name, "unknown_field")])),
        }
        Ok(())
    }

    fn document(&self) -> Result<NewDocument, Problem> {
        let day = |field: &str, text: &str| match text.trim() {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|_| Problem::invalid(vec![FieldError::new(field, "not_a_date")])),
        };
        let unknown_class = |_| {
            let classes: Vec<&str> = FieldClass::ALL.iter().map(|class| class.code()).collect();
            Problem::invalid(vec![FieldError::new("class", "unknown_choice").with("choices", classes)])
        };
        Ok(NewDocument {
            kind: self.kind.trim().to_owned(),
            title: self.title.clone(),
            class: self.class.trim().parse().map_err(unknown_class)?,
            issued_on: day("issued_on", &self.issued_on)?,
            expires_on: day("expires_on", &self.expires_on)?,
        })
    }
}

/// The contents of a document. Reading another person's is audited before the first byte leaves.
#[utoipa::path(get, path = "/api/v1/people/{id}/documents/{document}/content", operation_id = "document.content",
    tag = "documents", extensions(("x-permission" = json!("document.read"))),
    params(("id" = EmploymentId, Path), ("document" = DocumentId, Path)),
    responses((status = 200, description = "The file as it was stored."), (status = "4XX", body = Problem)))]
async fn content(
    Signed(actor): Signed,
    State(db): State<Db>,
    Extension(files): Extension<Files>,
    PathId((id, document)): PathId<(EmploymentId, DocumentId)>,
) -> Result<Response, Problem> {
    let (row, own) = one(db.read(), &actor, id, document).await?;
    let opened = files.open(row.file).await.map_err(DocumentError::from)?;
    if row.class.reads_are_audited() && !own {
        let (subject_kind, subject_id) = ("document", document.to_string());
        let classes = ClassSet::of(&[row.class]);
        let read = Read { action: "document.content", subject_kind, subject_id, about: Some(id), classes };
        db.audit_read(&actor, read).await?;
    }
    Ok((headers(&opened.file), Stream::from_stream(opened.body)).into_response())
}

/// Takes a document out of the file.
#[utoipa::path(delete, path = "/api/v1/people/{id}/documents/{document}", operation_id = "document.remove",
    tag = "documents", extensions(("x-permission" = json!("document.write"))),
    params(("id" = EmploymentId, Path), ("document" = DocumentId, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn remove(
    once: Once,
    Extension(files): Extension<Files>,
    PathId((id, document)): PathId<(EmploymentId, DocumentId)>,
) -> Result<Response, Problem> {
    let files = &files;
    once.write(StatusCode::NO_CONTENT, async |tx| remove_document(&tx, files, id, document).await).await
}

/// Up to which day.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExpiringQuery {
    /// The day.
    until: NaiveDate,
}

/// A document that expires.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ExpiringView {
    employment_id: EmploymentId,
    #[serde(flatten)]
    document: DocumentView,
}

/// Documents of class public or work that expire up to a day, soonest first, at most 500.
#[utoipa::path(get, path = "/api/v1/documents/expiring", operation_id = "document.expiring", tag = "documents",
    extensions(("x-permission" = json!("document.read"))), params(ExpiringQuery),
    responses((status = 200, body = ListView<ExpiringView>), (status = "4XX", body = Problem)))]
async fn expiring(
    Signed(actor): Signed,
    State(db): State<Db>,
    Params(query): Params<ExpiringQuery>,
) -> Result<Json<ListView<ExpiringView>>, Problem> {
    let rows = expiring_until(db.read(), &actor, query.until).await?;
    let view = |(employment_id, row): (EmploymentId, DocumentRow)| ExpiringView {
        employment_id,
        document: row.into(),
    };
    Ok(Json(ListView { items: rows.into_iter().map(view).collect(), next: None }))
}
