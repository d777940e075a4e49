//! Grants, over HTTP.

use std::collections::HashMap;

use axum::{Extension, Json, http::StatusCode, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Permission, Scope};
use heng_db::{Cursor, Page};
use heng_kernel::{AccountId, CompanyId, GrantId, RoleId, UnitId};
use heng_web::{AppState, Body, ListView, Once, PageParams, Params, PathId, Problem, Signed};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    GiveGrant, GrantError,
    entity::{Column, Entity, Model},
    give::{insert, receiver},
    revoke,
};
use crate::{
    Identity,
    account::{Called, called, entity::account, reachable},
};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, give_one)).routes(routes!(revoke_one))
}

/// Which grants.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct GrantQuery {
    /// Of this account.
    account_id: Option<AccountId>,
    /// Of this role.
    role_id: Option<RoleId>,
    /// Where the page begins.
    after: Option<String>,
    /// Rows of the page, 1 to 200.
    limit: Option<u16>,
}

/// A role somebody has.
#[derive(Debug, Serialize, ToSchema)]
struct GrantView {
    /// Its id.
    id: GrantId,
    /// Who has it.
    account_id: AccountId,
    /// What to call them.
    account_name: Option<String>,
    /// Their employee number; absent for whoever may not see them.
    account_number: Option<String>,
    /// Which role.
    role_id: RoleId,
    /// How far at most.
    scope: String,
    /// From which unit.
    unit_id: Option<UnitId>,
    /// That unit's name.
    unit_name: Option<String>,
    /// In which legal entity.
    company_id: Option<CompanyId>,
    /// That legal entity's name.
    company_name: Option<String>,
    /// First day.
    first_day: NaiveDate,
    /// Last day; until revoked when absent.
    last_day: Option<NaiveDate>,
    /// Who gave it; the set-up or the command line when absent.
    given_by: Option<AccountId>,
    /// What to call whoever gave it.
    given_by_name: Option<String>,
    /// When.
    given_at: DateTime<Utc>,
}

impl GrantView {
    fn of(row: Model, called: &HashMap<AccountId, Called>, units: &HashMap<UnitId, String>) -> Self {
        Self {
            unit_name: row.unit_id.and_then(|unit| units.get(&unit).cloned()),
            company_name: row.company_id.and_then(|company| units.get(&UnitId(company.0)).cloned()),
            account_name: called.get(&row.account_id).map(|called| called.name.clone()),
            account_number: called.get(&row.account_id).and_then(|called| called.number.clone()),
            given_by_name: row.given_by.and_then(|by| called.get(&by).map(|called| called.name.clone())),
            id: row.id,
            account_id: row.account_id,
            role_id: row.role_id,
            scope: row.scope,
            unit_id: row.unit_id,
            company_id: row.company_id,
            first_day: row.from_on,
            last_day: row.to_on.and_then(|to| to.pred_opt()),
            given_by: row.given_by,
            given_at: row.given_at,
        }
    }
}

/// Grants that are not revoked, newest first. Everybody also has the role `employee`, and who leads has `manager`, without
/// a grant.
#[utoipa::path(get, path = "/api/v1/grants", operation_id = "grant.list", tag = "access",
    extensions(("x-permission" = json!("role.read"))), params(GrantQuery),
    responses((status = 200, body = ListView<GrantView>), (status = "4XX", body = Problem)))]
async fn list(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Params(query): Params<GrantQuery>,
) -> Result<Json<ListView<GrantView>>, Problem> {
    actor.require_anywhere(Permission::RoleRead)?;
    let visible = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(reachable(&actor, Permission::RoleRead))
        .into_query();
    let mut rows =
        Entity::find().filter(Column::RevokedAt.is_null()).filter(Column::AccountId.in_subquery(visible));
    if let Some(account) = query.account_id {
        rows = rows.filter(Column::AccountId.eq(account));
    }
    if let Some(role) = query.role_id {
        rows = rows.filter(Column::RoleId.eq(role));
    }
    if let Some(id) = GrantId::after(query.after.as_deref())? {
        rows = rows.filter(Column::Id.lt(id));
    }
    let size = PageParams { after: None, limit: query.limit }.size();
    let found = rows.order_by_desc(Column::Id).limit(size.limit()).all(identity.db().read()).await?;
    let page = Page::cut(found, size, |row| row.id);
    let accounts = page.items.iter().flat_map(|row| [row.account_id].into_iter().chain(row.given_by));
    let called = called(&identity, &actor, accounts).await?;
    let units = page.items.iter().filter_map(|row| row.unit_id.or(row.company_id.map(|id| UnitId(id.0))));
    let units = identity.standing().unit_names(&units.collect::<Vec<_>>(), actor.today()).await?;
    Ok(Json(page.map(|row| GrantView::of(row, &called, &units)).into()))
}

/// A role to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GrantBody {
    /// To whom.
    account_id: AccountId,
    /// Which role.
    role_id: RoleId,
    /// How far at most.
    scope: Scope,
    /// From which unit, for `subtree` and `branch`.
    #[serde(default)]
    unit_id: Option<UnitId>,
    /// In which legal entity, for `company`.
    #[serde(default)]
    company_id: Option<CompanyId>,
    /// First day.
    first_day: NaiveDate,
    /// Last day.
    #[serde(default)]
    last_day: Option<NaiveDate>,
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
struct GrantMade {
    /// Its id.
    id: GrantId,
}

/// Give a role. Nobody gives more than they hold.
#[utoipa::path(post, path = "/api/v1/grants", operation_id = "grant.give", tag = "access",
    extensions(("x-permission" = json!("role.write"))), request_body = GrantBody,
    responses((status = 201, body = GrantMade), (status = "4XX", body = Problem)))]
async fn give_one(
    Extension(identity): Extension<Identity>,
    once: Once,
    Body(body): Body<GrantBody>,
) -> Result<Response, Problem> {
    let wanted = GiveGrant {
        account: body.account_id,
        role: body.role_id,
        scope: body.scope,
        unit: body.unit_id,
        company: body.company_id,
        first_day: body.first_day,
        last_day: body.last_day,
    };
    let (wanted, known) = (&wanted, &receiver(&identity, &once.actor, &wanted).await?);
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, GrantError>(GrantMade { id: insert(&tx, wanted, known).await? })
    })
    .await
}

/// Take a role back, at once.
#[utoipa::path(delete, path = "/api/v1/grants/{id}", operation_id = "grant.revoke", tag = "access",
    extensions(("x-permission" = json!("role.write"))), params(("id" = GrantId, Path)),
    responses((status = 204, description = "revoked"), (status = "4XX", body = Problem)))]
async fn revoke_one(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<GrantId>,
) -> Result<StatusCode, Problem> {
    identity.db().write(&actor, async |tx| revoke(&tx, &identity, id).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
