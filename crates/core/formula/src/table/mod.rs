//! Tables that formulas look up: read from text once, checked for gaps of sense, searched often.

mod read;

use std::{cmp::Ordering, sync::Arc};

use chrono::NaiveDate;
use heng_kernel::Fixed;

use crate::{
    kind::Kind,
    spec::Match,
    value::{Val, Value},
};

use read::key_cell;
pub(crate) use read::read_cell;

/// The most rows of one table.
pub(crate) const MAX_ROWS: usize = 5_000;

/// A value a row can be marked with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    Number(Fixed),
    Date(NaiveDate),
    Text(Arc<str>),
    Bool(bool),
}

impl Mark {
    /// Its order towards a value of the same kind.
    pub(crate) fn cmp_value(&self, value: Val<'_>) -> Option<Ordering> {
        Some(match (self, value) {
            (Self::Number(mark), Val::Number(value)) => mark.cmp(&value),
            (Self::Date(mark), Val::Date(value)) => mark.cmp(&value),
            (Self::Text(mark), Val::Text(value)) => mark.as_ref().cmp(value),
            (Self::Bool(mark), Val::Bool(value)) => mark.cmp(&value),
            _ => return None,
        })
    }
}

/// One end of an interval; `None` has no end.
#[derive(Clone, Debug, PartialEq, Eq)]
struct End {
    mark: Mark,
    included: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    /// `None` fits what no other row fits.
    Exact(Option<Mark>),
    /// `None` has no end on that side.
    Edge(Option<Mark>),
    Range(Option<End>, Option<End>),
}

#[derive(Clone, Debug)]
pub(crate) struct KeyColumn {
    pub(crate) matching: Match,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) struct ValueColumn {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug)]
struct Row {
    keys: Vec<Cell>,
    values: Vec<Value>,
}

/// A table ready to be searched.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) name: String,
    pub(crate) keys: Vec<KeyColumn>,
    pub(crate) values: Vec<ValueColumn>,
    rows: Vec<Row>,
    /// Rows of a table with one key of marks, rising: found by halving.
    rising: Vec<(Mark, usize)>,
    /// The row that fits when no mark does: `*`, or an edge without end.
    open: Option<usize>,
    /// The cells as they were written, for the trace.
    written: Vec<Vec<String>>,
}

/// Why a row cannot be used, in both languages.
pub(crate) type RowFault = (String, String);

fn row_fault(zh: impl Into<String>, en: impl Into<String>) -> RowFault {
    (zh.into(), en.into())
}

impl Table {
    /// Reads the rows; faults come with the row's number from 1.
    pub(crate) fn read(
        name: &str,
        keys: Vec<KeyColumn>,
        values: Vec<ValueColumn>,
        rows: &[Vec<String>],
    ) -> Result<Self, (usize, RowFault)> {
        let mut table = Self {
            name: name.to_owned(),
            keys,
            values,
            rows: Vec::new(),
            rising: Vec::new(),
            open: None,
            written: rows.to_vec(),
        };
        for (index, cells) in rows.iter().enumerate() {
            let row = table.read_row(cells).map_err(|fault| (index + 1, fault))?;
            if let Some(other) = table.rows.iter().position(|other| table.collide(&other.keys, &row.keys)) {
                let fault =
                    row_fault(format!("和第 {} 行的条件重叠", other + 1), format!("meets row {}", other + 1));
                return Err((index + 1, fault));
            }
            table.rows.push(row);
        }
        table.index();
        Ok(table)
    }

    fn index(&mut self) {
        for (index, row) in self.rows.iter().enumerate() {
            match row.keys.as_slice() {
                [Cell::Exact(Some(mark)) | Cell::Edge(Some(mark))] => self.rising.push((mark.clone(), index)),
                [Cell::Exact(None) | Cell::Edge(None)] => self.open = Some(index),
                _ => return,
            }
        }
        self.rising.sort_unstable();
    }

    /// The row by halving, in a table with one key of marks.
    fn find_rising(&self, value: Val<'_>, matching: Match) -> Option<usize> {
        let below =
            self.rising.partition_point(|(mark, _)| mark.cmp_value(value).is_some_and(Ordering::is_lt));
        let at = |index: usize| self.rising.get(index).map(|(_, row)| *row);
        let equal =
            self.rising.get(below).is_some_and(|(mark, _)| mark.cmp_value(value) == Some(Ordering::Equal));
        let found = match matching {
            _ if equal => at(below),
            Match::From => below.checked_sub(1).and_then(at),
            Match::UpTo => at(below),
            Match::Exact | Match::Between => None,
        };
        found.or(self.open)
    }

