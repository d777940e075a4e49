//! Writing rows of one table, many to a statement.

use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Alias, Expr, Query},
};

use super::{Cell, TableShape};

/// Most values bound in one statement; SQLite stops at 32,766.
const MOST_VALUES: usize = 16_000;
/// Most rows in one statement.
const MOST_ROWS: usize = 500;

/// Collects rows and inserts them in batches.
#[derive(Debug)]
pub struct Inserter<'a> {
    table: &'a TableShape,
    waiting: Vec<Vec<Cell>>,
}

impl<'a> Inserter<'a> {
    /// For this table.
    pub fn new(table: &'a TableShape) -> Self {
        Self { table, waiting: vec![] }
    }

    /// Takes a row; inserts when enough have come together.
    pub async fn push(&mut self, db: &impl ConnectionTrait, row: Vec<Cell>) -> Result<(), DbErr> {
        self.waiting.push(row);
        let most = (MOST_VALUES / self.table.columns.len().max(1)).clamp(1, MOST_ROWS);
        if self.waiting.len() >= most { self.flush(db).await } else { Ok(()) }
    }

    /// Inserts what waits.
    pub async fn flush(&mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new(&self.table.name))
            .columns(self.table.columns.iter().map(|c| Alias::new(&c.name)));
        for row in self.waiting.drain(..) {
            let values =
                row.into_iter().zip(&self.table.columns).map(|(cell, c)| Expr::value(cell.bind(c.kind)));
            insert.values(values).map_err(|e| DbErr::Custom(e.to_string()))?;
        }
        db.execute(&insert).await.map(|_| ())
    }
}
