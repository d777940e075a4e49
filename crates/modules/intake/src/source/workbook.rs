//! `.xlsx` workbooks.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use heng_cleanse::{Cell, DateSystem, MergedCells, Sheet, SheetRow};
use zip::ZipArchive;

use super::{MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, SourceError, cut, references::References};

/// Most parts of a workbook.
const MOST_PARTS: usize = 2000;

/// The container of old `.xls` files and of protected `.xlsx` files; the latter name their cipher.
pub(super) fn old_container(bytes: &[u8]) -> SourceError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let protected = bytes.windows(name.len()).any(|window| window == name);
    if protected { SourceError::Protected } else { SourceError::OldWorkbook }
}

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SourceError> {
    refuse_hostile(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => SourceError::Protected,
        _ => SourceError::Damaged,
    })?;
    let date_system = if book.has_1904_epoch() { DateSystem::From1904 } else { DateSystem::From1900 };
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = vec![];
    for name in visible {
        let rows = read_rows(&mut book, &name)?;
        let mut sheet = Sheet { name: Some(name.clone()), date_system, rows };
        sheet.fill_merged(&merged(&mut book, &name)?);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Unpacks every part and counts: what an archive says of its sizes is not believed, nor what a cell says of its place.
fn refuse_hostile(bytes: &[u8]) -> Result<(), SourceError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SourceError::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(SourceError::Bomb);
    }
    let mut left = MOST_UNPACKED;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| SourceError::Damaged)?;
        is_workbook |= part.name().is_ok_and(|name| name == "xl/workbook.xml");
        let mut references = References::default();
        let unpacked =
            io::copy(&mut part.take(left + 1), &mut references).map_err(|_| SourceError::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(SourceError::Bomb)?;
        if references.beyond {
            return Err(SourceError::Damaged);
        }
    }
    if is_workbook { Ok(()) } else { Err(SourceError::UnknownKind) }
}

/// Reads cell by cell; the size a sheet claims for itself is not asked.
fn read_rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<SheetRow>, SourceError> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A chart sheet has a name but no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(vec![]),
        Err(_) => return Err(SourceError::Damaged),
    };
    let mut rows: Vec<SheetRow> = vec![];
    while let Some(record) = reader.next_cell_with_formula().map_err(|_| SourceError::Damaged)? {
        let (row, column) = record.pos;
        let value = cell(&record.value);
        let cell = match record.formula.filter(|formula| !formula.is_empty()) {
            Some(formula) => {
                let value = (!value.is_blank()).then(|| Box::new(value));
                Cell::Formula { formula: cut(&formula), value }
            }
            None => value,
        };
        if column >= MOST_COLUMNS || cell.is_blank() {
            continue;
        }
        let number = row.saturating_add(1);
        if number > MOST_ROWS {
            return Err(SourceError::TooManyRows);
        }
        put(&mut rows, number, column, cell)?;
    }
    rows.sort_by_key(|row| row.number);
    Ok(rows)
}

fn put(rows: &mut Vec<SheetRow>, number: u32, column: u32, cell: Cell) -> Result<(), SourceError> {
    if rows.last().is_none_or(|last| last.number != number) {
        rows.push(SheetRow { number, cells: vec![] });
    }
    let column = usize::try_from(column).map_err(|_| SourceError::Damaged)?;
    if let Some(last) = rows.last_mut() {
        if last.cells.len() <= column {
            last.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = last.cells.get_mut(column) {
            *place = cell;
        }
    }
    Ok(())
}

fn merged(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<MergedCells>, SourceError> {
    let blocks = book.merge_cells_by_sheet_name(name).map_err(|_| SourceError::Damaged)?;
    let place = |column: u32| usize::try_from(column.min(MOST_COLUMNS)).unwrap_or_default();
    let blocks = blocks.into_iter().filter(|block| block.start.1 < MOST_COLUMNS).map(|block| MergedCells {
        first_row: block.start.0.saturating_add(1),
        last_row: block.end.0.saturating_add(1).min(MOST_ROWS),
        first_column: place(block.start.1),
        last_column: place(block.end.1),
    });
    Ok(blocks.collect())
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(cut(text))
        }
        DataRef::SharedString(text) => Cell::Text(cut(text)),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        // The shortest text that reads back as the same number: what the sheet holds, digits lost by it stay lost.
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(value) => Cell::Bool(*value),
        // A day number beyond any calendar is shown as #### by spreadsheets, and is not nothing.
        DataRef::DateTime(at) => {
            at.as_datetime().map_or_else(|| Cell::Number(at.as_f64().to_string()), |at| Cell::Date(at.date()))
        }
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}
