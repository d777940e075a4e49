//! Where the header is and what the columns mean.

use heng_kernel::{Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::{
    cell::{Cell, Sheet, SheetRow, column_letter},
    field::Field,
    finding::{ColumnRef, Remedy, RowFinding, codes},
    read::text::clean,
    synonyms::{field_of, field_under, in_ten_thousands},
};

/// How far down a header is looked for.
const DEEPEST_HEADER: usize = 50;

/// One column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Column {
    /// Counted from zero.
    pub index: usize,
    /// As the sheet shows it.
    pub shown: ColumnRef,
    /// What is read from it; `None` leaves it unread.
    pub field: Option<Field>,
    /// Whether the title says that amounts are in units of ten thousand.
    pub in_ten_thousands: bool,
}

/// Header and columns of a sheet. Editable: a person may re-map before checking, and the result may be kept for the next file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Layout {
    /// Number of the (last) header row.
    pub header_row: u32,
    /// All columns with a title.
    pub columns: Vec<Column>,
}

/// Why a sheet is no roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// No row has titles of at least two known fields, one of them a name, number or ID.
    #[error("no header row was found")]
    NoHeader,
}

impl Layout {
    /// Finds the header: the row whose cells name the most fields, below any title rows. A row of merged group titles above
    /// it lends its words (合同 over 开始 reads as 合同开始), and titles merged downward out of it are found.
    pub fn detect(sheet: &Sheet) -> Result<Self, LayoutError> {
        let mut best: Option<(usize, Self)> = None;
        for (at, row) in sheet.rows.iter().enumerate().take(DEEPEST_HEADER) {
            let above = at
                .checked_sub(1)
                .and_then(|above| sheet.rows.get(above))
                .filter(|above| above.number + 1 == row.number);
            let layout = Self::of_header(row, above);
            let score = layout.score();
            if score >= 2 && best.as_ref().is_none_or(|(highest, _)| score > *highest) {
                best = Some((score, layout));
            }
        }
        let (_, mut layout) = best.ok_or(LayoutError::NoHeader)?;
        layout.settle_duplicates(sheet);
        Ok(layout)
    }

    fn of_header(row: &SheetRow, above: Option<&SheetRow>) -> Self {
        // A lone cell above is a title of the sheet, not of a group that would reach to its end.
        let groups = above.map(spread).unwrap_or_default();
        let reaches =
            above.is_some_and(|above| above.cells.iter().filter(|cell| !cell.is_blank()).count() > 1);
        let last = groups.last().filter(|_| reaches);
        let width = row.cells.len().max(above.map_or(0, |above| above.cells.len()));
        let title = |row: &SheetRow, index: usize| {
            row.cells.get(index).map(|cell| clean(&cell.shown())).unwrap_or_default()
        };
        let columns = (0..width)
            .filter_map(|index| {
                let own = title(row, index);
                let over = above.map(|above| title(above, index)).unwrap_or_default();
                let group = groups.get(index).or(last).cloned().unwrap_or_default();
                let (title, field) = if own.is_empty() {
                    // Merged downward: the title stands in the row above.
                    let field = field_of(&over)?;
                    (over, Some(field))
                } else {
                    let field = field_under(&group, &own);
                    (own, field)
                };
                let shown = ColumnRef { letter: column_letter(index), title };
                let in_ten_thousands = in_ten_thousands(&shown.title);
                Some(Column { index, shown, field, in_ten_thousands })
            })
            .collect();
        Self { header_row: row.number, columns }
    }

    /// Number of different fields; nothing without a column that says who.
    fn score(&self) -> usize {
        let mut fields: Vec<_> = self.columns.iter().filter_map(|column| column.field).collect();
        fields.sort_unstable();
        fields.dedup();
        let says_who =
            fields.iter().any(|field| matches!(field, Field::Name | Field::Number | Field::IdNumber));
        if says_who { fields.len() } else { 0 }
    }

    /// Of two columns for one field the first that has any content below the header is read.
    fn settle_duplicates(&mut self, sheet: &Sheet) {
        for field in Field::ALL {
            let holders: Vec<usize> = self
                .columns
                .iter()
                .filter(|column| column.field == Some(field))
                .map(|column| column.index)
                .collect();
            if holders.len() < 2 {
                continue;
            }
            let has_content = |index: usize| {
                let mut below = sheet.rows.iter().filter(|row| row.number > self.header_row);
                below.any(|row| row.cells.get(index).is_some_and(|cell| !cell.is_blank()))
            };
            let kept = holders
                .iter()
                .copied()
                .find(|index| has_content(*index))
                .or_else(|| holders.first().copied());
            for column in self.columns.iter_mut().filter(|column| column.field == Some(field)) {
                if Some(column.index) != kept {
                    column.field = None;
                }
            }
        }
    }

    /// Reads `field` from the column of this index, and from no other.
    pub fn assign(&mut self, index: usize, field: Option<Field>) {
        for column in &mut self.columns {
            if column.index == index {
                column.field = field;
            } else if field.is_some() && column.field == field {
                column.field = None;
            }
        }
    }