    fn read_row(&self, cells: &[String]) -> Result<Row, RowFault> {
        let wanted = self.keys.len() + self.values.len();
        if cells.len() != wanted {
            let zh = format!("要 {wanted} 格，写了 {} 格", cells.len());
            return Err(row_fault(zh, format!("{wanted} cells are needed, {} given", cells.len())));
        }
        let (keys, values) = cells.split_at(self.keys.len());
        let keys = keys.iter().zip(&self.keys).map(|(text, key)| key_cell(text, key));
        let values =
            values.iter().zip(&self.values).map(|(text, column)| read_cell(text, column.kind.spec()));
        Ok(Row { keys: keys.collect::<Result<_, _>>()?, values: values.collect::<Result<_, _>>()? })
    }

    /// Whether one value could find both rows and nothing says which.
    fn collide(&self, left: &[Cell], right: &[Cell]) -> bool {
        left.iter().zip(right).all(|cells| match cells {
            (Cell::Range(low_a, high_a), Cell::Range(low_b, high_b)) => {
                starts_before_end(low_a.as_ref(), high_b.as_ref())
                    && starts_before_end(low_b.as_ref(), high_a.as_ref())
            }
            (left, right) => left == right,
        })
    }

    /// The row that fits, narrowing key by key.
    pub(crate) fn find(&self, keys: &[Val<'_>]) -> Option<usize> {
        if let ([key], [value]) = (self.keys.as_slice(), keys)
            && key.matching != Match::Between
        {
            return self.find_rising(*value, key.matching);
        }
        let mut left: Vec<usize> = (0..self.rows.len()).collect();
        for (column, value) in keys.iter().enumerate() {
            left = self.narrow(left, column, *value);
        }
        left.first().copied()
    }

    fn narrow(&self, rows: Vec<usize>, column: usize, value: Val<'_>) -> Vec<usize> {
        let cell = |row: usize| self.rows.get(row).and_then(|row| row.keys.get(column));
        let matching = self.keys.get(column).map(|key| key.matching).unwrap_or_default();
        let fits = |row: &usize| cell(*row).is_some_and(|cell| cell_fits(cell, matching, value));
        let fitting: Vec<usize> = rows.iter().copied().filter(|row| fits(row)).collect();
        match matching {
            Match::Exact if fitting.is_empty() => {
                rows.into_iter().filter(|row| matches!(cell(*row), Some(Cell::Exact(None)))).collect()
            }
            Match::Between | Match::Exact => fitting,
            Match::From | Match::UpTo => {
                let best = fitting.iter().copied().reduce(|best, row| match (cell(best), cell(row)) {
                    (Some(Cell::Edge(one)), Some(Cell::Edge(other)))
                        if nearer(other.as_ref(), one.as_ref(), matching) =>
                    {
                        row
                    }
                    _ => best,
                });
                fitting.into_iter().filter(|row| best.is_some_and(|best| cell(best) == cell(*row))).collect()
            }
        }
    }

    pub(crate) fn value(&self, row: usize, column: usize) -> Option<Val<'_>> {
        self.rows.get(row)?.values.get(column).map(Value::view)
    }

    /// The keys of a row as they were written.
    pub(crate) fn row_label(&self, row: usize) -> String {
        let cells = self.written.get(row).map(Vec::as_slice).unwrap_or_default();
        cells.iter().take(self.keys.len()).map(|cell| cell.trim()).collect::<Vec<_>>().join(", ")
    }

    /// Rising lower edges with their first value, when the table is one of brackets over numbers.
    pub(crate) fn bands(&self) -> Option<Vec<(Fixed, Fixed)>> {
        let [KeyColumn { matching: Match::From, .. }] = self.keys.as_slice() else { return None };
        let mut bands = self.rows.iter().map(band).collect::<Option<Vec<_>>>()?;
        bands.sort_unstable();
        Some(bands)
    }
}

fn band(row: &Row) -> Option<(Fixed, Fixed)> {
    match (row.keys.as_slice(), row.values.first()?) {
        ([Cell::Edge(Some(Mark::Number(edge)))], Value::Number(rate)) => Some((*edge, *rate)),
        _ => None,
    }
}

