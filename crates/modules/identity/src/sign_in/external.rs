//! Coming in with an account of another system (WeCom), and linking one's own.
//!
//! The state that travels through the other system is random, used once, and worthless without the cookie of the browser
//! that began. The way back leads to a path of our own pages only. Browsers are sent here by links, so a refusal sends
//! them to the sign-in page with the problem's code, which has words there.

use axum::{
    Extension, Json,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use heng_access::Actor;
use heng_db::Tx;
use heng_kernel::AccountId;
use heng_ports::{ExternalUser, SignInDoor};
use heng_web::{AppState, Body, Params, PathId, Problem, Signed};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Browser, Comer, Kind, SignInError, begin_ceremony, enter,
    password::{lets_in, still_active},
    take_ceremony,
};
use crate::{
    AccountError, Identity, Link,
    account::{
        self,
        entity::{account as row, external_account},
    },
    secret::{Secret, hash},
    session::{Cookies, EXTERNAL_COOKIE, NewSession, entity::Way, own_session, require_second_look},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(come_back)).routes(routes!(start_link))
}

/// What is kept between going and coming back.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    provider: String,
    /// Hash of the cookie of the browser that began.
    browser: Vec<u8>,
    next: String,
}

/// Where the way back leads: a path of our own pages, else the start page.
pub(super) fn own_path(public: &Url, asked: Option<&str>, otherwise: &str) -> String {
    let clean = |path: &&str| {
        path.starts_with('/') && !path.chars().any(|c| c == '\\' || c.is_control() || c.is_whitespace())
    };
    let joined = asked.filter(clean).and_then(|path| public.join(path).ok());
    match joined {
        Some(url) if url.origin() == public.origin() && !url.path().starts_with("//") => {
            let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
            let fragment = url.fragment().map(|fragment| format!("#{fragment}")).unwrap_or_default();
            format!("{}{query}{fragment}", url.path())
        }
        _ => otherwise.to_owned(),
    }
}

/// Where to go afterwards.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StartQuery {
    /// A path of our own pages.
    next: Option<String>,
}

/// Go to another system to be recognised there.
#[utoipa::path(get, path = "/api/v1/session/external/{provider}", operation_id = "session.start_external", tag = "session",
    extensions(("x-permission" = json!("public"))), params(("provider" = String, Path), StartQuery),
    responses((status = 303, description = "on to the other system"), (status = "4XX", body = Problem)))]
async fn start(
    comer: Comer,
    headers: HeaderMap,
    PathId(provider): PathId<String>,
    Params(query): Params<StartQuery>,
) -> Result<Response, Problem> {
    let Comer { identity, actor, .. } = comer;
    let door = door(&headers);
    let home = if door == SignInDoor::InApp { "/m/" } else { "/" };
    let next = own_path(&identity.settings().public_address, query.next.as_deref(), home);
    let go = Going { provider: &provider, kind: Kind::ExternalSignIn, account: None, next, door };
    let (address, jar) = go.begin(&identity, &actor).await?;
    Ok((jar, Redirect::to(&address)).into_response())
}

/// Inside WeCom the app answers without a question; elsewhere there is a code to scan.
fn door(headers: &HeaderMap) -> SignInDoor {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if agent.to_ascii_lowercase().contains("wxwork") { SignInDoor::InApp } else { SignInDoor::QrCode }
}

struct Going<'a> {
    provider: &'a str,
    kind: Kind,
    account: Option<AccountId>,
    next: String,
    door: SignInDoor,
}

impl Going<'_> {
    /// The address to go to, and the cookie that binds the way back to this browser.
    async fn begin(self, identity: &Identity, actor: &Actor) -> Result<(String, CookieJar), SignInError> {
        let provider = identity.provider(self.provider).ok_or(SignInError::NoSuchDoor)?;
        let browser = Secret::token()?;
        let kept =
            Kept { provider: self.provider.to_owned(), browser: browser.hash(), next: self.next.clone() };
        let kept = serde_json::to_string(&kept)?;
        let begun = identity.db().write(actor, async |tx| {
            Ok::<_, SignInError>(begin_ceremony(&tx, self.kind, self.account, kept.clone()).await?)
        });
        let state = begun.await?;
        let back = format!("api/v1/session/external/{}/return", self.provider);
        let back = identity.settings().public_address.join(&back).map_err(|_| SignInError::NoSuchDoor)?;
        let address = provider.authorize_url(self.door, back.as_str(), state.text())?;
        Ok((address, Cookies::of(identity).external(&browser)))
    }
}

/// What the other system sends along.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReturnQuery {
    /// Proves who came; absent when they refused.
    #[serde(default)]
    code: String,
    /// Ours, unchanged.
    #[serde(default)]
    state: String,
}

/// Come back from another system. Answers by sending the browser on.
#[utoipa::path(get, path = "/api/v1/session/external/{provider}/return", operation_id = "session.return_external",
    tag = "session", extensions(("x-permission" = json!("public"))),
    params(("provider" = String, Path), ReturnQuery),
    responses((status = 303, description = "signed in, or to the sign-in page with a problem"), (status = "4XX", body = Problem)))]
