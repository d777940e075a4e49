//! One's own sessions, over HTTP.

use axum::{
    Extension, Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use heng_access::{Actor, Permission, Via};
use heng_kernel::{AccountId, SessionId};
use heng_web::{AppState, Body, ListView, PathId, Problem, Signed};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Cookies, SessionView, end, note, of_account};
use crate::{
    Identity, password,
    sign_in::{SignInError, Tally, count_attempt, forgive},
    totp,
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(sign_out))
        .routes(routes!(second_look))
        .routes(routes!(list))
        .routes(routes!(end_one))
}

/// The account behind an actor who uses their own.
pub(crate) fn own_account(actor: &Actor) -> Result<AccountId, Problem> {
    actor.require_anywhere(Permission::MeUse)?;
    actor.account().ok_or_else(Problem::forbidden)
}

/// Account and session of somebody at a browser: a token cannot change how its owner signs in.
pub(crate) fn own_session(actor: &Actor) -> Result<(AccountId, SessionId), Problem> {
    let account = own_account(actor)?;
    match actor.via() {
        Via::Session(session) => Ok((account, session)),
        _ => Err(Problem::new(StatusCode::FORBIDDEN, "auth.session_only")),
    }
}

/// Sign out.
#[utoipa::path(delete, path = "/api/v1/session", operation_id = "session.sign_out", tag = "session",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 204, description = "signed out"), (status = "4XX", body = Problem)))]
async fn sign_out(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Response, Problem> {
    let (account, session) = own_session(&actor)?;
    identity.db().write(&actor, async |tx| end(&tx, account, session).await).await?;
    Ok((StatusCode::NO_CONTENT, Cookies::of(&identity).signed_out()).into_response())
}

/// A proof that it is still oneself: the password or a code of the authenticator app.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum SecondLookBody {
    /// The password.
    Password {
        /// It.
        #[schema(format = Password)]
        password: String,
    },
    /// A code of the authenticator app.
    Totp {
        /// Six digits.
        code: String,
    },
}

/// Prove again who one is, before pay and grades are shown. The session gets a new cookie.
#[utoipa::path(post, path = "/api/v1/session/second-look", operation_id = "session.second_look", tag = "session",
    extensions(("x-permission" = json!("me.use"))), request_body = SecondLookBody,
    responses((status = 204, description = "seen"), (status = "4XX", body = Problem)))]
async fn second_look(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<SecondLookBody>,
) -> Result<Response, Problem> {
    let (account, session) = own_session(&actor)?;
    let db = identity.db();
    // Whoever sits at an open session guesses against that session's account alone.
    let tallies = [Tally::of_factor(identity.vault(), &account.to_string())];
    if let Some(wait) = db.write(&actor, async |tx| count_attempt(&tx, &tallies).await).await? {
        return Err(wait.into());
    }
    let (right, how) = match &body {
        SecondLookBody::Password { password } => {
            let stored = password::stored(db.read(), account).await?;
            (identity.passwords().is(password, stored.as_ref().map(|row| row.phc.as_str())).await, "password")
        }
        SecondLookBody::Totp { code } => {
            (db.write(&actor, async |tx| totp::accept(&tx, &identity, account, code).await).await?, "totp")
        }
    };
    if !right {
        return Err(SignInError::WrongCode.into());
    }
    let token = db
        .write(&actor, async |tx| {
            forgive(&tx, &tallies).await?;
            note(&tx, session, how).await.map_err(SignInError::from)
        })
        .await?;
    Ok((StatusCode::NO_CONTENT, Cookies::of(&identity).rotated(&token)).into_response())
}

/// One's own sessions, the last used first.
#[utoipa::path(get, path = "/api/v1/me/sessions", operation_id = "me.sessions", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = ListView<SessionView>), (status = "4XX", body = Problem)))]
async fn list(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<ListView<SessionView>>, Problem> {
    let account = own_account(&actor)?;
    let current = match actor.via() {
        Via::Session(id) => Some(id),
        _ => None,
    };
    let (db, settings) = (identity.db(), &identity.settings().sessions);
    let items = of_account(db.read(), settings, account, current, db.now()).await?;
    Ok(Json(ListView { items, next: None }))
}

/// End one of one's own sessions.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{id}", operation_id = "me.end_session", tag = "me",
    extensions(("x-permission" = json!("me.use"))), params(("id" = SessionId, Path)),
    responses((status = 204, description = "ended"), (status = "4XX", body = Problem)))]
async fn end_one(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<SessionId>,
) -> Result<StatusCode, Problem> {
    let account = own_account(&actor)?;
    let ended = identity.db().write(&actor, async |tx| end(&tx, account, id).await).await?;
    if ended { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::not_found()) }
}
