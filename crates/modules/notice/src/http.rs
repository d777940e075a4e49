//! Notices and the delivery log over HTTP.

use axum::{extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use heng_access::Permission;
use heng_db::Db;
use heng_kernel::NoticeId;
use heng_web::{AppState, ListView, Once, PageParams, Params, PathId, Problem, Signed};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    delivery::{entity as delivery, queries as deliveries},
    notice::{
        entity::{self as notice, Urgency},
        queries, read,
    },
};

/// The module's routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(unread))
        .routes(routes!(mark_read))
        .routes(routes!(mark_all_read))
        .routes(routes!(failed_messages))
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeView {
    id: NoticeId,
    /// Names the words: `approval.waiting`.
    kind: String,
    /// Values for the words.
    #[schema(value_type = HashMap<String, Value>)]
    params: serde_json::Value,
    /// The page it opens, from the root.
    link: String,
    /// Somebody waits for it.
    urgent: bool,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl From<notice::Model> for NoticeView {
    fn from(row: notice::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            params: row.params,
            link: row.link,
            urgent: row.urgency == Urgency::High,
            created_at: row.created_at,
            read_at: row.read_at,
        }
    }
}

/// Unread notices.
#[derive(Debug, Serialize, ToSchema)]
struct UnreadView {
    unread: u64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NoticeQuery {
    /// Only those not read yet.
    #[serde(default)]
    unread_only: bool,
    after: Option<String>,
    limit: Option<u16>,
}

/// One's own notices, newest first.
#[utoipa::path(get, path = "/api/v1/notices", operation_id = "notice.list", tag = "notice",
    extensions(("x-permission" = json!("notice.read"))), params(NoticeQuery),
    responses((status = 200, body = ListView<NoticeView>), (status = "4XX", body = Problem)))]
async fn list(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(query): Params<NoticeQuery>,
) -> Result<axum::Json<ListView<NoticeView>>, Problem> {
    let person = read::own(&actor)?;
    let page = PageParams { after: query.after, limit: query.limit };
    let rows =
        queries::page(db.read(), person, query.unread_only, page.after.as_deref(), page.size()).await?;
    Ok(axum::Json(rows.map(NoticeView::from).into()))
}

/// How many of one's own notices are unread.
#[utoipa::path(get, path = "/api/v1/notices/unread", operation_id = "notice.unread", tag = "notice",
    extensions(("x-permission" = json!("notice.read"))),
    responses((status = 200, body = UnreadView), (status = "4XX", body = Problem)))]
async fn unread(State(db): State<Db>, Signed(actor): Signed) -> Result<axum::Json<UnreadView>, Problem> {
    let person = read::own(&actor)?;
    Ok(axum::Json(UnreadView { unread: queries::unread(db.read(), person).await? }))
}

/// Marks one notice as read.
#[utoipa::path(post, path = "/api/v1/notices/{id}/read", operation_id = "notice.read", tag = "notice",
    extensions(("x-permission" = json!("notice.read"))), params(("id" = NoticeId, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn mark_read(once: Once, PathId(id): PathId<NoticeId>) -> Result<Response, Problem> {
    once.write(StatusCode::NO_CONTENT, async |tx| read::mark(&tx, Some(id)).await).await
}

/// Marks all one's own notices as read.
#[utoipa::path(post, path = "/api/v1/notices/read", operation_id = "notice.read_all", tag = "notice",
    extensions(("x-permission" = json!("notice.read"))),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn mark_all_read(once: Once) -> Result<Response, Problem> {
    once.write(StatusCode::NO_CONTENT, async |tx| read::mark(&tx, None).await).await
}

/// A message that did not arrive. Its text is not shown here: it is the recipient's.
#[derive(Debug, Serialize, ToSchema)]
struct FailedMessageView {
    notice_id: NoticeId,
    channel: String,
    /// The account on that channel.
    subject: String,
    /// `retrying`, `refused` or `no_channel`.
    state: String,
    attempts: i32,
    why: Option<String>,
    last_at: DateTime<Utc>,
}

impl From<delivery::Model> for FailedMessageView {
    fn from(row: delivery::Model) -> Self {
        let state = match row.state {
            delivery::State::Sent => "sent",
            delivery::State::Retrying => "retrying",
            delivery::State::Refused => "refused",
            delivery::State::NoChannel => "no_channel",
        };
        Self {
            notice_id: row.notice_id,
            channel: row.channel,
            subject: row.subject,
            state: state.to_owned(),
            attempts: row.attempts,
            why: row.why,
            last_at: row.last_at,
        }
    }
}

/// Messages that did not arrive, newest first.
#[utoipa::path(get, path = "/api/v1/messages/failed", operation_id = "message.failed", tag = "operation",
    extensions(("x-permission" = json!("ops.read"))), params(PageParams),
    responses((status = 200, body = ListView<FailedMessageView>), (status = "4XX", body = Problem)))]
async fn failed_messages(
    State(db): State<Db>,
    Signed(actor): Signed,
    Params(page): Params<PageParams>,
) -> Result<axum::Json<ListView<FailedMessageView>>, Problem> {
    actor.require_anywhere(Permission::OpsRead)?;
    let rows = deliveries::failed(db.read(), page.after.as_deref(), page.size()).await?;
    Ok(axum::Json(rows.map(FailedMessageView::from).into()))
}