async fn come_back(
    comer: Comer,
    headers: HeaderMap,
    PathId(provider): PathId<String>,
    Params(query): Params<ReturnQuery>,
) -> Response {
    let cookies = Cookies::of(&comer.identity);
    match arrive(&comer, &provider, &query).await {
        Ok((next, session)) => {
            let jar = session.map_or_else(CookieJar::new, |session| cookies.signed_in(&session));
            (cookies.gone(jar, EXTERNAL_COOKIE), Redirect::to(&next)).into_response()
        }
        Err(error) => {
            let problem = Problem::from(error);
            let page = if door(&headers) == SignInDoor::InApp { "/m/sign-in" } else { "/sign-in" };
            let address = format!("{page}?problem={}", problem.code);
            (cookies.gone(CookieJar::new(), EXTERNAL_COOKIE), Redirect::to(&address)).into_response()
        }
    }
}

async fn arrive(
    comer: &Comer,
    provider: &str,
    query: &ReturnQuery,
) -> Result<(String, Option<NewSession>), SignInError> {
    let Comer { identity, actor, browser, jar } = comer;
    let db = identity.db();
    // Taken before anything is judged: a state works once, whatever comes of it.
    let taken = db.write(actor, async |tx| {
        if let Some(row) = take_ceremony(&tx, Kind::ExternalSignIn, &query.state).await? {
            return Ok(Some(row));
        }
        take_ceremony(&tx, Kind::ExternalLink, &query.state).await
    });
    let ceremony = taken.await?.ok_or(SignInError::Over)?;
    let kept: Kept = serde_json::from_str(&ceremony.state)?;
    let cookie = Cookies::of(identity).read(jar, EXTERNAL_COOKIE).ok_or(SignInError::Over)?;
    if kept.browser != hash(&cookie) || kept.provider != provider || query.code.is_empty() {
        return Err(SignInError::Over);
    }
    let door = identity.provider(provider).ok_or(SignInError::NoSuchDoor)?;
    let user = door.exchange(&query.code).await?;
    if user.channel != *door.channel() {
        return Err(SignInError::Outsider);
    }
    if let Some(account) = ceremony.account_id {
        link_own(comer, account, user).await?;
        return Ok((kept.next, None));
    }
    let session = sign_in(identity, actor, &user, browser).await?;
    Ok((kept.next, Some(session)))
}

async fn sign_in(
    identity: &Identity,
    actor: &Actor,
    user: &ExternalUser,
    browser: &Browser,
) -> Result<NewSession, SignInError> {
    let db = identity.db();
    let linked = linked(identity, user).await?.ok_or(SignInError::NotLinked)?;
    if !lets_in(identity, &linked).await? {
        return Err(SignInError::Refused);
    }
    db.write(actor, async |tx| admit(&tx, identity, &linked, user, browser).await).await
}

async fn admit(
    tx: &Tx,
    identity: &Identity,
    account: &row::Model,
    user: &ExternalUser,
    browser: &Browser,
) -> Result<NewSession, SignInError> {
    still_active(tx, account).await?;
    let link = external_account::Entity::find_by_id(key(user)).one(tx.db()).await?;
    if link.is_none_or(|link| link.account_id != account.id) {
        return Err(SignInError::NotLinked);
    }
    Ok(enter(tx, identity, account.id, Way::External, browser).await?)
}

fn key(user: &ExternalUser) -> (String, String, String) {
    (user.channel.provider.clone(), user.channel.corp.clone(), user.subject.to_lowercase())
}

async fn linked(identity: &Identity, user: &ExternalUser) -> Result<Option<row::Model>, SignInError> {
    let db = identity.db().read();
    let Some(link) = external_account::Entity::find_by_id(key(user)).one(db).await? else { return Ok(None) };
    Ok(row::Entity::find_by_id(link.account_id).one(db).await?)
}

/// The browser that comes back must still be signed in to the account that asked.
async fn link_own(comer: &Comer, asked: AccountId, user: ExternalUser) -> Result<(), SignInError> {
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

/// Where to go afterwards.
#[derive(Deserialize, ToSchema)]
struct StartLinkBody {
    /// A path of our own pages.
    #[serde(default)]
    next: Option<String>,
}

/// Where to go to be recognised.
#[derive(Serialize, ToSchema)]
struct StartLinkView {
    /// An address of the other system.
    address: String,
}

/// Begin to link one's own account of another system. Needs a second look.
#[utoipa::path(post, path = "/api/v1/me/external/{provider}", operation_id = "me.link_external", tag = "me",
    extensions(("x-permission" = json!("me.use"))), params(("provider" = String, Path)), request_body = StartLinkBody,
    responses((status = 200, body = StartLinkView), (status = "4XX", body = Problem)))]
async fn start_link(
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
        next,
        door: door(&headers),
    };
    let (address, jar) = go.begin(&identity, &actor).await?;
    Ok((jar, Json(StartLinkView { address })).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_our_own_pages_only() {
        let public: Url = "https://hr.example.com".parse().unwrap();
        for bad in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "evil",
            "",
            "/a\n",
            "/%0d%0aSet-Cookie: x",
            "/.//evil.example",
            "/x/..//evil.example",
        ] {
            assert_eq!(own_path(&public, Some(bad), "/home"), "/home", "{bad:?}");
        }
        assert_eq!(own_path(&public, Some("/m/leave?id=1#x"), "/home"), "/m/leave?id=1#x");
        assert_eq!(own_path(&public, None, "/home"), "/home");
    }
}
