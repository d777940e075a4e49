//! From credentials to an actor.

use std::{convert::Infallible, sync::Arc};

use async_trait::async_trait;
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{header, request::Parts},
};
use axum_extra::extract::CookieJar;
use heng_access::Actor;

use crate::{Origin, Problem};

/// The session cookie without TLS.
pub const SESSION_COOKIE: &str = "heng_session";
/// The session cookie under TLS: browsers take it from this very host over TLS alone.
pub const SECURE_SESSION_COOKIE: &str = "__Host-heng_session";

/// What a request brings along to say who it is.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The session cookie's value.
    pub session: Option<String>,
    /// The bearer token.
    pub bearer: Option<String>,
    /// For which of several employments the caller acts: `x-heng-acting-as`.
    pub acting_as: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// Knows accounts, sessions, tokens and grants. `identity` implements it.
#[async_trait]
pub trait Authenticator: Send + Sync {
    /// The actor behind the credentials. `auth.required` when there are none, they ended, or the account is disabled.
    async fn authenticate(&self, credentials: Credentials) -> Result<Actor, Problem>;

    /// Whether the session or token that made this actor still lets them in. Asked by what stays open between requests; asking
    /// is no use of the session.
    async fn stands(&self, actor: &Actor) -> bool;

    /// The name of the session cookie. Under TLS that is the `__Host-` form alone: a cookie without the prefix may have been
    /// set by another host of the domain or over a plain connection, and says nothing about who is asking.
    fn session_cookie(&self) -> &'static str {
        SESSION_COOKIE
    }

    /// The day rights of somebody not signed in are worked out for.
    fn anonymous(&self, origin: &Origin) -> Actor;
}

/// The signed-in actor. A handler that takes it cannot be reached without signing in.
#[derive(Clone, Debug)]
pub struct Signed(pub Actor);

/// Nobody in particular, with the request's origin. For sign-in, set-up and health alone.
#[derive(Clone, Debug)]
pub struct Anyone {
    /// May do nothing.
    pub actor: Actor,
    /// The credentials as they came.
    pub credentials: Credentials,
}

impl<S> FromRequestParts<S> for Signed
where
    S: Send + Sync,
    Arc<dyn Authenticator>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let auth = Arc::<dyn Authenticator>::from_ref(state);
        let signed = Self(auth.authenticate(credentials(parts, auth.session_cookie())).await?);
        parts.extensions.insert(signed.clone());
        Ok(signed)
    }
}

impl<S> FromRequestParts<S> for Anyone
where
    S: Send + Sync,
    Arc<dyn Authenticator>: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let auth = Arc::<dyn Authenticator>::from_ref(state);
        let credentials = credentials(parts, auth.session_cookie());
        let actor = auth.anonymous(&credentials.origin);
        Ok(Self { actor, credentials })
    }
}

fn credentials(parts: &Parts, session_cookie: &str) -> Credentials {
    let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(ToOwned::to_owned);
    let cookies = CookieJar::from_headers(&parts.headers);
    let origin = parts.extensions.get::<Origin>().cloned().unwrap_or_else(|| Origin {
        remote: "local".to_owned(),
        request: String::new(),
        agent: String::new(),
    });
    let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    Credentials {
        session: cookies.get(session_cookie).map(|cookie| cookie.value().to_owned()),
        bearer: bearer.and_then(|v| v.strip_prefix("Bearer ")).map(|v| v.trim().to_owned()),
        acting_as: text("x-heng-acting-as"),
        origin,
    }
}
