//! Roles, over HTTP.

use axum::{Extension, Json, http::StatusCode, response::Response};
use heng_access::{ClassSet, FieldClass, Permission, RoleDefinition, RoleRow, Scope};
use heng_kernel::RoleId;
use heng_web::{AppState, Body, ListView, Once, PathId, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{all, edit, error::RoleError, rows_of};
use crate::Identity;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change, remove))
        .routes(routes!(permissions))
}

/// One line of a role.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct RoleRowView {
    /// What may be done: `people.read`.
    #[schema(value_type = String)]
    pub permission: Permission,
    /// How far at most.
    pub scope: Scope,
    /// The fields it opens, where the permission tells them apart.
    #[serde(default)]
    pub classes: Vec<FieldClass>,
}

impl From<RoleRow> for RoleRowView {
    fn from(row: RoleRow) -> Self {
        Self { permission: row.permission, scope: row.scope, classes: row.classes.iter().collect() }
    }
}

impl From<RoleRowView> for RoleRow {
    fn from(row: RoleRowView) -> Self {
        Self { permission: row.permission, scope: row.scope, classes: ClassSet::of(&row.classes) }
    }
}

/// A role with its rows.
#[derive(Debug, Serialize, ToSchema)]
struct RoleView {
    /// Its id.
    id: RoleId,
    /// Its stable code.
    code: String,
    /// Its name in Chinese.
    name_zh: String,
    /// Its name in English.
    name_en: String,
    /// Whether it comes with the program and cannot be edited.
    builtin: bool,
    /// What it allows.
    rows: Vec<RoleRowView>,
}

/// Every role with its rows: the columns of the table of rights.
#[utoipa::path(get, path = "/api/v1/roles", operation_id = "role.list", tag = "access",
    extensions(("x-permission" = json!("role.read"))),
    responses((status = 200, body = ListView<RoleView>), (status = "4XX", body = Problem)))]
async fn list(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<ListView<RoleView>>, Problem> {
    actor.require_anywhere(Permission::RoleRead)?;
    let db = identity.db().read();
    let roles = all(db).await?;
    let mut rows = rows_of(db, roles.iter().map(|role| role.id)).await?;
    let view = |role: super::entity::role::Model| RoleView {
        rows: rows.remove(&role.id).unwrap_or_default().into_iter().map(RoleRowView::from).collect(),
        id: role.id,
        code: role.code,
        name_zh: role.name_zh,
        name_en: role.name_en,
        builtin: role.builtin,
    };
    Ok(Json(ListView { items: roles.into_iter().map(view).collect(), next: None }))
}

/// A permission there is.
#[derive(Debug, Serialize, ToSchema)]
struct PermissionView {
    /// `people.read`.
    code: &'static str,
    /// `people`.
    area: &'static str,
    /// Whether its rows list field classes.
    class_aware: bool,
    /// Whether it is done in one's own name only.
    personal: bool,
}

/// Every permission: the lines of the table of rights.
#[utoipa::path(get, path = "/api/v1/permissions", operation_id = "role.permissions", tag = "access",
    extensions(("x-permission" = json!("role.read"))),
    responses((status = 200, body = ListView<PermissionView>), (status = "4XX", body = Problem)))]
async fn permissions(Signed(actor): Signed) -> Result<Json<ListView<PermissionView>>, Problem> {
    actor.require_anywhere(Permission::RoleRead)?;
    let view = |permission: &Permission| PermissionView {
        code: permission.code(),
        area: permission.area(),
        class_aware: permission.class_aware(),
        personal: permission.personal(),
    };
    Ok(Json(ListView { items: Permission::ALL.iter().map(view).collect(), next: None }))
}

/// A role to store.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoleBody {
    /// Its stable code, snake_case; not changed later.
    code: String,
    /// Its name in Chinese.
    name_zh: String,
    /// Its name in English.
    name_en: String,
    /// What it allows.
    rows: Vec<RoleRowView>,
}

impl From<RoleBody> for RoleDefinition {
    fn from(body: RoleBody) -> Self {
        Self {
            code: body.code,
            name_zh: body.name_zh,
            name_en: body.name_en,
            rows: body.rows.into_iter().map(RoleRow::from).collect(),
        }
    }
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
struct RoleMade {
    /// Its id.
    id: RoleId,
}

/// Make a role of one's own.
#[utoipa::path(post, path = "/api/v1/roles", operation_id = "role.create", tag = "access",
    extensions(("x-permission" = json!("role.write"))), request_body = RoleBody,
    responses((status = 201, body = RoleMade), (status = "4XX", body = Problem)))]
async fn create(once: Once, Body(body): Body<RoleBody>) -> Result<Response, Problem> {
    let wanted = &RoleDefinition::from(body);
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, RoleError>(RoleMade { id: edit::create(&tx, wanted).await? })
    })
    .await
}

/// Replace names and rows of a role of one's own.
#[utoipa::path(put, path = "/api/v1/roles/{id}", operation_id = "role.change", tag = "access",
    extensions(("x-permission" = json!("role.write"))), params(("id" = RoleId, Path)), request_body = RoleBody,
    responses((status = 204, description = "changed"), (status = "4XX", body = Problem)))]
async fn change(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<RoleId>,
    Body(body): Body<RoleBody>,
) -> Result<StatusCode, Problem> {
    let wanted = RoleDefinition::from(body);
    identity.db().write(&actor, async |tx| edit::change(&tx, id, &wanted).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a role of one's own that nobody ever had.
#[utoipa::path(delete, path = "/api/v1/roles/{id}", operation_id = "role.remove", tag = "access",
    extensions(("x-permission" = json!("role.write"))), params(("id" = RoleId, Path)),
    responses((status = 204, description = "removed"), (status = "4XX", body = Problem)))]
async fn remove(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<RoleId>,
) -> Result<StatusCode, Problem> {
    identity.db().write(&actor, async |tx| edit::remove(&tx, id).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