fn cell_fits(cell: &Cell, matching: Match, value: Val<'_>) -> bool {
    let order = |mark: &Mark| mark.cmp_value(value);
    match cell {
        Cell::Exact(mark) => mark.as_ref().is_some_and(|mark| order(mark) == Some(Ordering::Equal)),
        Cell::Edge(None) => true,
        Cell::Edge(Some(mark)) if matching == Match::UpTo => order(mark).is_some_and(Ordering::is_ge),
        Cell::Edge(Some(mark)) => order(mark).is_some_and(Ordering::is_le),
        Cell::Range(low, high) => {
            let above = low.as_ref().is_none_or(|end| {
                order(&end.mark).is_some_and(|order| order.is_lt() || (end.included && order.is_eq()))
            });
            let below = high.as_ref().is_none_or(|end| {
                order(&end.mark).is_some_and(|order| order.is_gt() || (end.included && order.is_eq()))
            });
            above && below
        }
    }
}

/// Whether `one` lies nearer to a value both fit: the greater lower edge, the smaller upper edge.
fn nearer(one: Option<&Mark>, other: Option<&Mark>, matching: Match) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            if matching == Match::UpTo {
                one < other
            } else {
                one > other
            }
        }
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn starts_before_end(low: Option<&End>, high: Option<&End>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => match low.mark.cmp(&high.mark) {
            Ordering::Less => true,
            Ordering::Equal => low.included && high.included,
            Ordering::Greater => false,
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Measure;

    fn table(matching: Match, rows: &[[&str; 2]]) -> Result<Table, (usize, RowFault)> {
        let number = || Kind::Number(Measure::pure());
        let keys = vec![KeyColumn { matching, kind: number() }];
        let values = vec![ValueColumn { name: "值".to_owned(), kind: number() }];
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        Table::read("表", keys, values, &rows)
    }

    fn found(table: &Table, key: &str) -> Option<String> {
        let row = table.find(&[Val::Number(key.parse().unwrap())])?;
        match table.value(row, 0)? {
            Val::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    #[test]
    fn a_lower_edge_belongs_to_its_own_bracket() {
        let table = table(Match::From, &[["36000", "2"], ["0", "1"], ["144000", "3"]]).unwrap();
        for (key, value) in [("0", "1"), ("35999.99", "1"), ("36000", "2"), ("144000", "3"), ("1000000", "3")]
        {
            assert_eq!(found(&table, key).as_deref(), Some(value), "{key}");
        }
        assert_eq!(found(&table, "-0.01"), None);
    }

    #[test]
    fn an_upper_edge_belongs_to_the_bracket_it_closes() {
        let table = table(Match::UpTo, &[["36000", "1"], ["144000", "2"], ["", "3"]]).unwrap();
        for (key, value) in
            [("-5", "1"), ("36000", "1"), ("36000.01", "2"), ("144000", "2"), ("144000.01", "3")]
        {
            assert_eq!(found(&table, key).as_deref(), Some(value), "{key}");
        }
    }

    #[test]
    fn intervals_may_leave_gaps_but_not_overlap() {
        let gaps = table(Match::Between, &[["[0, 10)", "1"], ["(10, 20]", "2"], ["[30, ]", "3"]]).unwrap();
        for (key, value) in
            [("0", Some("1")), ("10", None), ("20", Some("2")), ("25", None), ("99", Some("3"))]
        {
            assert_eq!(found(&gaps, key).as_deref(), value, "{key}");
        }
        assert_eq!(table(Match::Between, &[["[0, 10]", "1"], ["[10, 20]", "2"]]).unwrap_err().0, 2);
        assert!(table(Match::Between, &[["[0, 10)", "1"], ["[10, 20]", "2"]]).is_ok());
        for bad in ["5", "[5", "(5, 5)", "[6, 5]", "[a, b]", ""] {
            assert_eq!(table(Match::Between, &[[bad, "1"]]).unwrap_err().0, 1, "{bad}");
        }
    }

    #[test]
    fn two_rows_for_one_key_are_an_error() {
        assert_eq!(table(Match::Exact, &[["1", "1"], ["1", "2"]]).unwrap_err().0, 2);
        assert_eq!(table(Match::From, &[["1万", "1"], ["10000", "2"]]).unwrap_err().0, 2);
        let rest = table(Match::Exact, &[["1", "10"], ["*", "20"]]).unwrap();
        assert_eq!(found(&rest, "1").as_deref(), Some("10"));
        assert_eq!(found(&rest, "7").as_deref(), Some("20"));
    }
}
