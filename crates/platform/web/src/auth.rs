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

/// The session cookie. The `__Host-` form is used under TLS.
pub const SESSION_COOKIE: &str = "heng_session";

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
        let signed = Self(auth.authenticate(credentials(parts)).await?);
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
        let credentials = credentials(parts);
        let actor = Arc::<dyn Authenticator>::from_ref(state).anonymous(&credentials.origin);
        Ok(Self { actor, credentials })
    }
}

fn credentials(parts: &Parts) -> Credentials {
    let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(ToOwned::to_owned);
    let cookies = CookieJar::from_headers(&parts.headers);
    let cookie = |name: &str| cookies.get(name).map(|c| c.value().to_owned());
    let origin = parts.extensions.get::<Origin>().cloned().unwrap_or_else(|| Origin {
        remote: "local".to_owned(),
        request: String::new(),
        agent: String::new(),
    });
    let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    Credentials {
        session: cookie(&format!("__Host-{SESSION_COOKIE}")).or_else(|| cookie(SESSION_COOKIE)),
        bearer: bearer.and_then(|v| v.strip_prefix("Bearer ")).map(|v| v.trim().to_owned()),
        acting_as: text("x-heng-acting-as"),
        origin,
    }
}
