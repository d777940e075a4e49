//! Coming in, over HTTP.

use axum::{
    Extension, Json,
    extract::{FromRequestParts, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use heng_db::Db;
use heng_web::{Anyone, AppState, AtMachine, Body, Problem, RateLimit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Browser, external, external_link, external_look, invitation, passkey,
    password::{self, Entered},
    second_factor::{self, FactorKind},
};
use crate::{
    Identity,
    session::{Cookies, DEVICE_COOKIE, NewSession},
    set_up::SetUpState,
};

/// Whatever the tallies say, no caller may keep the machine busy with hashes.
const FLOOD: RateLimit = RateLimit { purpose: "sign_in", burst: 60, seconds: 60 };

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(doors))
        .routes(routes!(sign_in))
        .routes(routes!(answer_second_factor))
        .routes(routes!(accept_invitation))
        .merge(passkey::routes())
        .merge(external::routes())
        .merge(external_link::routes())
        .merge(external_look::routes())
}

/// Nobody known yet, with the cookies of their browser, and not too often.
pub(crate) struct Comer {
    pub(crate) identity: Identity,
    pub(crate) actor: heng_access::Actor,
    pub(crate) browser: Browser,
    pub(crate) jar: CookieJar,
}

impl FromRequestParts<AppState> for Comer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let Ok(Anyone { actor, credentials }) = Anyone::from_request_parts(parts, state).await;
        let service = Extension::<Identity>::from_request_parts(parts, state).await;
        let Extension(identity) = service.map_err(|missing| Problem::internal(&missing))?;
        state.rates.take(FLOOD, &credentials.origin.remote, state.db.now())?;
        let jar = CookieJar::from_headers(&parts.headers);
        let cookies = Cookies::of(&identity);
        let browser = Browser {
            origin: credentials.origin,
            session: cookies.session(&jar),
            device: cookies.read(&jar, DEVICE_COOKIE),
        };
        Ok(Self { identity, actor, browser, jar })
    }
}

/// How far the sign-in has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EnteredState {
    /// All the way; the session is in the cookie.
    SignedIn,
    /// The second factor is asked for.
    SecondFactor,
}

/// What came of a step.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EnteredView {
    /// How far.
    pub state: EnteredState,
    /// Names this sign-in in the next step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

impl EnteredView {
    /// The answer with its cookies.
    pub(crate) fn answer(identity: &Identity, entered: Entered) -> Response {
        match entered {
            Entered::In(session) => Self::signed_in(identity, &session),
            Entered::HalfWay(token) => {
                let view = Self { state: EnteredState::SecondFactor, token: Some(token.text().to_owned()) };
                Json(view).into_response()
            }
        }
    }

    /// The answer to the last step.
    pub(crate) fn signed_in(identity: &Identity, session: &NewSession) -> Response {
        let view = Self { state: EnteredState::SignedIn, token: None };
        (Cookies::of(identity).signed_in(session), Json(view)).into_response()
    }
}

/// The ways in, for the sign-in page.
#[derive(Debug, Serialize, ToSchema)]
struct DoorsView {
    /// Whether the installation must be set up first.
    set_up: SetUpState,
    /// Whether passkeys work at this address.
    passkeys: bool,
    /// Other systems that can say who somebody is: `wecom`.
    external: Vec<String>,
}

/// The ways in.
#[utoipa::path(get, path = "/api/v1/session/doors", operation_id = "session.doors", tag = "session",
    extensions(("x-permission" = json!("public"))),
    responses((status = 200, body = DoorsView), (status = "4XX", body = Problem)))]
async fn doors(
    State(db): State<Db>,
    Extension(identity): Extension<Identity>,
    at_machine: AtMachine,
) -> Result<Json<DoorsView>, Problem> {
    Ok(Json(DoorsView {
        set_up: crate::set_up::state_for(db.read(), identity.waives_code(at_machine)).await?,
        passkeys: identity.passkeys().is_some(),
        external: identity.provider_names().map(ToOwned::to_owned).collect(),
    }))
}

/// Name and password.
#[derive(Deserialize, ToSchema)]
struct SignInBody {
    /// The login name; case and width do not matter.
    login: String,
    /// The password.
    #[schema(format = Password)]
    password: String,
}

/// Sign in with name and password.
#[utoipa::path(post, path = "/api/v1/session", operation_id = "session.sign_in", tag = "session",
    extensions(("x-permission" = json!("public"))), request_body = SignInBody,
    responses((status = 200, body = EnteredView), (status = "4XX", body = Problem)))]
async fn sign_in(comer: Comer, Body(body): Body<SignInBody>) -> Result<Response, Problem> {
    let Comer { identity, actor, browser, .. } = comer;
    let entered = password::sign_in(&identity, &actor, &body.login, &body.password, &browser).await?;
    Ok(EnteredView::answer(&identity, entered))
}

/// A code for a sign-in under way.
#[derive(Deserialize, ToSchema)]
struct SecondFactorBody {
    /// `token` of the step before.
    token: String,
    /// Which kind of code.
    kind: FactorKind,
    /// The code.
    code: String,
}

/// Give the second factor after the right password.
#[utoipa::path(post, path = "/api/v1/session/second-factor", operation_id = "session.second_factor", tag = "session",
    extensions(("x-permission" = json!("public"))), request_body = SecondFactorBody,
    responses((status = 200, body = EnteredView), (status = "4XX", body = Problem)))]
async fn answer_second_factor(comer: Comer, Body(body): Body<SecondFactorBody>) -> Result<Response, Problem> {
    let Comer { identity, actor, browser, .. } = comer;
    let session =
        second_factor::answer(&identity, &actor, &body.token, body.kind, &body.code, &browser).await?;
    Ok(EnteredView::signed_in(&identity, &session))
}

/// A one-time code and the password to set.
#[derive(Deserialize, ToSchema)]
struct InvitationBody {
    /// The code as it was given; case and dashes do not matter.
    code: String,
    /// The new password.
    #[schema(format = Password)]
    password: String,
}

/// Set one's password with a one-time code, and sign in.
#[utoipa::path(post, path = "/api/v1/session/invitation", operation_id = "session.accept_invitation", tag = "session",
    extensions(("x-permission" = json!("public"))), request_body = InvitationBody,
    responses((status = 200, body = EnteredView), (status = "4XX", body = Problem)))]
async fn accept_invitation(comer: Comer, Body(body): Body<InvitationBody>) -> Result<Response, Problem> {
    let Comer { identity, actor, browser, .. } = comer;
    let entered = invitation::accept(&identity, &actor, &body.code, &body.password, &browser).await?;
    Ok(EnteredView::answer(&identity, entered))
}
