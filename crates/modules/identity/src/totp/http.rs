//! The authenticator app, over HTTP.

use axum::{Extension, Json, http::StatusCode};
use heng_web::{AppState, Body, Problem, Signed};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{app, recovery};
use crate::{
    Identity,
    account::entity::account,
    session::{own_session, require_second_look},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(offer, remove)).routes(routes!(confirm)).routes(routes!(renew_codes))
}

/// A secret for an authenticator app, shown this once.
#[derive(Serialize, ToSchema)]
struct TotpOffer {
    /// To be typed.
    secret: String,
    /// To be scanned.
    address: String,
}

/// Begin to set up an authenticator app. It counts once a code of it was given. Needs a second look.
#[utoipa::path(post, path = "/api/v1/me/totp", operation_id = "me.offer_totp", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = TotpOffer), (status = "4XX", body = Problem)))]
async fn offer(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<TotpOffer>, Problem> {
    let (id, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    let db = identity.db();
    let account = account::Entity::find_by_id(id).one(db.read()).await?.ok_or_else(Problem::not_found)?;
    let offer = db.write(&actor, async |tx| app::offer(&tx, &identity, id, &account.login).await).await?;
    Ok(Json(TotpOffer { secret: offer.secret.to_string(), address: offer.address.to_string() }))
}

/// A code of the app.
#[derive(Deserialize, ToSchema)]
struct TotpBody {
    /// Six digits.
    code: String,
}

/// Codes for paper, shown this once.
#[derive(Serialize, ToSchema)]
struct RecoveryCodes {
    /// Each works once.
    codes: Vec<String>,
}

/// Turn the app on with its first code.
#[utoipa::path(put, path = "/api/v1/me/totp/confirmation", operation_id = "me.confirm_totp", tag = "me",
    extensions(("x-permission" = json!("me.use"))), request_body = TotpBody,
    responses((status = 200, body = RecoveryCodes), (status = "4XX", body = Problem)))]
async fn confirm(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<TotpBody>,
) -> Result<Json<RecoveryCodes>, Problem> {
    let (id, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    let codes =
        identity.db().write(&actor, async |tx| app::confirm(&tx, &identity, id, &body.code).await).await?;
    Ok(Json(RecoveryCodes { codes }))
}

/// Take the app and its recovery codes away. Needs a second look.
#[utoipa::path(delete, path = "/api/v1/me/totp", operation_id = "me.remove_totp", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 204, description = "removed"), (status = "4XX", body = Problem)))]
async fn remove(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<StatusCode, Problem> {
    let (id, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    identity.db().write(&actor, async |tx| app::remove(&tx, id).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// New recovery codes; the old ones are void. Needs a second look.
#[utoipa::path(post, path = "/api/v1/me/recovery-codes", operation_id = "me.renew_recovery_codes", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = RecoveryCodes), (status = "4XX", body = Problem)))]
async fn renew_codes(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<RecoveryCodes>, Problem> {
    let (id, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    let db = identity.db();
    if !app::is_on(db.read(), id).await? {
        return Err(app::FactorError::NotThere.into());
    }
    let codes = db.write(&actor, async |tx| recovery::renew(&tx, &identity, id).await).await?;
    Ok(Json(RecoveryCodes { codes }))
}
