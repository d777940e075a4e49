//! One's own profile, over HTTP.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Extension, Json, http::StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::Scope;
use heng_db::audit::Change;
use heng_kernel::{AccountId, CompanyId, EmploymentId, Locale, PersonId, UnitId};
use heng_web::{AppState, Body, Problem, Signed};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Identity, PostTitle,
    account::entity::{account, external_account},
    passkey, password,
    session::{own_account, second_look_holds_until},
    totp,
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(set_locale)).merge(password::routes())
}

/// An employment one can act for.
#[derive(Debug, Serialize, ToSchema)]
struct MyEmployment {
    /// The employment, for the header `x-heng-acting-as`.
    employment: EmploymentId,
    /// Its legal entity.
    company: CompanyId,
    /// Its unit.
    unit: UnitId,
    /// Its branch.
    branch: Option<UnitId>,
    /// Employee number.
    number: Option<String>,
    /// Name of its unit.
    unit_name: Option<String>,
    /// Name of its legal entity.
    company_name: Option<String>,
}

/// The ways one can prove who one is.
#[derive(Debug, Serialize, ToSchema)]
struct MyFactors {
    /// Whether a password is set.
    password: bool,
    /// Whether an authenticator app is on.
    totp: bool,
    /// Unused recovery codes.
    recovery_codes: u64,
    /// Registered passkeys.
    passkeys: u64,
    /// Linked accounts of other systems, by provider.
    external: Vec<String>,
    /// Until when the last proof of this session holds: a second look, or having come in with one's own secret.
    proved_until: Option<DateTime<Utc>>,
}

/// Who one is and what one may do.
#[derive(Debug, Serialize, ToSchema)]
struct MeView {
    /// The account.
    account: AccountId,
    /// The login name.
    login: String,
    /// The person, if any.
    person: Option<PersonId>,
    /// What to call them.
    display_name: String,
    /// Language of the pages.
    locale: Locale,
    /// The day for which the permissions hold, at the place of work.
    today: NaiveDate,
    /// The server's present.
    now: DateTime<Utc>,
    /// Whether the people here are made up, which pages say in the corner.
    demo: bool,
    /// Today's employments, the main one first.
    employments: Vec<MyEmployment>,
    /// The one that acts in this request.
    acting_as: Option<EmploymentId>,
    /// The units they head.
    heads: Vec<UnitId>,
    /// Each permission held, with every scope it is held at. For menus and buttons; the server asks again.
    #[schema(value_type = BTreeMap<String, Vec<Scope>>)]
    permissions: BTreeMap<&'static str, BTreeSet<Scope>>,
    /// The ways to prove who one is.
    factors: MyFactors,
}

/// Who one is and what one may do.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "me.show", tag = "me",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, body = MeView), (status = "4XX", body = Problem)))]
async fn show(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
) -> Result<Json<MeView>, Problem> {
    let id = own_account(&actor)?;
    let db = identity.db().read();
    let account = account::Entity::find_by_id(id).one(db).await?.ok_or_else(Problem::not_found)?;
    let known = identity.known(&account).await?;
    let mut permissions: BTreeMap<&'static str, BTreeSet<Scope>> = BTreeMap::new();
    for allowance in actor.allowances() {
        permissions.entry(allowance.permission.code()).or_default().insert(allowance.scope);
    }
    let standing = &known.standing;
    let named = account.person_id.is_some() && !standing.display_name.is_empty();
    let display_name = if named { standing.display_name.clone() } else { account.display_name.clone() };
    let external =
        external_account::Entity::find().filter(external_account::Column::AccountId.eq(id)).all(db).await?;
    let factors = MyFactors {
        password: password::stored(db, id).await?.is_some(),
        totp: totp::is_on(db, id).await?,
        recovery_codes: totp::recovery_codes_left(db, id).await?,
        passkeys: passkey::count(db, id).await?,
        external: external.into_iter().map(|row| row.provider).collect(),
        proved_until: second_look_holds_until(&identity, &actor).await?,
    };
    let titles = identity.standing().titles(account.person_id.as_slice(), actor.today()).await?;
    let titles: Vec<&PostTitle> = titles.values().flat_map(|title| &title.posts).collect();
    let employment = |post: &crate::Post| {
        let title = titles.iter().find(|title| title.employment == post.employment);
        MyEmployment {
            employment: post.employment,
            company: post.company,
            unit: post.unit,
            branch: post.branch,
            number: title.map(|title| title.number.clone()),
            unit_name: title.map(|title| title.unit_name.clone()),
            company_name: title.map(|title| title.company_name.clone()),
        }
    };
    Ok(Json(MeView {
        account: id,
        display_name: if display_name.is_empty() { account.login.clone() } else { display_name },
        login: account.login,
        person: account.person_id,
        locale: account.locale.parse().unwrap_or_default(),
        today: actor.today(),
        now: identity.db().now(),
        demo: identity.settings().demo,
        employments: standing.posts.iter().map(employment).collect(),
        acting_as: actor.acting_as(),
        heads: standing.heads.clone(),
        permissions,
        factors,
    }))
}

/// A language.
#[derive(Deserialize, ToSchema)]
struct LocaleBody {
    /// `zh-CN` or `en`.
    locale: Locale,
}

/// Switch the language of one's pages.
#[utoipa::path(put, path = "/api/v1/me/locale", operation_id = "me.set_locale", tag = "me",
    extensions(("x-permission" = json!("me.use"))), request_body = LocaleBody,
    responses((status = 204, description = "switched"), (status = "4XX", body = Problem)))]
async fn set_locale(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Body(body): Body<LocaleBody>,
) -> Result<StatusCode, Problem> {
    let id = own_account(&actor)?;
    let tag = body.locale.tag();
    identity
        .db()
        .write(&actor, async |tx| {
            let row = account::ActiveModel { id: Set(id), locale: Set(tag.to_owned()), ..Default::default() };
            account::Entity::update(row).exec(tx.db()).await?;
            tx.audit(Change::new("me.set_locale", "account", id).after(json!({ "locale": tag }))).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
