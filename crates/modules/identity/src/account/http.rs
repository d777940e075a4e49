//! Accounts, over HTTP.

use axum::{Extension, Json, http::StatusCode, response::Response};
use heng_kernel::{AccountId, Locale, PersonId};
use heng_ports::Channel;
use heng_web::{AppState, Body, Once, PathId, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    AccountError, Link, OpenAccount, change, invite,
    link::{link_by, unlink_by},
    open,
};
use crate::Identity;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(super::list::routes())
        .routes(routes!(open_one))
        .routes(routes!(disable))
        .routes(routes!(enable))
        .routes(routes!(reset))
        .routes(routes!(unlock))
        .routes(routes!(link_external, unlink_external))
}

/// An account to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountBody {
    /// The login name.
    login: String,
    /// Whose it is.
    #[serde(default)]
    person_id: Option<PersonId>,
    /// What to call an account without a person.
    #[serde(default)]
    display_name: String,
    /// Language of its pages.
    #[serde(default)]
    locale: Locale,
}

/// A one-time code, shown this once. Its owner sets a password with it within seven days.
#[derive(Serialize, ToSchema)]
struct InvitationView {
    /// The account.
    account: AccountId,
    /// The code.
    code: String,
}

/// Open an account. Its owner sets the password with the code.
#[utoipa::path(post, path = "/api/v1/accounts", operation_id = "account.open", tag = "account",
    extensions(("x-permission" = json!("account.write"))), request_body = AccountBody,
    responses((status = 201, body = InvitationView), (status = "4XX", body = Problem)))]
async fn open_one(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<AccountBody>,
) -> Result<(StatusCode, Json<InvitationView>), Problem> {
    let wanted = OpenAccount {
        login: body.login,
        person: body.person_id,
        display_name: body.display_name,
        locale: body.locale,
    };
    let (account, code) = identity
        .db()
        .write(&actor, async |tx| {
            let id = open(&tx, &wanted).await?;
            Ok::<_, AccountError>((id, invite::invite(&tx, id).await?))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(InvitationView { account, code: code.text().to_owned() })))
}

/// Let nobody in through an account any more. Sessions, tokens and half-finished sign-ins end at once.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/disable", operation_id = "account.disable", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path)),
    responses((status = 204, description = "disabled"), (status = "4XX", body = Problem)))]
async fn disable(
    Extension(identity): Extension<Identity>,
    once: Once,
    PathId(id): PathId<AccountId>,
) -> Result<Response, Problem> {
    let identity = &identity;
    once.write(StatusCode::NO_CONTENT, async |tx| change::disable(&tx, identity, id).await).await
}

/// Let the owner of a disabled account in again.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/enable", operation_id = "account.enable", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path)),
    responses((status = 204, description = "enabled"), (status = "4XX", body = Problem)))]
async fn enable(
    Extension(identity): Extension<Identity>,
    once: Once,
    PathId(id): PathId<AccountId>,
) -> Result<Response, Problem> {
    let identity = &identity;
    once.write(StatusCode::NO_CONTENT, async |tx| change::enable(&tx, identity, id).await).await
}

/// Void the password and everything it opened; the owner sets a new one with the code.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/reset", operation_id = "account.reset", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path)),
    responses((status = 200, body = InvitationView), (status = "4XX", body = Problem)))]
async fn reset(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<AccountId>,
) -> Result<Json<InvitationView>, Problem> {
    let code = identity.db().write(&actor, async |tx| invite::reset(&tx, &identity, id).await).await?;
    Ok(Json(InvitationView { account: id, code: code.text().to_owned() }))
}

/// Forget failed sign-ins: the owner need not wait any more.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/unlock", operation_id = "account.unlock", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path)),
    responses((status = 204, description = "unlocked"), (status = "4XX", body = Problem)))]
async fn unlock(
    Extension(identity): Extension<Identity>,
    once: Once,
    PathId(id): PathId<AccountId>,
) -> Result<Response, Problem> {
    let identity = &identity;
    once.write(StatusCode::NO_CONTENT, async |tx| change::unlock(&tx, identity, id).await).await
}

/// An account of another system.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkBody {
    /// `wecom`.
    provider: String,
    /// The organisation's id there.
    corp: String,
    /// The account's name there.
    subject: String,
}

/// Link an account of another system. Whoever holds it can sign in.
#[utoipa::path(put, path = "/api/v1/accounts/{id}/external", operation_id = "account.link", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path)), request_body = LinkBody,
    responses((status = 204, description = "linked"), (status = "4XX", body = Problem)))]
async fn link_external(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<AccountId>,
    Body(body): Body<LinkBody>,
) -> Result<StatusCode, Problem> {
    let channel = Channel { provider: body.provider, corp: body.corp };
    let wanted = Link { account: id, channel, subject: body.subject };
    identity.db().write(&actor, async |tx| link_by(&tx, &identity, &wanted).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which link.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct UnlinkQuery {
    /// `wecom`.
    provider: String,
}

/// Unlink what the account has at a provider.
#[utoipa::path(delete, path = "/api/v1/accounts/{id}/external", operation_id = "account.unlink", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path), UnlinkQuery),
    responses((status = 204, description = "unlinked"), (status = "4XX", body = Problem)))]
async fn unlink_external(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<AccountId>,
    heng_web::Params(query): heng_web::Params<UnlinkQuery>,
) -> Result<StatusCode, Problem> {
    identity.db().write(&actor, async |tx| unlink_by(&tx, &identity, id, &query.provider).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
