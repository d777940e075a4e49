//! Why somebody may, or may not: over HTTP.

use axum::{Extension, Json};
use heng_access::{AccessExplanation, ClassSet, FieldClass, Permission, Via};
use heng_kernel::{AccountId, EmploymentId};
use heng_web::{AppState, Params, Problem, Signed};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Identity, account::shown};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(explain)).routes(routes!(explain_own))
}

/// The question about somebody else.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExplainQuery {
    /// Whose rights.
    account_id: AccountId,
    /// To do what.
    #[param(value_type = String)]
    permission: Permission,
    /// To which employee.
    employment_id: EmploymentId,
    /// With which field classes.
    #[serde(default)]
    classes: Vec<FieldClass>,
}

/// Why may, or may not, X do this to Y today: every right that was weighed.
#[utoipa::path(get, path = "/api/v1/access/explanation", operation_id = "access.explain", tag = "access",
    extensions(("x-permission" = json!("role.read"))), params(ExplainQuery),
    responses((status = 200, body = AccessExplanation), (status = "4XX", body = Problem)))]
async fn explain(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Params(query): Params<ExplainQuery>,
) -> Result<Json<AccessExplanation>, Problem> {
    let db = identity.db().read();
    let account = shown(db, &actor, query.account_id, Permission::RoleRead, Permission::RoleRead).await?;
    let target = heng_scope::target(db, query.employment_id, actor.today()).await?;
    // Whoever asks must be able to know of Y, or the answer would say that Y exists.
    actor.require(Permission::PeopleRead, &target)?;
    let known = identity.known(&account).await?;
    let post = known.standing.posts.first();
    let subject = known.actor(Via::Anonymous, &account, post, known.allowances(post)).build();
    Ok(Json(subject.explain(query.permission, ClassSet::of(&query.classes), &target)))
}

/// The question about oneself.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExplainOwnQuery {
    /// To do what.
    #[param(value_type = String)]
    permission: Permission,
    /// To which employee.
    employment_id: EmploymentId,
    /// With which field classes.
    #[serde(default)]
    classes: Vec<FieldClass>,
}

/// Why may, or may not, I do this to Y. Somebody out of sight is answered like nobody at all.
#[utoipa::path(get, path = "/api/v1/me/access/explanation", operation_id = "me.explain", tag = "me",
    extensions(("x-permission" = json!("me.use"))), params(ExplainOwnQuery),
    responses((status = 200, body = AccessExplanation), (status = "4XX", body = Problem)))]
async fn explain_own(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Params(query): Params<ExplainOwnQuery>,
) -> Result<Json<AccessExplanation>, Problem> {
    actor.require_anywhere(Permission::MeUse)?;
    let target = heng_scope::target(identity.db().read(), query.employment_id, actor.today()).await?;
    actor.require(Permission::PeopleRead, &target)?;
    Ok(Json(actor.explain(query.permission, ClassSet::of(&query.classes), &target)))
}
