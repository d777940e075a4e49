//! Flows over HTTP.

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chrono::{DateTime, Utc};
use heng_access::Permission;
use heng_db::Db;
use heng_flow::FlowVersion;
use heng_kernel::{CompanyId, FlowVersionId};
use heng_web::{AppState, Body, ListView, Once, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{FlowError, Publish, listed, publish};
use crate::subject::Subjects;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(publish_version))
}

/// A flow with its version in force.
#[derive(Debug, Serialize, ToSchema)]
struct FlowView {
    /// Kind of request: `leave`.
    kind: String,
    /// The company it is for; absent for the whole group.
    company_id: Option<CompanyId>,
    version_id: FlowVersionId,
    /// Counts the versions from 1.
    number: i32,
    /// Nodes, what happens when one person stands at several, and whom to ask when nobody is left.
    #[schema(value_type = HashMap<String, Value>)]
    definition: serde_json::Value,
    made_at: DateTime<Utc>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct FlowVersionBody {
    /// The company it is for; absent for the whole group.
    company_id: Option<CompanyId>,
    /// Nodes, what happens when one person stands at several, and whom to ask when nobody is left.
    #[schema(value_type = HashMap<String, Value>)]
    definition: FlowVersion,
}

/// A stored version.
#[derive(Debug, Serialize, ToSchema)]
struct FlowVersionView {
    version_id: FlowVersionId,
    number: i32,
}

/// Every flow with its version in force. Kinds that are not listed ask the direct manager.
#[utoipa::path(get, path = "/api/v1/approval-flows", operation_id = "flow.list", tag = "approval",
    extensions(("x-permission" = json!("flow.write"))),
    responses((status = 200, body = ListView<FlowView>), (status = "4XX", body = Problem)))]
async fn list(State(db): State<Db>, Signed(actor): Signed) -> Result<Json<ListView<FlowView>>, Problem> {
    actor.require_anywhere(Permission::FlowWrite)?;
    let view = |(flow, version): (super::entity::flow::Model, super::entity::version::Model)| FlowView {
        kind: flow.kind,
        company_id: flow.company_id,
        version_id: version.id,
        number: version.number,
        definition: version.definition,
        made_at: version.made_at,
    };
    let rows = listed(db.read()).await?;
    Ok(Json(ListView { items: rows.into_iter().map(view).collect(), next: None }))
}

/// Adds a version to the flow of a kind of request. Cases under way keep the version they began with.
#[utoipa::path(post, path = "/api/v1/approval-flows/{kind}/versions", operation_id = "flow.publish", tag = "approval",
    extensions(("x-permission" = json!("flow.write"))), params(("kind" = String, Path)), request_body = FlowVersionBody,
    responses((status = 201, body = FlowVersionView), (status = "4XX", body = Problem)))]
async fn publish_version(
    Extension(subjects): Extension<Subjects>,
    once: Once,
    Path(kind): Path<String>,
    Body(body): Body<FlowVersionBody>,
) -> Result<Response, Problem> {
    let cmd = Publish { kind, company: body.company_id, definition: body.definition };
    once.write(StatusCode::CREATED, async |tx| {
        let (version_id, number) = publish(&tx, &subjects, &cmd).await?;
        Ok::<_, FlowError>(FlowVersionView { version_id, number })
    })
    .await
}
