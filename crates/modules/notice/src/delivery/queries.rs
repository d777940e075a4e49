//! The delivery log.

use heng_db::{Cursor, Page, PageSize, word};
use heng_kernel::NoticeId;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::entity::{ActiveModel, Column, Entity, Model, State};

/// Notes an attempt; a message that was sent stays sent.
pub(crate) async fn note(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    let attempt = ActiveModel {
        notice_id: Set(row.notice_id),
        channel: Set(row.channel),
        subject: Set(row.subject),
        state: Set(row.state),
        attempts: Set(1),
        message_id: Set(row.message_id),
        why: Set(row.why),
        first_at: Set(row.first_at),
        last_at: Set(row.last_at),
    };
    let again = OnConflict::columns([Column::NoticeId, Column::Channel])
        .update_columns([Column::Subject, Column::State, Column::MessageId, Column::Why, Column::LastAt])
        .value(Column::Attempts, Expr::col((Entity, Column::Attempts)).add(1))
        .action_and_where(Expr::col((Entity, Column::State)).ne("sent"))
        .to_owned();
    Entity::insert(attempt).on_conflict(again).exec_without_returning(db).await.map(|_| ())
}

/// Whether the message of this notice already left through the channel.
pub(crate) async fn is_sent(
    db: &impl ConnectionTrait,
    notice: NoticeId,
    channel: &str,
) -> Result<bool, DbErr> {
    let row = Entity::find_by_id((notice, channel.to_owned())).one(db).await?;
    Ok(row.is_some_and(|row| row.state == State::Sent))
}

/// Messages that did not arrive, newest first.
pub(crate) async fn failed(
    db: &impl ConnectionTrait,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<Model>, DbErr> {
    let mut query = Entity::find().filter(Expr::col(Column::State).ne(word(State::Sent)));
    if let Some(id) = NoticeId::after(after)? {
        query = query.filter(Column::NoticeId.lt(id));
    }
    let rows = query.order_by_desc(Column::NoticeId).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.notice_id))
}
