//! Writing findings of one row.

use heng_kernel::{Finding, Severity};

use crate::{
    cell::{Cell, SheetRow},
    field::Field,
    finding::{Remedy, RowFinding, codes},
    layout::Layout,
    read::text::meaningful,
};

/// A row under the pen.
#[derive(Debug)]
pub(crate) struct Notes<'a> {
    row: &'a SheetRow,
    layout: &'a Layout,
    findings: &'a mut Vec<RowFinding>,
    /// Findings of earlier rows stand before.
    first: usize,
}

impl<'a> Notes<'a> {
    pub(crate) fn new(row: &'a SheetRow, layout: &'a Layout, findings: &'a mut Vec<RowFinding>) -> Self {
        let first = findings.len();
        Self { row, layout, findings, first }
    }

    pub(crate) const fn row_number(&self) -> u32 {
        self.row.number
    }

    /// Whether the sheet has a column for the field.
    pub(crate) fn has_column(&self, field: Field) -> bool {
        self.layout.column(field).is_some()
    }

    /// Whether a fault of the field has already refused the row.
    pub(crate) fn has_error(&self, field: Field) -> bool {
        let mut own = self.findings.iter().skip(self.first);
        own.any(|finding| finding.refuses() && finding.finding.path == field.code())
    }

    /// Whether amounts of the column are in units of ten thousand.
    pub(crate) fn in_ten_thousands(&self, field: Field) -> bool {
        self.layout.column(field).is_some_and(|column| column.in_ten_thousands)
    }

    /// The title over the column of a field.
    pub(crate) fn title(&self, field: Field) -> &str {
        self.layout.column(field).map(|column| column.shown.title.as_str()).unwrap_or_default()
    }

    /// The place of the column of a field, from the left.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.layout.column(field).map(|column| column.index)
    }

    /// The cell of a field when there is something to read in it. A formula counts by its stored result and is noted: without
    /// one, or where plain words belong, nothing is read; an error value is noted and nothing is read. Where nothing may be
    /// guessed, what cannot be read refuses the row.
    pub(crate) fn cell(&mut self, field: Field) -> Option<Cell> {
        let (_, cell) = self.layout.cell(self.row, field)?;
        let unread = if guesses_nothing(field) { Severity::Error } else { Severity::Warning };
        let cell = match cell.clone() {
            Cell::Formula { value: Some(value), .. } if matches!(*value, Cell::Error(_)) => {
                let shown = value.shown();
                self.note(codes::CELL_ERROR, unread, field, Remedy::FixValue, Some(shown));
                return None;
            }
            Cell::Formula { formula, value } => {
                let stored = value.filter(|value| !value.is_blank() && !runs(&formula));
                let severity = if stored.is_some() { Severity::Info } else { unread };
                let remedy = if stored.is_some() { Remedy::Review } else { Remedy::FixValue };
                let shown = format!("={}", formula.chars().take(SHOWN).collect::<String>());
                self.note(
                    codes::FORMULA_CELL,
                    severity,
                    field,
                    remedy,
                    Some(shown).filter(|_| may_be_shown(field)),
                );
                *stored?
            }
            Cell::Error(error) => {
                self.note(codes::CELL_ERROR, unread, field, Remedy::FixValue, Some(error));
                return None;
            }
            cell => cell,
        };
        match &cell {
            Cell::Empty => None,
            Cell::Text(text) => meaningful(text).is_some().then_some(cell),
            _ => Some(cell),
        }
    }

    /// The cell's cleaned words.
    pub(crate) fn words(&mut self, field: Field) -> Option<String> {
        self.cell(field).and_then(|cell| meaningful(&cell.shown()))
    }

    /// Writes a finding down. `value` must already be masked where it is sensitive.
    pub(crate) fn note(
        &mut self,
        code: &str,
        severity: Severity,
        field: Field,
        remedy: Remedy,
        value: Option<String>,
    ) {
        let mut finding = Finding::new(code, severity, field.code());
        if let Some(value) = value {
            finding = finding.with("value", value);
        }
        self.push(finding, field, remedy);
    }

    /// Writes down a finding made elsewhere.
    pub(crate) fn push(&mut self, finding: Finding, field: Field, remedy: Remedy) {
        let column = self.layout.column(field).map(|column| column.shown.clone());
        self.findings.push(RowFinding {
            row: self.row.number,
            other_rows: Vec::new(),
            column,
            finding,
            remedy,
        });
    }
}

/// Most characters of a formula that are shown.
const SHOWN: usize = 60;

/// Whether a formula in a cell of the field may be shown: one may hold the number or the amount itself.
const fn may_be_shown(field: Field) -> bool {
    !matches!(
        field,
        Field::IdNumber | Field::Birth | Field::Mobile | Field::BasePay | Field::FundRate | Field::BankCard
    )
}

/// Fields whose unreadable cell must not pass for an empty one.
const fn guesses_nothing(field: Field) -> bool {
    matches!(
        field,
        Field::Number
            | Field::IdNumber
            | Field::ContractStart
            | Field::ContractEnd
            | Field::BasePay
            | Field::Status
            | Field::LastDay
    )
}

/// Formulas that reach out of the sheet are not trusted with a result either.
fn runs(formula: &str) -> bool {
    let upper = formula.to_uppercase();
    ["HYPERLINK", "WEBSERVICE", "IMPORT", "CMD|", "DDE", "CALL(", "REGISTER"]
        .iter()
        .any(|word| upper.contains(word))
}
