//! Going to another system (WeCom) to be recognised there, and coming back: to sign in, to link one's own account
//! (`external_link`), or for a second look (`external_look`).
//!
//! The state that travels through the other system is random, used once, and worthless without the cookie of the browser
//! that began. The way back leads to a path of our own pages only. Browsers are sent here by links, so a refusal sends
//! them to the sign-in page with the problem's code, which has words there.

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use heng_access::Actor;
use heng_db::Tx;
use heng_kernel::{AccountId, SessionId};
use heng_ports::{ExternalUser, SignInDoor};
use heng_web::{AppState, Params, PathId, Problem};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Browser, Comer, Kind, SignInError, begin_ceremony, ceremony, enter, external_link, external_look,
    password::{lets_in, still_active},
    take_ceremony,
};
use crate::{
    Identity,
    account::entity::{account as row, external_account},
    secret::{Secret, hash},
    session::{Cookies, EXTERNAL_COOKIE, NewSession, entity::Way},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(come_back))
}

/// What is kept between going and coming back.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    provider: String,
    /// Hash of the cookie of the browser that began.
    browser: Vec<u8>,
    next: String,
    /// The session that is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
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
    let go =
        Going { provider: &provider, kind: Kind::ExternalSignIn, account: None, session: None, next, door };
    let (address, jar) = go.begin(&identity, &actor).await?;
    Ok((jar, Redirect::to(&address)).into_response())
}

/// Inside WeCom the app answers without a question; elsewhere there is a code to scan.
pub(super) fn door(headers: &HeaderMap) -> SignInDoor {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if agent.to_ascii_lowercase().contains("wxwork") { SignInDoor::InApp } else { SignInDoor::QrCode }
}

pub(super) struct Going<'a> {
    pub(super) provider: &'a str,
    pub(super) kind: Kind,
    pub(super) account: Option<AccountId>,
    pub(super) session: Option<SessionId>,
    pub(super) next: String,
    pub(super) door: SignInDoor,
}

impl Going<'_> {
    /// The address to go to, and the cookie that binds the way back to this browser.
    pub(super) async fn begin(
        self,
        identity: &Identity,
        actor: &Actor,
    ) -> Result<(String, CookieJar), SignInError> {
        let provider = identity.provider(self.provider).ok_or(SignInError::NoSuchDoor)?;
        let browser = Secret::token()?;
        let kept = Kept {
            provider: self.provider.to_owned(),
            browser: browser.hash(),
            next: self.next.clone(),
            session: self.session,
        };
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
    let (jar, next) = match arrive(&comer, &provider, &query).await {
        Ok((next, came)) => (came.cookies(cookies), next),
        Err(Turned { error, back }) => {
            let code = Problem::from(error).code;
            let page = if door(&headers) == SignInDoor::InApp { "/m/sign-in" } else { "/sign-in" };
            (CookieJar::new(), external_look::with_problem(back.as_deref().unwrap_or(page), &code))
        }
    };
    (cookies.gone(jar, EXTERNAL_COOKIE), Redirect::to(&next)).into_response()
}

/// What coming back led to.
enum Came {
    In(NewSession),
    Linked,
    /// The session was looked at again and has a new value.
    Looked(Secret),
}

impl Came {
    fn cookies(&self, cookies: Cookies) -> CookieJar {
        match self {
            Self::In(session) => cookies.signed_in(session),
            Self::Linked => CookieJar::new(),
            Self::Looked(token) => cookies.rotated(token),
        }
    }
}

/// Turned away, and where to: to the page they came from where somebody is signed in, else to the sign-in page.
struct Turned {
    error: SignInError,
    back: Option<String>,
}

impl<E: Into<SignInError>> From<E> for Turned {
    fn from(error: E) -> Self {
        Self { error: error.into(), back: None }
    }
}

/// A state works once, whatever comes of it: taken before anything is judged.
async fn take(comer: &Comer, state: &str) -> Result<ceremony::entity::Model, SignInError> {
    let taken = comer.identity.db().write(&comer.actor, async |tx| {
        for kind in [Kind::ExternalSignIn, Kind::ExternalLink, Kind::ExternalSecondLook] {
            if let Some(row) = take_ceremony(&tx, kind, state).await? {
                return Ok::<_, SignInError>(Some(row));
            }
        }
        Ok(None)
    });
    taken.await?.ok_or(SignInError::Over)
}

async fn arrive(comer: &Comer, provider: &str, query: &ReturnQuery) -> Result<(String, Came), Turned> {
    let Comer { identity, actor, browser, jar } = comer;
    let ceremony = take(comer, &query.state).await?;
    let kept: Kept = serde_json::from_str(&ceremony.state).map_err(SignInError::from)?;
    let cookie = Cookies::of(identity).read(jar, EXTERNAL_COOKIE).ok_or(SignInError::Over)?;
    if kept.browser != hash(&cookie) || kept.provider != provider {
        return Err(SignInError::Over.into());
    }
    // From here on it is the browser that went, so it may go back to the page it came from.
    let back = (ceremony.kind == Kind::ExternalSecondLook).then(|| kept.next.clone());
    let came = async {
        let user = proved(identity, provider, &query.code).await?;
        match (ceremony.kind, ceremony.account_id, kept.session) {
            (Kind::ExternalSignIn, None, None) => {
                sign_in(identity, actor, &user, browser).await.map(Came::In)
            }
            (Kind::ExternalLink, Some(account), None) => {
                external_link::finish(comer, account, user).await.map(|()| Came::Linked)
            }
            (Kind::ExternalSecondLook, Some(account), Some(session)) => {
                external_look::finish(comer, account, session, &user).await.map(Came::Looked)
            }
            _ => Err(SignInError::Over),
        }
    };
    match came.await {
        Ok(came) => Ok((kept.next, came)),
        Err(error) => Err(Turned { error, back }),
    }
}

/// Whom the other system says the code is of. A code works once, there.
async fn proved(identity: &Identity, provider: &str, code: &str) -> Result<ExternalUser, SignInError> {
    if code.is_empty() {
        return Err(SignInError::Over);
    }
    let door = identity.provider(provider).ok_or(SignInError::NoSuchDoor)?;
    let user = door.exchange(code).await?;
    if user.channel == *door.channel() { Ok(user) } else { Err(SignInError::Outsider) }
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

pub(super) fn key(user: &ExternalUser) -> (String, String, String) {
    (user.channel.provider.clone(), user.channel.corp.clone(), user.subject.to_lowercase())
}

async fn linked(identity: &Identity, user: &ExternalUser) -> Result<Option<row::Model>, SignInError> {
    let db = identity.db().read();
    let Some(link) = external_account::Entity::find_by_id(key(user)).one(db).await? else { return Ok(None) };
    Ok(row::Entity::find_by_id(link.account_id).one(db).await?)
}

/// Where to go to be recognised.
#[derive(Serialize, ToSchema)]
pub(super) struct StartLinkView {
    /// An address of the other system.
    pub(super) address: String,
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
