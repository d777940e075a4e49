//! Making and reading tables.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use heng_cleanse::{
    Cell, CheckOptions, Checked, Draft, Known, Layout, NewUnits, RowFinding, Sheet, SheetRow, Verdict, check,
};
use heng_identifiers::IdDocument;

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn options() -> CheckOptions {
    CheckOptions {
        today: date("2026-11-01"),
        new_units: NewUnits::FromFile,
        unit_answers: BTreeMap::new(),
        home: None,
    }
}

/// The comparison key of tests: the number itself.
pub(crate) fn id_key(document: &IdDocument) -> String {
    document.number().to_owned()
}

/// A text table, one line per row, cells parted by `|`.
pub(crate) fn sheet(text: &str) -> Sheet {
    let rows = text
        .trim()
        .lines()
        .zip(1..)
        .map(|(line, number)| SheetRow {
            number,
            cells: line.split('|').map(|cell| Cell::from_text(cell.trim())).collect(),
        })
        .collect();
    Sheet { rows, ..Sheet::default() }
}

pub(crate) fn check_text(text: &str) -> Checked {
    check_with(text, Known::default(), &options())
}

pub(crate) fn check_with(text: &str, known: Known<'_>, options: &CheckOptions) -> Checked {
    let sheet = sheet(text);
    let layout = Layout::detect(&sheet).unwrap();
    check(&sheet, &layout, known, options, &id_key)
}

/// Codes of a row's findings, by column.
pub(crate) fn codes(checked: &Checked, row: u32) -> Vec<&str> {
    checked.findings.iter().filter(|finding| finding.row == row).map(RowFinding::code).collect()
}

pub(crate) fn verdict(checked: &Checked, row: u32) -> Verdict {
    checked.rows.iter().find(|checked| checked.row == row).unwrap().verdict
}

pub(crate) fn draft(checked: &Checked, row: u32) -> &Draft {
    checked.rows.iter().find(|checked| checked.row == row).unwrap().draft.as_ref().unwrap()
}

/// The first sheet of a workbook that has a header, with its formulas.
pub(crate) fn workbook(bytes: &[u8]) -> Sheet {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names().clone();
    let sheets = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).unwrap();
        let formulas = book.worksheet_formula(&name).unwrap();
        let (first_row, first_column) = range.start().unwrap_or_default();
        let rows = range
            .rows()
            .zip(first_row..)
            .map(|(cells, row)| SheetRow {
                number: row + 1,
                cells: std::iter::repeat_n(Cell::Empty, usize::try_from(first_column).unwrap())
                    .chain(cells.iter().zip(first_column..).map(|(data, column)| {
                        match formulas.get_value((row, column)).filter(|formula| !formula.is_empty()) {
                            Some(formula) => Cell::Formula {
                                formula: formula.clone(),
                                value: Some(Box::new(cell(data))).filter(|value| !value.is_blank()),
                            },
                            None => cell(data),
                        }
                    }))
                    .collect(),
            })
            .collect();
        Sheet { name: Some(name), rows, ..Sheet::default() }
    });
    let sheets: Vec<Sheet> = sheets.collect();
    sheets.into_iter().find(|sheet| Layout::detect(sheet).is_ok()).unwrap()
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => Cell::Number(number.to_string()),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(at) => Cell::Date(at.as_datetime().unwrap().date()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// A text file in GB18030.
pub(crate) fn gb18030_csv(bytes: &[u8]) -> Sheet {
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    assert!(!broken);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader
        .records()
        .zip(1..)
        .map(|(record, number)| SheetRow {
            number,
            cells: record.unwrap().iter().map(Cell::from_text).collect(),
        })
        .collect();
    Sheet { rows, ..Sheet::default() }
}
