//! Marking as read.

use heng_access::{Denied, Permission};
use heng_db::Tx;
use heng_kernel::{NoticeId, PersonId};
use heng_web::Problem;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::entity::{Column, Entity};

/// Why a notice could not be marked.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not this person's, or no such notice.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Denied(denied) => denied.into(),
            ReadError::Db(error) => error.into(),
        }
    }
}

/// Whose notices the actor may see: their own.
pub(crate) fn own(actor: &heng_access::Actor) -> Result<PersonId, Denied> {
    actor.require_anywhere(Permission::NoticeRead)?;
    actor.person().ok_or(Denied::Hidden)
}

/// Marks one notice as read, the first time only; or all of them.
pub(crate) async fn mark(tx: &Tx, only: Option<NoticeId>) -> Result<(), ReadError> {
    let person = own(&tx.actor)?;
    if let Some(id) = only {
        let mine = Entity::find_by_id(id).filter(Column::PersonId.eq(person)).one(tx.db()).await?;
        mine.ok_or(Denied::Hidden)?;
    }
    let mut update = Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(tx.now))
        .filter(Column::PersonId.eq(person))
        .filter(Column::ReadAt.is_null());
    if let Some(id) = only {
        update = update.filter(Column::Id.eq(id));
    }
    update.exec(tx.db()).await?;
    if let Some(account) = tx.actor.account() {
        tx.tell(account.to_string(), "notice").await?;
    }
    Ok(())
}
