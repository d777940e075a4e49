//! Reading notices: always one person's own.

use heng_db::{Cursor, Page, PageSize};
use heng_kernel::{NoticeId, PersonId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use super::entity::{Column, Entity, Model};

/// Every read starts here, so no query can show another person's notices.
fn of(person: PersonId) -> Select<Entity> {
    Entity::find().filter(Column::PersonId.eq(person))
}

pub(crate) async fn page(
    db: &impl ConnectionTrait,
    person: PersonId,
    unread_only: bool,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<Model>, DbErr> {
    let mut query = of(person);
    if unread_only {
        query = query.filter(Column::ReadAt.is_null());
    }
    if let Some(id) = NoticeId::after(after)? {
        query = query.filter(Column::Id.lt(id));
    }
    let rows = query.order_by_desc(Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}

pub(crate) async fn unread(db: &impl ConnectionTrait, person: PersonId) -> Result<u64, DbErr> {
    of(person).filter(Column::ReadAt.is_null()).count(db).await
}
