//! Changing one's own password, over HTTP.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use heng_db::audit::Change;
use heng_web::{AppState, Body, FieldError, Problem, Signed};
use sea_orm::EntityTrait;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{check, put, stored};
use crate::{
    AccountError, Identity,
    account::{end_everything, entity::account},
    session::{Cookies, entity::Way, own_session, require_second_look},
    sign_in::{Comer, SignInError, Tally, count_attempt, enter, forgive},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(change))
}

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
struct ChangePasswordBody {
    /// The password as it is. Whoever has none yet leaves it out, and proves with a second look who they are.
    #[schema(format = Password)]
    current: Option<String>,
    /// The password as it will be.
    #[schema(format = Password)]
    new: String,
}

/// Change one's password, or set the first one after a second look. Every session, remembered browser and token ends; this browser gets a new session.
#[utoipa::path(put, path = "/api/v1/me/password", operation_id = "me.change_password", tag = "me",
    extensions(("x-permission" = json!("me.use"))), request_body = ChangePasswordBody,
    responses((status = 204, description = "changed"), (status = "4XX", body = Problem)))]
async fn change(
    Signed(actor): Signed,
    comer: Comer,
    Body(body): Body<ChangePasswordBody>,
) -> Result<Response, Problem> {
    let (id, _) = own_session(&actor)?;
    let Comer { identity, browser, .. } = comer;
    let db = identity.db();
    let tallies = [Tally::of_factor(identity.vault(), &id.to_string())];
    if let Some(wait) = db.write(&actor, async |tx| count_attempt(&tx, &tallies).await).await? {
        return Err(wait.into());
    }
    let there = stored(db.read(), id).await?;
    match &there {
        None => require_second_look(&identity, &actor).await?,
        Some(row) => knows(&identity, &row.phc, body.current.as_deref()).await?,
    }
    let account = account::Entity::find_by_id(id).one(db.read()).await?.ok_or_else(Problem::not_found)?;
    check(&body.new, &account.login).map_err(AccountError::from)?;
    let phc = identity.passwords().hash(&body.new).await.map_err(AccountError::from)?;
    let session = db
        .write(&actor, async |tx| {
            if stored(tx.db(), id).await? != there {
                return Err(SignInError::Over);
            }
            forgive(&tx, &tallies).await?;
            put(&tx, id, &phc).await?;
            end_everything(&tx, id).await?;
            tx.audit(Change::new("me.change_password", "account", id)).await?;
            Ok(enter(&tx, &identity, id, Way::Password, &browser).await?)
        })
        .await?;
    Ok((StatusCode::NO_CONTENT, Cookies::of(&identity).signed_in(&session)).into_response())
}

/// Whoever has a password says it, whatever else they have proved.
async fn knows(identity: &Identity, phc: &str, current: Option<&str>) -> Result<(), Problem> {
    let Some(current) = current else {
        return Err(Problem::invalid(vec![FieldError::new("current", "required")]));
    };
    if !identity.passwords().is(current, Some(phc)).await {
        return Err(Problem::invalid(vec![FieldError::new("current", "password.wrong")]));
    }
    Ok(())
}
