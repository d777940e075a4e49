//! Setting up, over HTTP.

use axum::response::Response;
use heng_access::Actor;
use heng_db::Tx;
use heng_kernel::Locale;
use heng_web::{AppState, AtMachine, Body, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::done::{SetUpError, SetUpState, close, create_owner, state};
use crate::{
    AccountError, OpenAccount, password,
    session::{NewSession, entity::Way},
    sign_in::{Comer, EnteredView, SignInError, Tally, count_attempt, enter},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(set_up))
}

/// The first account.
#[derive(Clone, Deserialize, ToSchema)]
struct SetUpBody {
    /// The code from the server's console, where one is asked for.
    #[serde(default)]
    code: Option<String>,
    /// The login name.
    login: String,
    /// What to call the owner.
    display_name: String,
    /// The password.
    #[schema(format = Password)]
    password: String,
    /// Language of the pages.
    #[serde(default)]
    locale: Locale,
}

/// Set the installation up: make the owner's account and sign in with it. Works once.
#[utoipa::path(post, path = "/api/v1/set-up", operation_id = "set_up.run", tag = "session",
    extensions(("x-permission" = json!("public"))), request_body = SetUpBody,
    responses((status = 200, body = EnteredView), (status = "4XX", body = Problem)))]
async fn set_up(
    comer: Comer,
    at_machine: AtMachine,
    Body(body): Body<SetUpBody>,
) -> Result<Response, Problem> {
    let Comer { identity, actor, browser, .. } = comer;
    let db = identity.db();
    let free = identity.waives_code(at_machine);
    if state(db.read()).await? == SetUpState::Done {
        return Err(SetUpError::Done.into());
    }
    let tallies = [Tally::of_code(identity.vault(), "set_up", &browser.origin.remote)];
    let wait = db.write(&actor, async |tx| count_attempt(&tx, &tallies).await).await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    password::check(&body.password, &body.login).map_err(AccountError::from)?;
    let phc = identity.passwords().hash(&body.password).await.map_err(SetUpError::from)?;
    // Nobody is known yet; what is done here is done for the machine, from the caller's address.
    let machine = machine(&actor);
    let session: NewSession = db
        .write(&machine, async |tx| {
            let id = run(&tx, &body, &phc, free).await?;
            enter(&tx, &identity, id, Way::SetUp, &browser)
                .await
                .map_err(SignInError::from)
                .map_err(Failed::from)
        })
        .await?;
    Ok(EnteredView::signed_in(&identity, &session))
}

/// Carries both errors out of the unit of work.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    SetUp(#[from] SetUpError),
    #[error(transparent)]
    SignIn(#[from] SignInError),
    #[error("database: {0}")]
    Db(#[from] sea_orm::DbErr),
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::SetUp(error) => error.into(),
            Failed::SignIn(error) => error.into(),
            Failed::Db(error) => error.into(),
        }
    }
}

async fn run(tx: &Tx, body: &SetUpBody, phc: &str, free: bool) -> Result<heng_kernel::AccountId, SetUpError> {
    close(tx, body.code.as_deref(), free).await?;
    let wanted = OpenAccount {
        login: body.login.clone(),
        person: None,
        display_name: body.display_name.clone(),
        locale: body.locale,
    };
    Ok(create_owner(tx, &wanted, phc).await?)
}

fn machine(actor: &Actor) -> Actor {
    let system = Actor::command_line(actor.today());
    Actor::builder(actor.via())
        .today(actor.today())
        .allowances(system.allowances().to_vec())
        .remote(actor.remote().unwrap_or_default())
        .request(actor.request().unwrap_or_default())
        .build()
}
