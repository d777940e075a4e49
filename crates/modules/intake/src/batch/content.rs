//! Sealed parts of a batch.

use heng_db::Tx;
use heng_kernel::IntakeBatchId;
use heng_vault::{Context, Vault};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::{
    IntakeError,
    entity::{Part, content, fix},
};
use crate::work::Fix;

fn place(id: Uuid) -> Context {
    Context::cell("intake_content", "sealed", id)
}

/// Keeps a part, in place of an earlier one.
pub(super) async fn keep(
    tx: &Tx,
    vault: &Vault,
    batch: IntakeBatchId,
    part: Part,
    plain: &[u8],
) -> Result<(), IntakeError> {
    forget(tx.db(), batch, Some(part)).await?;
    let id: Uuid = tx.new_id();
    let row = content::Model { id, batch_id: batch, part, sealed: vault.seal(&place(id), plain)? };
    content::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Opens a part; `Purged` when it is no longer there.
pub(super) async fn open(
    db: &impl ConnectionTrait,
    vault: &Vault,
    batch: IntakeBatchId,
    part: Part,
) -> Result<Vec<u8>, IntakeError> {
    let row = content::Entity::find()
        .filter(content::Column::BatchId.eq(batch))
        .filter(content::Column::Part.eq(part))
        .one(db)
        .await?
        .ok_or(IntakeError::Purged)?;
    Ok(vault.open_bytes(&place(row.id), &row.sealed)?.to_vec())
}

/// Removes one part, or all and the mended cells with them.
pub(super) async fn forget(
    db: &impl ConnectionTrait,
    batch: IntakeBatchId,
    part: Option<Part>,
) -> Result<(), IntakeError> {
    let mut gone = content::Entity::delete_many().filter(content::Column::BatchId.eq(batch));
    if let Some(part) = part {
        gone = gone.filter(content::Column::Part.eq(part));
    } else {
        fix::Entity::delete_many().filter(fix::Column::BatchId.eq(batch)).exec(db).await?;
    }
    gone.exec(db).await?;
    Ok(())
}

/// Old and new text of a mended cell.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Mended {
    pub old: String,
    pub new: String,
}

fn cell(id: Uuid) -> Context {
    Context::cell("intake_fix", "sealed", id)
}

/// Keeps the mending of a cell, in place of an earlier one whose old value stays; `None` takes it back.
pub(super) async fn mend(
    tx: &Tx,
    vault: &Vault,
    batch: IntakeBatchId,
    place: (i32, i32),
    old: String,
    new: Option<String>,
) -> Result<(), IntakeError> {
    let (row_number, column_index) = place;
    fix::Entity::delete_many()
        .filter(fix::Column::BatchId.eq(batch))
        .filter(fix::Column::RowNumber.eq(row_number))
        .filter(fix::Column::ColumnIndex.eq(column_index))
        .exec(tx.db())
        .await?;
    let Some(new) = new else { return Ok(()) };
    let id: Uuid = tx.new_id();
    let sealed = vault.seal(&cell(id), &serde_json::to_vec(&Mended { old, new })?)?;
    let row = fix::Model {
        id,
        batch_id: batch,
        row_number,
        column_index,
        sealed,
        made_by: tx.actor.account(),
        made_at: tx.now,
    };
    fix::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Every mended cell.
pub(super) async fn fixes(
    db: &impl ConnectionTrait,
    vault: &Vault,
    batch: IntakeBatchId,
) -> Result<Vec<Fix>, IntakeError> {
    let rows = fix::Entity::find().filter(fix::Column::BatchId.eq(batch)).all(db).await?;
    let mut fixes = vec![];
    for row in rows {
        let mended: Mended = serde_json::from_slice(&vault.open_bytes(&cell(row.id), &row.sealed)?)?;
        fixes.push(Fix {
            row: u32::try_from(row.row_number).unwrap_or_default(),
            column: usize::try_from(row.column_index).unwrap_or_default(),
            value: mended.new,
        });
    }
    fixes.sort_by_key(|fix| (fix.row, fix.column));
    Ok(fixes)
}
