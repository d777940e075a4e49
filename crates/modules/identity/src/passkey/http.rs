//! One's own passkeys, over HTTP.

use axum::{Extension, Json, http::StatusCode};
use chrono::{DateTime, Utc};
use heng_kernel::PasskeyId;
use heng_web::{AppState, Body, ListView, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    PasskeyError,
    entity::{Column, Entity, Model},
    register::{finish, remove, start},
};
use crate::{
    Identity,
    account::entity::account,
    session::{own_account, own_session, require_second_look},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, register)).routes(routes!(begin)).routes(routes!(remove_one))
}

/// A challenge for the browser's authenticator.
#[derive(Serialize, ToSchema)]
pub(crate) struct PasskeyChallenge {
    /// Names the ceremony in the next step.
    pub token: String,
    /// For `navigator.credentials`; `publicKey` holds the options, binary values in base64url.
    #[schema(value_type = HashMap<String, Value>)]
    pub options: Value,
}

/// A registered passkey.
#[derive(Debug, Serialize, ToSchema)]
struct PasskeyView {
    /// Its id.
    id: PasskeyId,
    /// What its owner calls it.
    name: String,
    /// When it was registered.
    created_at: DateTime<Utc>,
    /// When it was used last.
    used_at: Option<DateTime<Utc>>,
}

impl From<Model> for PasskeyView {
    fn from(row: Model) -> Self {
        Self { id: row.id, name: row.name, created_at: row.created_at, used_at: row.used_at }
    }
}

/// One's own passkeys, newest first.
#[utoipa::path(get, path = "/api/v1/me/passkeys", operation_id = "me.passkeys", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = ListView<PasskeyView>), (status = "4XX", body = Problem)))]
async fn list(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<ListView<PasskeyView>>, Problem> {
    let account = own_account(&actor)?;
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account))
        .order_by_desc(Column::Id)
        .all(identity.db().read())
        .await?;
    Ok(Json(ListView { items: rows.into_iter().map(PasskeyView::from).collect(), next: None }))
}

/// Begin to register a passkey. Needs a second look.
#[utoipa::path(post, path = "/api/v1/me/passkeys/challenge", operation_id = "me.start_passkey", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = PasskeyChallenge), (status = "4XX", body = Problem)))]
async fn begin(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<PasskeyChallenge>, Problem> {
    let (id, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    let account = account::Entity::find_by_id(id).one(identity.db().read()).await?;
    let account = account.ok_or_else(Problem::not_found)?;
    let (token, options) = start(&identity, &actor, &account).await?;
    Ok(Json(PasskeyChallenge { token: token.text().to_owned(), options }))
}

/// What the authenticator made.
#[derive(Deserialize, ToSchema)]
struct RegisterPasskeyBody {
    /// `token` of the step before.
    token: String,
    /// What to call it.
    name: String,
    /// The browser's `PublicKeyCredential` as JSON.
    #[schema(value_type = HashMap<String, Value>)]
    credential: Value,
}

/// What was made.
#[derive(Serialize, ToSchema)]
struct PasskeyMade {
    /// Its id.
    id: PasskeyId,
}

/// Register the passkey.
#[utoipa::path(post, path = "/api/v1/me/passkeys", operation_id = "me.register_passkey", tag = "me",
    extensions(("x-permission" = json!("me.use"))), request_body = RegisterPasskeyBody,
    responses((status = 201, body = PasskeyMade), (status = "4XX", body = Problem)))]
async fn register(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<RegisterPasskeyBody>,
) -> Result<(StatusCode, Json<PasskeyMade>), Problem> {
    let (account, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    let credential = serde_json::from_value(body.credential).map_err(|_| PasskeyError::Refused)?;
    let id = finish(&identity, &actor, account, &body.token, &body.name, &credential).await?;
    Ok((StatusCode::CREATED, Json(PasskeyMade { id })))
}

/// Remove a passkey. Needs a second look.
#[utoipa::path(delete, path = "/api/v1/me/passkeys/{id}", operation_id = "me.remove_passkey", tag = "me",
    extensions(("x-permission" = json!("me.use"))), params(("id" = PasskeyId, Path)),
    responses((status = 204, description = "removed"), (status = "4XX", body = Problem)))]
async fn remove_one(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<PasskeyId>,
) -> Result<StatusCode, Problem> {
    let (account, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    identity.db().write(&actor, async |tx| remove(&tx, account, id).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
