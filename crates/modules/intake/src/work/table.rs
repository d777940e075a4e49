//! The table of a batch: the sheet, what its columns mean, what was decided, the cells that were mended.

use std::collections::BTreeMap;

use heng_cleanse::{Cell, Field, Layout, LayoutError, Sheet, UnitAnswer, UnitPath};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// What was decided about a unit the company does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitDecision {
    /// Its path as the file writes it.
    pub path: UnitPath,
    /// Make it, or use another.
    pub answer: UnitAnswer,
}

/// A cell mended in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    pub row: u32,
    pub column: usize,
    pub value: String,
}

/// Everything the checks read.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub sheet: Sheet,
    pub layout: Layout,
    pub answers: BTreeMap<UnitPath, UnitAnswer>,
    /// Other sheets of the file that hold people too, and are not read.
    pub beside: Vec<SheetBeside>,
}

/// A sheet that is a roster too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetBeside {
    pub name: String,
    /// Rows below its header.
    pub rows: usize,
}

/// A sheet beside the one that is read is a roster when it names so many fields, whoever and where they work among them.
const FIELDS_OF_A_ROSTER: usize = 3;

/// Sheets that hold people, other than the one that is read.
pub(crate) fn beside(sheets: &[Sheet], read: Option<&str>) -> Vec<SheetBeside> {
    let of = |sheet: &Sheet| {
        let name = sheet.name.clone().filter(|name| Some(name.as_str()) != read)?;
        let layout = Layout::detect(sheet).ok().filter(|layout| mapped(layout) >= FIELDS_OF_A_ROSTER)?;
        layout.column(Field::Name)?;
        let rows = sheet.rows.iter().filter(|row| row.number > layout.header_row).count();
        (rows > 0).then_some(SheetBeside { name, rows })
    };
    sheets.iter().filter_map(of).collect()
}

fn mapped(layout: &Layout) -> usize {
    Field::ALL.iter().filter(|field| layout.column(**field).is_some()).count()
}

impl Table {
    /// The sheet with its mended cells.
    pub fn new(mut sheet: Sheet, layout: Layout, decisions: &[UnitDecision], fixes: &[Fix]) -> Self {
        for fix in fixes {
            put(&mut sheet, fix.row, fix.column, &fix.value);
        }
        let answers =
            decisions.iter().map(|decision| (decision.path.clone(), decision.answer.clone())).collect();
        Self { sheet, layout, answers, beside: vec![] }
    }
}

/// Puts a text into a cell of a row that is there.
fn put(sheet: &mut Sheet, row: u32, column: usize, text: &str) {
    let Some(row) = sheet.rows.iter_mut().find(|r| r.number == row) else { return };
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::Empty);
    }
    if let Some(cell) = row.cells.get_mut(column) {
        *cell = Cell::from_text(text);
    }
}

/// The sheet that holds the roster: the one whose header names the most fields, the first of equals.
pub(crate) fn choose(sheets: &[Sheet]) -> Result<(Sheet, Layout), LayoutError> {
    let mut best: Option<(usize, &Sheet, Layout)> = None;
    for sheet in sheets {
        let Ok(layout) = Layout::detect(sheet) else { continue };
        let mapped = mapped(&layout);
        if best.as_ref().is_none_or(|(most, ..)| mapped > *most) {
            best = Some((mapped, sheet, layout));
        }
    }
    best.map(|(_, sheet, layout)| (sheet.clone(), layout)).ok_or(LayoutError::NoHeader)
}

/// What names a header: its titles in order. Files with one signature are mapped alike.
pub(crate) fn signature(layout: &Layout) -> Vec<u8> {
    let mut sum = Sha256::new();
    for column in &layout.columns {
        sum.update(format!("{}\t{}\n", column.index, column.shown.title));
    }
    sum.finalize().to_vec()
}
