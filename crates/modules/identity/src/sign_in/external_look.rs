//! The second look of somebody who has no secret of their own here: being recognised by the other system once more.
//!
//! Its word counts only for those who come in by it alone. Whoever has a password, an authenticator app or a passkey proves
//! with that: a second look must not be easier than the one they set up. The way there and back is a fresh one, bound to the
//! browser, the session and the account that asked; it takes five minutes at most and counts once; and the member who comes
//! back must be the one linked to the account.

use axum::{
    Extension, Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use heng_kernel::{AccountId, SessionId};
use heng_ports::ExternalUser;
use heng_web::{AppState, Body, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Comer, Kind, SignInError,
    external::{Going, StartLinkView, door, key, own_path},
    password::{lets_in, still_active},
};
use crate::{
    Identity,
    account::entity::external_account,
    passkey, password,
    secret::Secret,
    session::{self, own_session},
    totp,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start))
}

/// Where to go afterwards.
#[derive(Deserialize, ToSchema)]
struct ExternalLookBody {
    /// A path of our own pages.
    #[serde(default)]
    next: Option<String>,
}

/// Begin a second look by being recognised by another system, for those who have no secret of their own here.
#[utoipa::path(post, path = "/api/v1/session/second-look/external/{provider}",
    operation_id = "session.start_external_look", tag = "session",
    extensions(("x-permission" = json!("me.use"))), params(("provider" = String, Path)), request_body = ExternalLookBody,
    responses((status = 200, body = StartLinkView), (status = "4XX", body = Problem)))]
async fn start(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    headers: HeaderMap,
    PathId(provider): PathId<String>,
    Body(body): Body<ExternalLookBody>,
) -> Result<Response, Problem> {
    let (account, session) = own_session(&actor)?;
    let asked = identity.provider(&provider).ok_or(SignInError::NoSuchDoor)?;
    let db = identity.db().read();
    without_own_secret(db, account).await?;
    let channel = asked.channel();
    let linked = external_account::Entity::find()
        .filter(external_account::Column::AccountId.eq(account))
        .filter(external_account::Column::Provider.eq(&channel.provider))
        .filter(external_account::Column::Corp.eq(&channel.corp))
        .one(db)
        .await?;
    linked.ok_or(SignInError::NotLinked)?;
    let next = own_path(&identity.settings().public_address, body.next.as_deref(), "/");
    let go = Going {
        provider: &provider,
        kind: Kind::ExternalSecondLook,
        account: Some(account),
        session: Some(session),
        next,
        door: door(&headers),
    };
    let (address, jar) = go.begin(&identity, &actor).await?;
    Ok((jar, Json(StartLinkView { address })).into_response())
}

/// Passes for an account that has neither password nor authenticator app nor passkey.
async fn without_own_secret(db: &impl ConnectionTrait, account: AccountId) -> Result<(), SignInError> {
    let own = password::stored(db, account).await?.is_some()
        || totp::is_on(db, account).await?
        || passkey::count(db, account).await? > 0;
    if own { Err(SignInError::OwnSecret) } else { Ok(()) }
}

/// The session that asked was recognised once more. Answers its new value.
pub(super) async fn finish(
    comer: &Comer,
    account: AccountId,
    session: SessionId,
    user: &ExternalUser,
) -> Result<Secret, SignInError> {
    let Comer { identity, actor, browser, .. } = comer;
    let db = identity.db();
    let cookie = browser.session.as_deref().ok_or(SignInError::Over)?;
    let (here, owner) = identity.session_of(cookie, db.now()).await?.ok_or(SignInError::Over)?;
    if here.id != session || owner.id != account || !lets_in(identity, &owner).await? {
        return Err(SignInError::Over);
    }
    db.write(actor, async |tx| {
        still_active(&tx, &owner).await?;
        let link = external_account::Entity::find_by_id(key(user)).one(tx.db()).await?;
        if link.is_none_or(|link| link.account_id != account) {
            return Err(SignInError::AnotherPerson);
        }
        // A password set since must be used.
        without_own_secret(tx.db(), account).await?;
        Ok(session::note(&tx, session, "external").await?)
    })
    .await
}

/// The page with the problem's code in its query, where the page finds words for it.
pub(super) fn with_problem(page: &str, code: &str) -> String {
    let (path, fragment) = page.split_once('#').map_or((page, None), |(path, rest)| (path, Some(rest)));
    let mark = if path.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|rest| format!("#{rest}")).unwrap_or_default();
    format!("{path}{mark}problem={code}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::with_problem;

    #[test]
    fn a_problem_joins_the_query_of_the_page_and_stays_before_its_fragment() {
        assert_eq!(with_problem("/sign-in", "a.b"), "/sign-in?problem=a.b");
        assert_eq!(with_problem("/m/pay?month=3#x", "a.b"), "/m/pay?month=3&problem=a.b#x");
    }
}
