//! Rows as plain values, whatever the table: read, compared, kept and put back without knowing what they mean.

use heng_migration::ddl::{Column, Kind, Table};
use sea_orm::{
    ConnectionTrait, DbErr, QueryResult, Value,
    prelude::{ChronoDate, ChronoDateTimeUtc},
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Ids or rows in one statement; SQLite stops at 32,766 bound values.
pub(super) const AT_ONCE: usize = 1000;

/// One value of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Cell {
    Null,
    Bool(bool),
    Number(i64),
    /// Text as it stands; bytes in hex; ids, days and instants in their standard forms; JSON as compact text.
    Text(String),
}

/// The values of a row, in the order of its table's columns.
pub(super) type Row = Vec<Cell>;

/// Rows whose `column` holds one of `ids`.
pub(super) async fn select(
    db: &impl ConnectionTrait,
    table: &Table,
    column: &'static str,
    ids: &[Uuid],
) -> Result<Vec<Row>, DbErr> {
    let mut rows = vec![];
    for some in ids.chunks(AT_ONCE) {
        let select = Query::select()
            .columns(table.columns.iter().map(|column| Alias::new(column.name)))
            .from(Alias::new(table.name))
            .and_where(Expr::col(Alias::new(column)).is_in(some.iter().copied()))
            .to_owned();
        for row in db.query_all(&select).await? {
            rows.push(read(table, &row)?);
        }
    }
    Ok(rows)
}

fn read(table: &Table, row: &QueryResult) -> Result<Row, DbErr> {
    table.columns.iter().map(|column| cell(column, row)).collect()
}

fn cell(column: &Column, row: &QueryResult) -> Result<Cell, DbErr> {
    let name = column.name;
    let text = |value: Option<String>| value.map_or(Cell::Null, Cell::Text);
    Ok(match column.kind {
        Kind::Id => text(row.try_get::<Option<Uuid>>("", name)?.map(|id| id.to_string())),
        Kind::Text => text(row.try_get("", name)?),
        Kind::Int => row.try_get::<Option<i32>>("", name)?.map_or(Cell::Null, |n| Cell::Number(n.into())),
        Kind::Big => row.try_get::<Option<i64>>("", name)?.map_or(Cell::Null, Cell::Number),
        Kind::Bool => row.try_get::<Option<bool>>("", name)?.map_or(Cell::Null, Cell::Bool),
        Kind::Date => text(row.try_get::<Option<ChronoDate>>("", name)?.map(|day| day.to_string())),
        Kind::Instant => text(row.try_get::<Option<ChronoDateTimeUtc>>("", name)?.map(|at| at.to_rfc3339())),
        Kind::Json => text(row.try_get::<Option<serde_json::Value>>("", name)?.map(|v| v.to_string())),
        Kind::Bytes => text(row.try_get::<Option<Vec<u8>>>("", name)?.map(hex::encode)),
    })
}

/// Puts rows back exactly as they were read.
pub(super) async fn insert(db: &impl ConnectionTrait, table: &Table, rows: &[Row]) -> Result<(), DbErr> {
    for some in rows.chunks(AT_ONCE) {
        let mut insert = Query::insert();
        insert.into_table(Alias::new(table.name));
        insert.columns(table.columns.iter().map(|column| Alias::new(column.name)));
        for row in some {
            let values = table.columns.iter().zip(row).map(|(column, cell)| value(column, cell));
            let values = values.collect::<Result<Vec<_>, _>>()?;
            insert.values(values.into_iter().map(Expr::value)).map_err(|e| DbErr::Custom(e.to_string()))?;
        }
        db.execute(&insert).await?;
    }
    Ok(())
}

/// Deletes rows whose `column` holds one of `ids`.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    table: &'static str,
    column: &'static str,
    ids: &[Uuid],
) -> Result<(), DbErr> {
    for some in ids.chunks(AT_ONCE) {
        let delete = Query::delete()
            .from_table(Alias::new(table))
            .and_where(Expr::col(Alias::new(column)).is_in(some.iter().copied()))
            .to_owned();
        db.execute(&delete).await?;
    }
    Ok(())
}

fn value(column: &Column, cell: &Cell) -> Result<Value, DbErr> {
    let bad = || DbErr::Custom(format!("an image holds no {:?} for {}", column.kind, column.name));
    let text = match cell {
        Cell::Text(text) => Some(text.as_str()),
        _ => None,
    };
    let number = match cell {
        Cell::Number(number) => Some(*number),
        _ => None,
    };
    if *cell != Cell::Null && text.is_none() && number.is_none() && !matches!(cell, Cell::Bool(_)) {
        return Err(bad());
    }
    macro_rules! parsed {
        ($type:ty) => {
            text.map(str::parse::<$type>).transpose().map_err(|_| bad())?.into()
        };
    }
    Ok(match column.kind {
        Kind::Id => parsed!(Uuid),
        Kind::Text => text.map(ToOwned::to_owned).into(),
        Kind::Int => number.map(i32::try_from).transpose().map_err(|_| bad())?.into(),
        Kind::Big => number.into(),
        Kind::Bool => match cell {
            Cell::Bool(value) => Some(*value).into(),
            _ => None::<bool>.into(),
        },
        Kind::Date => parsed!(ChronoDate),
        Kind::Instant => parsed!(ChronoDateTimeUtc),
        Kind::Json => parsed!(serde_json::Value),
        Kind::Bytes => text.map(hex::decode).transpose().map_err(|_| bad())?.into(),
    })
}

/// Sets rows that are there back to what they were, by their `id`.
pub(super) async fn restore(db: &impl ConnectionTrait, table: &Table, rows: &[Row]) -> Result<(), DbErr> {
    for row in rows {
        let mut update = Query::update();
        update.table(Alias::new(table.name));
        for (column, cell) in table.columns.iter().zip(row) {
            let value = value(column, cell)?;
            if column.name == "id" {
                update.and_where(Expr::col(Alias::new("id")).eq(value));
            } else {
                update.value(Alias::new(column.name), Expr::value(value));
            }
        }
        db.execute(&update).await?;
    }
    Ok(())
}
