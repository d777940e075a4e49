//! What a file reader hands over.

use chrono::NaiveDate;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it stands.
    Text(String),
    /// A number cell, as plain or scientific decimal text: the reader must not round it further.
    Number(String),
    /// A cell with a date format.
    Date(NaiveDate),
    /// A truth value.
    Bool(bool),
    /// A formula and the value the program last calculated, if it is stored.
    Formula {
        /// Without the leading `=`.
        formula: String,
        /// The stored result.
        value: Option<Box<Cell>>,
    },
    /// An error value: `#N/A`.
    Error(String),
}

impl Cell {
    /// A cell of a text file. `#N/A` and its kin, and `####` of a column too narrow to show its number, are errors. Text that a spreadsheet would run (`=HYPERLINK(…)`, `@SUM(…)`, `+cmd|…`) is a formula without value;
    /// the idiom `="00123"`, which only protects leading zeros, is the text inside.
    pub fn from_text(text: &str) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Self::Empty;
        }
        if let Some(inner) = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'))
            && !inner.contains('"')
        {
            return Self::Text(inner.to_owned());
        }
        if is_error(trimmed) {
            return Self::Error(trimmed.to_owned());
        }
        let runs = match trimmed.split_at_checked(1) {
            Some(("=" | "@", rest)) => !rest.is_empty(),
            Some(("+" | "-", rest)) => {
                rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '@' || c == '=')
            }
            _ => false,
        };
        if runs {
            let formula = trimmed.trim_start_matches('=').to_owned();
            return Self::Formula { formula, value: None };
        }
        Self::Text(text.to_owned())
    }

    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Formula { .. } | Self::Error(_) => false,
        }
    }

    /// What a reader of the sheet sees, roughly.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Number(text) | Self::Error(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Formula { value: Some(value), .. } => value.shown(),
            Self::Formula { formula, value: None } => format!("={formula}"),
        }
    }
}

/// Day zero of date numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateSystem {
    /// 1 is 1 January 1900, and the 29 February 1900 that never was is counted.
    #[default]
    From1900,
    /// 0 is 1 January 1904.
    From1904,
}

/// A row with the number the sheet shows beside it (or the record number of a text file, the first being 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// One-based.
    pub number: u32,
    /// Cells from the first column on.
    pub cells: Vec<Cell>,
}

/// A sheet or text file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet, if it has one.
    pub name: Option<String>,
    /// How date numbers count.
    pub date_system: DateSystem,
    /// Rows in order.
    pub rows: Vec<SheetRow>,
}

/// A block of merged cells, all bounds included: rows by their number, columns from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedCells {
    /// Number of the first row.
    pub first_row: u32,
    /// Number of the last row.
    pub last_row: u32,
    /// First column.
    pub first_column: usize,
    /// Last column.
    pub last_column: usize,
}

impl Sheet {
    /// Gives every row of a block merged downward the value its first row shows: a department written once beside ten people is
    /// the department of all ten. Blocks merged only to the right (titles) stay as they are.
    pub fn fill_merged(&mut self, blocks: &[MergedCells]) {
        for block in blocks.iter().filter(|block| block.last_row > block.first_row) {
            let start = self.rows.partition_point(|row| row.number < block.first_row);
            let end = self.rows.partition_point(|row| row.number <= block.last_row);
            let Some([first, below @ ..]) = self.rows.get_mut(start..end) else { continue };
            if first.number != block.first_row {
                continue;
            }
            let value = first.cells.get(block.first_column).cloned().unwrap_or_default();
            for row in below {
                if row.cells.len() <= block.first_column {
                    row.cells.resize(block.first_column + 1, Cell::Empty);
                }
                if let Some(cell) = row.cells.get_mut(block.first_column).filter(|cell| cell.is_blank()) {
                    cell.clone_from(&value);
                }
            }
        }
    }
}

/// What a spreadsheet writes into a text file where a formula failed or a number had no room.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 9] =
        ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
        || (text.len() >= 3 && text.bytes().all(|byte| byte == b'#'))
}

/// The letters over a column: 0 is `A`, 26 is `AA`.
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_sheets_show_them() {
        assert_eq!(
            [0, 21, 25, 26, 27, 701, 702].map(column_letter),
            ["A", "V", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }

    #[test]
    fn a_value_merged_downward_is_everybodys() {
        let row = |number, text: &str| SheetRow { number, cells: vec![Cell::from_text(text)] };
        let mut sheet =
            Sheet { rows: vec![row(1, "总部"), row(2, ""), row(3, ""), row(4, "")], ..Sheet::default() };
        sheet.rows[1].cells.clear();
        sheet.fill_merged(&[MergedCells { first_row: 1, last_row: 3, first_column: 0, last_column: 0 }]);
        let shown: Vec<String> = sheet.rows.iter().map(|row| row.cells[0].shown()).collect();
        assert_eq!(shown, ["总部", "总部", "总部", ""]);
    }

    #[test]
    fn text_that_a_spreadsheet_would_run_is_a_formula() {
        for text in
            ["=HYPERLINK(\"http://127.0.0.1\",\"x\")", "@SUM(A1)", "+cmd|' /C calc'!A0", "-cmd", "=1+1"]
        {
            assert!(matches!(Cell::from_text(text), Cell::Formula { value: None, .. }), "{text}");
        }
        for text in ["+86 139 1234 5678", "-17000", "- 无", "@", "=", "张三"] {
            assert!(matches!(Cell::from_text(text), Cell::Text(_)), "{text}");
        }
        assert_eq!(Cell::from_text("=\"00123\""), Cell::Text("00123".to_owned()));
    }

    #[test]
    fn what_a_failed_formula_left_in_a_text_file_is_an_error() {
        for text in ["#N/A", " #REF! ", "#value!", "#####"] {
            assert!(matches!(Cell::from_text(text), Cell::Error(_)), "{text}");
        }
        for text in ["#1", "##", "#N/A 部"] {
            assert!(matches!(Cell::from_text(text), Cell::Text(_)), "{text}");
        }
    }
}
