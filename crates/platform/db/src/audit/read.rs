//! Searching the trail.

use chrono::{DateTime, Utc};
use heng_kernel::{AccountId, AuditId, EmploymentId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{Column, Entity, Kind, Model};
use crate::{Cursor, Page, PageSize};

/// What to look for; every given condition must hold.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Not before.
    pub since: Option<DateTime<Utc>>,
    /// Before.
    pub until: Option<DateTime<Utc>>,
    /// Who acted.
    pub account: Option<AccountId>,
    /// Whom it is about.
    pub about: Option<EmploymentId>,
    /// The operation, or its area with a dot at the end: `leave.`.
    pub action: Option<String>,
    /// Kind of act.
    pub kind: Option<Kind>,
    /// Kind and id of the subject.
    pub subject: Option<(String, String)>,
}

/// Matching rows, newest first.
pub async fn search(
    db: &impl ConnectionTrait,
    filter: &AuditFilter,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<Model>, DbErr> {
    let mut query = Entity::find();
    if let Some(since) = filter.since {
        query = query.filter(Column::At.gte(since));
    }
    if let Some(until) = filter.until {
        query = query.filter(Column::At.lt(until));
    }
    if let Some(account) = filter.account {
        query = query.filter(Column::AccountId.eq(account));
    }
    if let Some(about) = filter.about {
        query = query.filter(Column::AboutEmploymentId.eq(about));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind));
    }
    match filter.action.as_deref() {
        // `.` to `/`: every action of the area, and an index can serve it.
        Some(area) if area.ends_with('.') => {
            let end = format!("{}/", area.trim_end_matches('.'));
            query = query.filter(Column::Action.gte(area)).filter(Column::Action.lt(end));
        }
        Some(action) => query = query.filter(Column::Action.eq(action)),
        None => {}
    }
    if let Some((kind, id)) = &filter.subject {
        query = query.filter(Column::SubjectKind.eq(kind)).filter(Column::SubjectId.eq(id));
    }
    if let Some(id) = AuditId::after(after)? {
        query = query.filter(Column::Id.lt(id));
    }
    // Ids carry the instant of their unit of work, so their order is the order of `at`.
    let rows = query.order_by_desc(Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}
