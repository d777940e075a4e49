//! Linking one's own account of another system.

use axum::{
    Extension, Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use heng_kernel::AccountId;
use heng_ports::ExternalUser;
use heng_web::{AppState, Body, PathId, Problem, Signed};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Comer, Kind, SignInError,
    external::{Going, StartLinkView, door, own_path},
    password::lets_in,
};
use crate::{
    AccountError, Identity, Link, account,
    session::{own_session, require_second_look},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start))
}

/// Where to go afterwards.
#[derive(Deserialize, ToSchema)]
struct StartLinkBody {
    /// A path of our own pages.
    #[serde(default)]
    next: Option<String>,
}

/// Begin to link one's own account of another system. Needs a second look.
#[utoipa::path(post, path = "/api/v1/me/external/{provider}", operation_id = "me.link_external", tag = "me",
    extensions(("x-permission" = json!("me.use"))), params(("provider" = String, Path)), request_body = StartLinkBody,
    responses((status = 200, body = StartLinkView), (status = "4XX", body = Problem)))]
async fn start(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    headers: HeaderMap,
    PathId(provider): PathId<String>,
    Body(body): Body<StartLinkBody>,
) -> Result<Response, Problem> {
    let (account, _) = own_session(&actor)?;
    require_second_look(&identity, &actor).await?;
    let next = own_path(&identity.settings().public_address, body.next.as_deref(), "/");
    let go = Going {
        provider: &provider,
        kind: Kind::ExternalLink,
        account: Some(account),
        session: None,
        next,
        door: door(&headers),
    };
    let (address, jar) = go.begin(&identity, &actor).await?;
    Ok((jar, Json(StartLinkView { address })).into_response())
}

/// The browser that comes back must still be signed in to the account that asked.
pub(super) async fn finish(comer: &Comer, asked: AccountId, user: ExternalUser) -> Result<(), SignInError> {
    let Comer { identity, actor, browser, .. } = comer;
    let db = identity.db();
    let cookie = browser.session.as_deref().ok_or(SignInError::Over)?;
    let (_, account) = identity.session_of(cookie, db.now()).await?.ok_or(SignInError::Over)?;
    if account.id != asked || !lets_in(identity, &account).await? {
        return Err(SignInError::Over);
    }
    let wanted = Link { account: asked, channel: user.channel, subject: user.subject };
    let done = db.write(actor, async |tx| account::link(&tx, &wanted).await).await;
    done.map_err(|error| match error {
        AccountError::LinkedElsewhere => SignInError::LinkedElsewhere,
        other => other.into(),
    })
}
