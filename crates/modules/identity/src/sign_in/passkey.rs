//! Coming in with a passkey, and the second look with one: over HTTP.

use axum::{
    Extension, Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use heng_web::{AppState, Body, Problem, Signed};
use sea_orm::EntityTrait;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use webauthn_rs::prelude::PublicKeyCredential;

use super::{
    Comer, EnteredView, Kind, SignInError, enter,
    password::{lets_in, still_active},
};
use crate::{
    Identity,
    account::entity::account,
    passkey::{PasskeyChallenge, PasskeyError, challenge, proved},
    session::{self, Cookies, entity::Way, own_session},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(start))
        .routes(routes!(sign_in))
        .routes(routes!(start_second_look))
        .routes(routes!(second_look))
}

async fn ask(
    identity: &Identity,
    actor: &heng_access::Actor,
    kind: Kind,
) -> Result<Json<PasskeyChallenge>, PasskeyError> {
    let (token, challenge) = challenge(identity, actor, kind).await?;
    let options = serde_json::to_value(challenge)?;
    Ok(Json(PasskeyChallenge { token: token.text().to_owned(), options }))
}

/// Begin to sign in with a passkey.
#[utoipa::path(post, path = "/api/v1/session/passkey/challenge", operation_id = "session.start_passkey", tag = "session",
    extensions(("x-permission" = json!("public"))),
    responses((status = 200, body = PasskeyChallenge), (status = "4XX", body = Problem)))]
async fn start(comer: Comer) -> Result<Json<PasskeyChallenge>, Problem> {
    Ok(ask(&comer.identity, &comer.actor, Kind::PasskeySignIn).await?)
}

/// What the authenticator signed.
#[derive(Deserialize, ToSchema)]
struct PasskeyBody {
    /// `token` of the step before.
    token: String,
    /// The browser's `PublicKeyCredential` as JSON.
    #[schema(value_type = HashMap<String, Value>)]
    credential: Value,
}

impl PasskeyBody {
    fn credential(&self) -> Result<PublicKeyCredential, PasskeyError> {
        serde_json::from_value(self.credential.clone()).map_err(|_| PasskeyError::Refused)
    }
}

/// Sign in with a passkey. It verifies the user, so no second factor is asked for.
#[utoipa::path(post, path = "/api/v1/session/passkey", operation_id = "session.passkey", tag = "session",
    extensions(("x-permission" = json!("public"))), request_body = PasskeyBody,
    responses((status = 200, body = EnteredView), (status = "4XX", body = Problem)))]
async fn sign_in(comer: Comer, Body(body): Body<PasskeyBody>) -> Result<Response, Problem> {
    let Comer { identity, actor, browser, .. } = comer;
    let credential = body.credential()?;
    let id = proved(&identity, &actor, Kind::PasskeySignIn, &body.token, &credential).await?;
    let db = identity.db();
    let found = account::Entity::find_by_id(id).one(db.read()).await?;
    let account = found.ok_or(SignInError::Refused)?;
    if !lets_in(&identity, &account).await? {
        return Err(SignInError::Refused.into());
    }
    let entering = db.write(&actor, async |tx| {
        still_active(&tx, &account).await?;
        Ok::<_, SignInError>(enter(&tx, &identity, id, Way::Passkey, &browser).await?)
    });
    Ok(EnteredView::signed_in(&identity, &entering.await?))
}

/// Begin a second look with a passkey.
#[utoipa::path(post, path = "/api/v1/session/second-look/passkey/challenge",
    operation_id = "session.start_second_look_passkey", tag = "session",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = PasskeyChallenge), (status = "4XX", body = Problem)))]
async fn start_second_look(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<PasskeyChallenge>, Problem> {
    own_session(&actor)?;
    Ok(ask(&identity, &actor, Kind::PasskeySecondLook).await?)
}

/// Prove again who one is, with a passkey of one's own.
#[utoipa::path(post, path = "/api/v1/session/second-look/passkey", operation_id = "session.second_look_passkey",
    tag = "session", extensions(("x-permission" = json!("me.use"))), request_body = PasskeyBody,
    responses((status = 204, description = "seen"), (status = "4XX", body = Problem)))]
async fn second_look(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<PasskeyBody>,
) -> Result<Response, Problem> {
    let (account, session) = own_session(&actor)?;
    let credential = body.credential()?;
    let id = proved(&identity, &actor, Kind::PasskeySecondLook, &body.token, &credential).await?;
    if id != account {
        return Err(PasskeyError::Refused.into());
    }
    let looked = identity
        .db()
        .write(&actor, async |tx| session::note(&tx, session, "passkey").await.map_err(SignInError::from));
    let token = looked.await?;
    Ok((StatusCode::NO_CONTENT, Cookies::of(&identity).rotated(&token)).into_response())
}