    /// The column a field is read from.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == Some(field))
    }

    /// The cell of a field in a row, with its column.
    pub(crate) fn cell<'a>(&'a self, row: &'a SheetRow, field: Field) -> Option<(&'a Column, &'a Cell)> {
        let column = self.column(field)?;
        row.cells.get(column.index).map(|cell| (column, cell))
    }

    /// The same titles again: a header repeated at a page break.
    pub(crate) fn is_header_again(&self, row: &SheetRow) -> bool {
        let mapped: Vec<_> = self.columns.iter().filter(|column| column.field.is_some()).collect();
        let same = |column: &&&Column| {
            row.cells.get(column.index).is_some_and(|cell| clean(&cell.shown()) == column.shown.title)
        };
        mapped.len() >= 2 && mapped.iter().filter(same).count() * 2 > mapped.len()
    }

    /// What is to be said about the columns: needed ones that are not there, doubled ones, unread ones.
    pub fn findings(&self) -> Vec<RowFinding> {
        let mut findings = Vec::new();
        let mut say = |code: &str, severity, column: Option<&Column>, field: Option<Field>| {
            findings.push(RowFinding {
                row: 0,
                other_rows: Vec::new(),
                column: column.map(|column| column.shown.clone()),
                finding: Finding::new(code, severity, field.map_or("", Field::code)),
                remedy: if severity == Severity::Error { Remedy::FillIn } else { Remedy::Review },
            });
        };
        let has = |field: &Field| self.column(*field).is_some();
        for field in [Field::Name, Field::Hired] {
            if !has(&field) {
                say(codes::COLUMN_MISSING, Severity::Error, None, Some(field));
            }
        }
        if !Field::UNIT_PATH.iter().any(has) {
            say(codes::COLUMN_MISSING, Severity::Error, None, Some(Field::Unit));
        }
        for column in self.columns.iter().filter(|column| column.field.is_none()) {
            match field_of(&column.shown.title) {
                Some(field) if has(&field) => {
                    say(codes::DUPLICATE_HEADER, Severity::Warning, Some(column), Some(field));
                }
                _ => say(codes::COLUMN_NOT_READ, Severity::Info, Some(column), None),
            }
        }
        findings
    }
}

/// Group titles carried to the right over the cells they are merged with.
fn spread(row: &SheetRow) -> Vec<String> {
    let mut last = String::new();
    row.cells
        .iter()
        .map(|cell| {
            if !cell.is_blank() {
                last = clean(&cell.shown());
            }
            last.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows = rows
            .iter()
            .zip(1..)
            .map(|(cells, number)| SheetRow {
                number,
                cells: cells.iter().map(|text| Cell::from_text(text)).collect(),
            })
            .collect();
        Sheet { rows, ..Sheet::default() }
    }

    fn fields(layout: &Layout) -> Vec<Option<Field>> {
        layout.columns.iter().map(|column| column.field).collect()
    }

    #[test]
    fn the_header_is_found_below_titles_and_remarks() {
        let layout = Layout::detect(&sheet(&[
            &["某某公司 员工花名册"],
            &["制表：人事部", "", "2026年11月"],
            &[],
            &["序号", "工号", "姓名", "部门", "入职日期"],
            &["1", "A1", "张三", "总部", "2020-01-01"],
        ]))
        .unwrap();
        assert_eq!(layout.header_row, 4);
        assert_eq!(
            fields(&layout),
            [None, Some(Field::Number), Some(Field::Name), Some(Field::Unit), Some(Field::Hired)]
        );
        assert_eq!(
            layout.findings().iter().map(RowFinding::code).collect::<Vec<_>>(),
            [codes::COLUMN_NOT_READ]
        );
    }

    #[test]
    fn merged_group_titles_lend_their_words() {
        let layout = Layout::detect(&sheet(&[
            &["姓名", "部门", "入职日期", "合同", "", "", "银行"],
            &["", "", "", "类型", "开始", "结束", "卡号"],
        ]))
        .unwrap();
        assert_eq!(layout.header_row, 2);
        assert_eq!(
            fields(&layout),
            [
                Some(Field::Name),
                Some(Field::Unit),
                Some(Field::Hired),
                Some(Field::ContractKind),
                Some(Field::ContractStart),
                Some(Field::ContractEnd),
                Some(Field::BankCard)
            ]
        );
    }

    #[test]
    fn of_two_columns_with_one_title_the_filled_one_is_read() {
        let layout = Layout::detect(&sheet(&[
            &["姓名", "手机号", "部门", "入职日期", "手机号"],
            &["张三", "", "总部", "2020-01-01", "13912345678"],
        ]))
        .unwrap();
        assert_eq!(layout.column(Field::Mobile).map(|column| column.shown.letter.as_str()), Some("E"));
        assert_eq!(
            layout.findings().iter().map(RowFinding::code).collect::<Vec<_>>(),
            [codes::DUPLICATE_HEADER]
        );
    }

    #[test]
    fn a_sheet_of_choices_is_no_roster() {
        assert_eq!(Layout::detect(&sheet(&[&["男"], &["女"]])), Err(LayoutError::NoHeader));
        assert_eq!(Layout::detect(&Sheet::default()), Err(LayoutError::NoHeader));
        assert_eq!(
            Layout::detect(&sheet(&[&["部门", "岗位"]])),
            Err(LayoutError::NoHeader),
            "nobody is named"
        );
    }

    #[test]
    fn a_person_may_map_columns_anew() {
        let mut layout =
            Layout::detect(&sheet(&[&["姓名", "部门", "报到日"], &["张三", "总部", "2020-01-01"]])).unwrap();
        assert_eq!(layout.findings()[0].code(), codes::COLUMN_MISSING);
        layout.assign(2, Some(Field::Hired));
        assert!(layout.findings().is_empty());
        layout.assign(1, Some(Field::Hired));
        assert_eq!(fields(&layout), [Some(Field::Name), Some(Field::Hired), None], "a field has one column");
    }
}
