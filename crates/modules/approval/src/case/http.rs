//! Cases over HTTP.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use heng_access::{Actor, Denied, Permission};
use heng_db::{Db, Tx};
use heng_flow::Outcome;
use heng_kernel::{CaseId, EmploymentId, PersonId};
use heng_web::{AppState, Body, ListView, Once, PageParams, Params, PathId, Problem, Signed, TotalView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ApprovalError,
    decide::{Decide, decide},
    queries::{self, Which},
    retry::retry,
    seen::Seen,
    view::{CaseRowView, CaseView, People, TodoView, case_view},
};
use crate::subject::Subjects;

/// Most answers given in one go.
const MOST_AT_ONCE: usize = 50;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(todo))
        .routes(routes!(total))
        .routes(routes!(show))
        .routes(routes!(decide_one))
        .routes(routes!(decide_many))
        .routes(routes!(retry_effect))
        .routes(routes!(of_employment))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct TodoQuery {
    /// `waiting` (longest first) or `done` (last first).
    #[serde(default)]
    #[param(inline)]
    which: Which,
    after: Option<String>,
    limit: Option<u16>,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DecisionWord {
    /// Yes.
    Approve,
    /// No.
    Refuse,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
struct DecisionBody {
    /// The node to answer at.
    node: String,
    outcome: DecisionWord,
    /// A word to the applicant.
    #[schema(max_length = 1000)]
    comment: Option<String>,
    /// Version of the case on the page.
    version: u32,
    /// Hash of the content on the page.
    content: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct BatchBody {
    /// At most 50.
    decisions: Vec<BatchItem>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct BatchItem {
    case_id: CaseId,
    #[serde(flatten)]
    decision: DecisionBody,
}

/// What became of one of several answers.
#[derive(Debug, Serialize, ToSchema)]
struct BatchResultView {
    case_id: CaseId,
    /// Absent when it was taken.
    problem: Option<Problem>,
}

fn own_person(actor: &Actor) -> Result<PersonId, Denied> {
    actor.require_anywhere(Permission::ApprovalDecide)?;
    actor.person().ok_or(Denied::Hidden)
}

/// One's own to-dos: what waits for an answer, or what one has answered.
#[utoipa::path(get, path = "/api/v1/approvals", operation_id = "approval.todo", tag = "approval",
    extensions(("x-permission" = json!("approval.decide"))), params(TodoQuery),
    responses((status = 200, body = ListView<TodoView>), (status = "4XX", body = Problem)))]
async fn todo(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<TodoQuery>,
) -> Result<Json<ListView<TodoView>>, Problem> {
    let person = own_person(&actor)?;
    let page = PageParams { after: query.after, limit: query.limit };
    let rows = queries::todo(db.read(), person, query.which, page.after.as_deref(), page.size()).await?;
    let people =
        People::load(db.read(), rows.items.iter().map(|(_, case)| case.applicant_id), actor.today()).await?;
    Ok(Json(rows.map(|row| TodoView::of(row, &people)).into()))
}

/// How many cases wait for one's answer.
#[utoipa::path(get, path = "/api/v1/approvals/total", operation_id = "approval.total", tag = "approval",
    extensions(("x-permission" = json!("approval.decide"))),
    responses((status = 200, body = TotalView), (status = "4XX", body = Problem)))]
async fn total(State(db): State<Db>, Signed(actor): Signed) -> Result<Json<TotalView>, Problem> {
    let person = own_person(&actor)?;
    Ok(Json(TotalView::of(queries::waiting(db.read(), person, TotalView::MOST).await?)))
}

/// A case: what is asked, who decides and why they, what happened, and what one may do.
#[utoipa::path(get, path = "/api/v1/approvals/{id}", operation_id = "approval.show", tag = "approval",
    extensions(("x-permission" = json!("approval.read"))), params(("id" = CaseId, Path)),
    responses((status = 200, body = CaseView), (status = "4XX", body = Problem)))]
async fn show(
    State(db): State<Db>,
    Extension(subjects): Extension<Subjects>,
    Signed(actor): Signed,
    PathId(id): PathId<CaseId>,
) -> Result<Json<CaseView>, Problem> {
    let seen = Seen::load(db.read(), &actor, id).await??;
    let (view, read) = case_view(db.read(), &subjects, &actor, seen).await?;
    if let Some(read) = read {
        db.audit_read(&actor, read).await?;
    }
    Ok(Json(view))
}

