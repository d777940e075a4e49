//! Listing sessions.

use chrono::{DateTime, Utc};
use heng_kernel::{AccountId, SessionId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    SessionSettings,
    entity::{Column, Entity, Way},
};

/// A session as its owner sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// How it began.
    pub way: Way,
    /// The address it began from.
    pub remote: String,
    /// What the browser says it is.
    pub agent: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// Its last request, to five minutes.
    pub seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub ends_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// The live sessions of an account, the last used first.
pub(crate) async fn of_account(
    db: &impl ConnectionTrait,
    settings: &SessionSettings,
    account: AccountId,
    current: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<Vec<SessionView>, DbErr> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::EndsAt.gt(now))
        .filter(Column::SeenAt.gt(now - settings.idle))
        .order_by_desc(Column::SeenAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let view = |row: super::entity::Model| SessionView {
        current: Some(row.id) == current,
        id: row.id,
        way: row.way,
        remote: row.remote,
        agent: row.agent,
        created_at: row.created_at,
        seen_at: row.seen_at,
        ends_at: row.ends_at,
    };
    Ok(rows.into_iter().map(view).collect())
}
