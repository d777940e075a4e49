//! Every column of every table.

use sea_orm::{ConnectionTrait, DbErr, StreamTrait};
use sha2::{Digest, Sha256};

use super::digest::{Digests, of_row};
use crate::rows::{Cell, TableShape, each_row};

/// The word for all rows of these tables, as 64 hex digits.
pub async fn everything(
    db: &(impl ConnectionTrait + StreamTrait),
    tables: &[TableShape],
) -> Result<String, DbErr> {
    let mut sorted: Vec<&TableShape> = tables.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut whole = Sha256::new();
    for table in sorted {
        let mut digests = Digests::default();
        each_row(db, table, async |row| {
            digests.push(of_row(row.iter().map(Cell::to_json).collect()));
            Ok::<_, DbErr>(())
        })
        .await?;
        let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        digests.close(&mut whole, &table.name, &columns);
    }
    Ok(hex::encode(whole.finalize()))
}