fn command(case: CaseId, body: DecisionBody) -> Result<Decide, Problem> {
    let comment = body.comment.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if comment.as_ref().is_some_and(|text| text.chars().count() > 1000) {
        return Err(Problem::invalid(vec![
            heng_web::FieldError::new("comment", "too_long").with("most", 1000),
        ]));
    }
    let outcome = match body.outcome {
        DecisionWord::Approve => Outcome::Approve,
        DecisionWord::Refuse => Outcome::Refuse,
    };
    Ok(Decide { case, node: body.node, outcome, comment, version: body.version, content: body.content })
}

async fn view_after(tx: &Tx, subjects: &Subjects, id: CaseId) -> Result<CaseView, ApprovalError> {
    let seen = Seen::load(tx.db(), &tx.actor, id).await??;
    let (view, read) = case_view(tx.db(), subjects, &tx.actor, seen).await?;
    if let Some(read) = read {
        tx.audit_read(read).await?;
    }
    Ok(view)
}

/// Answers. The same answer again changes nothing; another one, or one from a page that is behind, is refused.
#[utoipa::path(post, path = "/api/v1/approvals/{id}/decide", operation_id = "approval.decide", tag = "approval",
    extensions(("x-permission" = json!("approval.decide"))), params(("id" = CaseId, Path)), request_body = DecisionBody,
    responses((status = 200, body = CaseView), (status = "4XX", body = Problem)))]
async fn decide_one(
    Extension(subjects): Extension<Subjects>,
    once: Once,
    PathId(id): PathId<CaseId>,
    Body(body): Body<DecisionBody>,
) -> Result<Response, Problem> {
    let cmd = command(id, body)?;
    once.write(StatusCode::OK, async |tx| {
        decide(&tx, &subjects, &cmd).await?;
        view_after(&tx, &subjects, id).await
    })
    .await
}

/// Answers several cases, each by itself: one that is refused does not hold up the others.
#[utoipa::path(post, path = "/api/v1/approvals/decide", operation_id = "approval.decide_many", tag = "approval",
    extensions(("x-permission" = json!("approval.decide"))), request_body = BatchBody,
    responses((status = 200, body = ListView<BatchResultView>), (status = "4XX", body = Problem)))]
async fn decide_many(
    State(db): State<Db>,
    Extension(subjects): Extension<Subjects>,
    Signed(actor): Signed,
    Body(body): Body<BatchBody>,
) -> Result<Json<ListView<BatchResultView>>, Problem> {
    own_person(&actor)?;
    if body.decisions.len() > MOST_AT_ONCE {
        return Err(Problem::invalid(vec![
            heng_web::FieldError::new("decisions", "too_many").with("most", 50),
        ]));
    }
    let mut items = vec![];
    for BatchItem { case_id, decision } in body.decisions {
        let done = match command(case_id, decision) {
            Ok(cmd) => {
                let done: Result<(), ApprovalError> =
                    db.write(&actor, async |tx| decide(&tx, &subjects, &cmd).await).await;
                done.map_err(Problem::from)
            }
            Err(problem) => Err(problem),
        };
        items.push(BatchResultView { case_id, problem: done.err() });
    }
    Ok(Json(ListView { items, next: None }))
}

/// Tries the effect of an approved request again, after what stood against it was put right.
#[utoipa::path(post, path = "/api/v1/approvals/{id}/retry", operation_id = "approval.retry", tag = "approval",
    extensions(("x-permission" = json!("flow.write"))), params(("id" = CaseId, Path)),
    responses((status = 200, body = CaseView), (status = "4XX", body = Problem)))]
async fn retry_effect(
    Extension(subjects): Extension<Subjects>,
    once: Once,
    PathId(id): PathId<CaseId>,
) -> Result<Response, Problem> {
    once.write(StatusCode::OK, async |tx| {
        retry(&tx, &subjects, id).await?;
        view_after(&tx, &subjects, id).await
    })
    .await
}

/// The cases of an employee, newest first.
#[utoipa::path(get, path = "/api/v1/employees/{id}/approvals", operation_id = "approval.of_employee", tag = "approval",
    extensions(("x-permission" = json!("approval.read"))), params(("id" = EmploymentId, Path), PageParams),
    responses((status = 200, body = ListView<CaseRowView>), (status = "4XX", body = Problem)))]
async fn of_employment(
    State(db): State<Db>,
    Signed(actor): Signed,
    PathId(id): PathId<EmploymentId>,
    Params(page): Params<PageParams>,
) -> Result<Json<ListView<CaseRowView>>, Problem> {
    let target = heng_scope::target(db.read(), id, actor.today()).await?;
    actor.require(Permission::ApprovalRead, &target)?;
    let rows = queries::of_applicant(db.read(), id, page.after.as_deref(), page.size()).await?;
    Ok(Json(rows.map(CaseRowView::from).into()))
}
