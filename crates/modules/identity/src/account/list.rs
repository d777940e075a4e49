//! Looking at accounts, over HTTP.

use std::collections::HashMap;

use axum::{Extension, Json, http::StatusCode};
use chrono::{DateTime, Utc};
use heng_access::Permission;
use heng_db::{Cursor, Page};
use heng_kernel::{AccountId, PersonId, SessionId};
use heng_web::{AppState, ListView, PageParams, Params, PathId, Problem, Signed};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LikeExpr,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    change,
    entity::{account, external_account},
    login_key, reachable, shown,
};
use crate::{
    Identity, PersonTitle, Titles,
    session::{self, SessionView},
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(sessions, end_sessions))
        .routes(routes!(end_session))
}

/// Which accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AccountQuery {
    /// The beginning of a login name.
    login: Option<String>,
    /// The beginning of a login name; or words that begin the person's name, its pinyin or initials, or their number.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Of this person.
    person_id: Option<PersonId>,
    /// Only those that let somebody in, or only those that do not.
    active: Option<bool>,
    /// Where the page begins.
    after: Option<String>,
    /// Rows of the page, 1 to 200.
    limit: Option<u16>,
}

/// A linked account of another system.
#[derive(Debug, Serialize, ToSchema)]
struct ExternalView {
    /// `wecom`.
    provider: String,
    /// The organisation there.
    corp: String,
    /// The account's name there.
    subject: String,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
struct AccountView {
    /// Its id.
    id: AccountId,
    /// The login name.
    login: String,
    /// What to call an account without a person.
    display_name: String,
    /// Whose it is.
    person_id: Option<PersonId>,
    /// That person's name.
    person_name: Option<String>,
    /// That person's employee number.
    person_number: Option<String>,
    /// Whether it lets anybody in.
    state: account::State,
    /// When it was opened.
    created_at: DateTime<Utc>,
    /// When it was disabled.
    disabled_at: Option<DateTime<Utc>>,
    /// Linked accounts of other systems.
    external: Vec<ExternalView>,
}

impl AccountView {
    fn of(row: account::Model, external: Vec<ExternalView>, titles: &Titles) -> Self {
        let title = row.person_id.and_then(|person| titles.get(&person));
        Self {
            person_name: title.map(|title| title.name.clone()),
            person_number: title.and_then(PersonTitle::number).map(ToOwned::to_owned),
            id: row.id,
            login: row.login,
            display_name: row.display_name,
            person_id: row.person_id,
            state: row.state,
            created_at: row.created_at,
            disabled_at: row.disabled_at,
            external,
        }
    }
}

async fn external_of(
    identity: &Identity,
    ids: impl IntoIterator<Item = AccountId>,
) -> Result<HashMap<AccountId, Vec<ExternalView>>, Problem> {
    let rows = external_account::Entity::find()
        .filter(external_account::Column::AccountId.is_in(ids))
        .all(identity.db().read())
        .await?;
    let mut found: HashMap<AccountId, Vec<ExternalView>> = HashMap::new();
    for row in rows {
        let view = ExternalView { provider: row.provider, corp: row.corp, subject: row.subject };
        found.entry(row.account_id).or_default().push(view);
    }
    Ok(found)
}

/// Texts that begin with these letters, whatever they are; not by comparing, because databases sort differently.
fn beginning_with(letters: &str) -> LikeExpr {
    let mut pattern = String::new();
    for letter in letters.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// Accounts by login name.
#[utoipa::path(get, path = "/api/v1/accounts", operation_id = "account.list", tag = "account",
    extensions(("x-permission" = json!("account.read"))), params(AccountQuery),
    responses((status = 200, body = ListView<AccountView>), (status = "4XX", body = Problem)))]
