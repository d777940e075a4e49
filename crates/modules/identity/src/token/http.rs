//! API tokens, over HTTP.

use axum::{Extension, Json, http::StatusCode};
use chrono::{DateTime, Utc};
use heng_access::{Permission, RoleRow};
use heng_kernel::{AccountId, TokenId};
use heng_web::{AppState, Body, ListView, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    entity::{Column, Entity, Model},
    make::{Wanted, make, revoke},
};
use crate::{
    Identity,
    role::RoleRowView,
    session::{own_session, require_second_look},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, make_one)).routes(routes!(revoke_one))
}

/// A token, without its value.
#[derive(Debug, Serialize, ToSchema)]
struct TokenView {
    /// Its id.
    id: TokenId,
    /// Whose rights it narrows.
    account_id: AccountId,
    /// What its owner calls it.
    name: String,
    /// What it may do at most.
    rows: Vec<RoleRowView>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it ends.
    ends_at: DateTime<Utc>,
    /// Its last use, to five minutes.
    used_at: Option<DateTime<Utc>>,
}

impl From<Model> for TokenView {
    fn from(row: Model) -> Self {
        let rows: Vec<RoleRow> = serde_json::from_str(&row.rows).unwrap_or_default();
        Self {
            id: row.id,
            account_id: row.account_id,
            name: row.name,
            rows: rows.into_iter().map(RoleRowView::from).collect(),
            created_at: row.created_at,
            ends_at: row.ends_at,
            used_at: row.used_at,
        }
    }
}

/// One's own live tokens; everybody's for who may revoke them over the whole group.
#[utoipa::path(get, path = "/api/v1/tokens", operation_id = "token.list", tag = "access",
    extensions(("x-permission" = json!("token.write"))),
    responses((status = 200, body = ListView<TokenView>), (status = "4XX", body = Problem)))]
async fn list(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<ListView<TokenView>>, Problem> {
    actor.require_anywhere(Permission::TokenWrite)?;
    let db = identity.db();
    let mut rows = Entity::find().filter(Column::RevokedAt.is_null()).filter(Column::EndsAt.gt(db.now()));
    if !actor.reach(Permission::TokenWrite).all {
        let account = actor.account().ok_or_else(Problem::forbidden)?;
        rows = rows.filter(Column::AccountId.eq(account));
    }
    let rows = rows.order_by_desc(Column::Id).all(db.read()).await?;
    Ok(Json(ListView { items: rows.into_iter().map(TokenView::from).collect(), next: None }))
}

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenBody {
    /// What to call it.
    name: String,
    /// What it may do at most; never more than its owner may.
    rows: Vec<RoleRowView>,
    /// When it ends, within a year.
    ends_at: DateTime<Utc>,
}

/// A token, shown this once.
#[derive(Serialize, ToSchema)]
struct TokenMade {
    /// Its id.
    id: TokenId,
    /// Its value, for `Authorization: Bearer`.
    token: String,
}

/// Make an API token of one's own. Needs a second look.
#[utoipa::path(post, path = "/api/v1/tokens", operation_id = "token.make", tag = "access",
    extensions(("x-permission" = json!("token.write"))), request_body = TokenBody,
    responses((status = 201, body = TokenMade), (status = "4XX", body = Problem)))]
async fn make_one(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<TokenBody>,
) -> Result<(StatusCode, Json<TokenMade>), Problem> {
    let (account, _) = own_session(&actor)?;
    actor.require_anywhere(Permission::TokenWrite)?;
    require_second_look(&identity, &actor).await?;
    let rows = body.rows.into_iter().map(RoleRow::from).collect();
    let wanted = Wanted { account, name: body.name, rows, ends_at: body.ends_at };
    let (id, token) = identity.db().write(&actor, async |tx| make(&tx, &wanted).await).await?;
    Ok((StatusCode::CREATED, Json(TokenMade { id, token })))
}

/// Revoke a token, at once.
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", operation_id = "token.revoke", tag = "access",
    extensions(("x-permission" = json!("token.write"))), params(("id" = TokenId, Path)),
    responses((status = 204, description = "revoked"), (status = "4XX", body = Problem)))]
async fn revoke_one(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<TokenId>,
) -> Result<StatusCode, Problem> {
    let account = actor.account().ok_or_else(Problem::forbidden)?;
    identity.db().write(&actor, async |tx| revoke(&tx, account, id).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
