//! Removing: the row says so at once, the contents are erased right after the commit.

use heng_db::{Tx, jobs::NewJob};
use heng_kernel::FileId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    FileError, Files,
    entity::{Column, Entity},
    jobs::{ERASE, Erase},
};

impl Files {
    /// Removes a file: from this commit on nobody opens it, its name and hash are forgotten, and its contents are erased
    /// by a job that is tried until it succeeds.
    pub async fn remove(&self, tx: &Tx, id: FileId) -> Result<(), FileError> {
        let found = Entity::find_by_id(id).filter(Column::RemovedAt.is_null()).one(tx.db()).await?;
        let file = found.ok_or(FileError::NotFound)?;
        Entity::update_many()
            .col_expr(Column::RemovedAt, Expr::value(tx.now))
            .col_expr(Column::Name, Expr::value(""))
            .col_expr(Column::Sha256, Expr::value(Vec::<u8>::new()))
            .filter(Column::Id.eq(id))
            .exec(tx.db())
            .await?;
        tx.enqueue(
            NewJob::new(ERASE, Erase::payload(&file.location)).keyed(format!("{ERASE}:{}", file.location)),
        )
        .await?;
        Ok(())
    }
}