async fn list(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    Params(query): Params<AccountQuery>,
) -> Result<Json<ListView<AccountView>>, Problem> {
    actor.require_anywhere(Permission::AccountRead)?;
    let mut rows = account::Entity::find().filter(reachable(&actor, Permission::AccountRead));
    if let Some(start) = query.login.as_deref().map(login_key).filter(|start| !start.is_empty()) {
        rows = rows.filter(account::Column::LoginKey.like(beginning_with(&start)));
    }
    if let Some(words) = query.q.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        let login = account::Column::LoginKey.like(beginning_with(&login_key(words)));
        let found = identity.standing().found(words).map(|ids| account::Column::PersonId.in_subquery(ids));
        rows = rows.filter(Condition::any().add(login).add_option(found));
    }
    if let Some(person) = query.person_id {
        rows = rows.filter(account::Column::PersonId.eq(person));
    }
    if let Some(active) = query.active {
        let state = if active { account::State::Active } else { account::State::Disabled };
        rows = rows.filter(account::Column::State.eq(state));
    }
    if let Some(key) = String::after(query.after.as_deref())? {
        rows = rows.filter(account::Column::LoginKey.gt(key));
    }
    let size = PageParams { after: None, limit: query.limit }.size();
    let found =
        rows.order_by_asc(account::Column::LoginKey).limit(size.limit()).all(identity.db().read()).await?;
    let page = Page::cut(found, size, |row| row.login_key.clone());
    let mut external = external_of(&identity, page.items.iter().map(|row| row.id)).await?;
    let persons: Vec<PersonId> = page.items.iter().filter_map(|row| row.person_id).collect();
    let titles = identity.standing().titles(&persons, actor.today()).await?;
    let view = |row: account::Model| {
        let linked = external.remove(&row.id).unwrap_or_default();
        AccountView::of(row, linked, &titles)
    };
    Ok(Json(page.map(view).into()))
}

/// One account.
#[utoipa::path(get, path = "/api/v1/accounts/{id}", operation_id = "account.show", tag = "account",
    extensions(("x-permission" = json!("account.read"))), params(("id" = AccountId, Path)),
    responses((status = 200, body = AccountView), (status = "4XX", body = Problem)))]
async fn show(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<AccountId>,
) -> Result<Json<AccountView>, Problem> {
    let db = identity.db().read();
    let row = shown(db, &actor, id, Permission::AccountRead, Permission::AccountRead).await?;
    let linked = external_of(&identity, [id]).await?.remove(&id).unwrap_or_default();
    let titles = identity.standing().titles(row.person_id.as_slice(), actor.today()).await?;
    Ok(Json(AccountView::of(row, linked, &titles)))
}

/// The live sessions of an account.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/sessions", operation_id = "account.sessions", tag = "account",
    extensions(("x-permission" = json!("account.read"))), params(("id" = AccountId, Path)),
    responses((status = 200, body = ListView<SessionView>), (status = "4XX", body = Problem)))]
async fn sessions(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<AccountId>,
) -> Result<Json<ListView<SessionView>>, Problem> {
    let db = identity.db();
    shown(db.read(), &actor, id, Permission::AccountRead, Permission::AccountRead).await?;
    let settings = &identity.settings().sessions;
    let items = session::of_account(db.read(), settings, id, None, db.now()).await?;
    Ok(Json(ListView { items, next: None }))
}

/// End every session of an account.
#[utoipa::path(delete, path = "/api/v1/accounts/{id}/sessions", operation_id = "account.end_sessions", tag = "account",
    extensions(("x-permission" = json!("account.write"))), params(("id" = AccountId, Path)),
    responses((status = 204, description = "ended"), (status = "4XX", body = Problem)))]
async fn end_sessions(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId(id): PathId<AccountId>,
) -> Result<StatusCode, Problem> {
    identity.db().write(&actor, async |tx| change::end_sessions(&tx, &identity, id).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End one session of an account.
#[utoipa::path(delete, path = "/api/v1/accounts/{id}/sessions/{session}", operation_id = "account.end_session",
    tag = "account", extensions(("x-permission" = json!("account.write"))),
    params(("id" = AccountId, Path), ("session" = SessionId, Path)),
    responses((status = 204, description = "ended"), (status = "4XX", body = Problem)))]
async fn end_session(
    Extension(identity): Extension<Identity>,
    Signed(actor): Signed,
    PathId((id, session)): PathId<(AccountId, SessionId)>,
) -> Result<StatusCode, Problem> {
    let ended = identity
        .db()
        .write(&actor, async |tx| change::end_session(&tx, &identity, id, session).await)
        .await?;
    if ended { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::not_found()) }
}
