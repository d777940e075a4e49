//! Reading a whole table.

use std::pin::pin;

use futures::TryStreamExt;
use sea_orm::{
    ConnectionTrait, DbErr, StreamTrait,
    sea_query::{Alias, Order, Query},
};

use super::{Cell, TableShape};

/// Calls `each` with every row of the table, in the order of its key, without holding the table in memory.
pub async fn each_row<E: From<DbErr>>(
    db: &(impl ConnectionTrait + StreamTrait),
    table: &TableShape,
    mut each: impl AsyncFnMut(Vec<Cell>) -> Result<(), E>,
) -> Result<(), E> {
    let mut select = Query::select();
    select.columns(table.columns.iter().map(|c| Alias::new(&c.name))).from(Alias::new(&table.name));
    for column in &table.key {
        select.order_by(Alias::new(column), Order::Asc);
    }
    let mut rows = pin!(db.stream(&select).await?);
    while let Some(row) = rows.try_next().await? {
        let cells = table.columns.iter().map(|c| Cell::read(&row, &c.name, c.kind));
        each(cells.collect::<Result<_, _>>()?).await?;
    }
    Ok(())
}
