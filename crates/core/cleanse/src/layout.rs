//! Where the header is and what the columns mean.

use heng_kernel::{Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::{
    cell::{Cell, Sheet, SheetRow, column_letter},
    field::Field,
    finding::{ColumnRef, Remedy, RowFinding, codes},
    read::text::clean,
    synonyms::{asks_for_a_number, field_of, field_under, in_ten_thousands, title_key},
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
        // A lone cell above is a title of the sheet, not of a group.
        let grouping = above.filter(|above| above.cells.iter().filter(|cell| !cell.is_blank()).count() > 1);
        let groups = grouping.map(spread).unwrap_or_default();
        let last = groups.last();
        let width = row.cells.len().max(above.map_or(0, |above| above.cells.len()));
        let title = |row: &SheetRow, index: usize| {
            row.cells.get(index).map(|cell| clean(&cell.shown())).unwrap_or_default()
        };
        let mut accounts = Vec::new();
        let mut columns: Vec<Column> = (0..width)
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
                    if field == Some(Field::BankCard) && title_key(&own) == "账号" && !group.contains("银行")
                    {
                        accounts.push(index);
                    }
                    (own, field)
                };
                let shown = ColumnRef { letter: column_letter(index), title };
                let in_ten_thousands = in_ten_thousands(&shown.title);
                Some(Column { index, shown, field, in_ten_thousands })
            })
            .collect();
        // A bare 账号 is a bank account only beside a bank: in an address book it is the name somebody signs in with.
        if !columns.iter().any(|column| column.field == Some(Field::Bank)) {
            for column in columns.iter_mut().filter(|column| accounts.contains(&column.index)) {
                column.field = None;
            }
        }
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

    /// Of two columns for one field the one with content below the header that says it best is read, the first of equals: a
    /// manager's number before their name, the whole path of a unit before its last step, what happened before what was planned.
    fn settle_duplicates(&mut self, sheet: &Sheet) {
        for field in Field::ALL {
            let holders: Vec<&Column> =
                self.columns.iter().filter(|column| column.field == Some(field)).collect();
            if holders.len() < 2 {
                continue;
            }
            let has_content = |index: usize| {
                let mut below = sheet.rows.iter().filter(|row| row.number > self.header_row);
                below.any(|row| row.cells.get(index).is_some_and(|cell| !cell.is_blank()))
            };
            // The least is the best; of equals the first.
            let rank =
                |column: &&&Column| (!has_content(column.index), !says_best(field, &column.shown.title));
            let kept = holders.iter().min_by_key(rank).map(|column| column.index);
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
        let mut say =
            |code: &str, severity, column: Option<&Column>, field: Option<Field>, read: Option<&Column>| {
                let mut finding = Finding::new(code, severity, field.map_or("", Field::code));
                if let Some(ColumnRef { letter, title }) = read.map(|column| &column.shown) {
                    finding = finding.with("read", format!("{letter} {title}"));
                }
                findings.push(RowFinding {
                    row: 0,
                    other_rows: Vec::new(),
                    column: column.map(|column| column.shown.clone()),
                    finding,
                    remedy: if severity == Severity::Error { Remedy::FillIn } else { Remedy::Review },
                });
            };
        let has = |field: &Field| self.column(*field).is_some();
        for field in [Field::Name, Field::Hired] {
            if !has(&field) {
                say(codes::COLUMN_MISSING, Severity::Error, None, Some(field), None);
            }
        }
        if !Field::UNIT_PATH.iter().any(has) {
            say(codes::COLUMN_MISSING, Severity::Error, None, Some(Field::Unit), None);
        }
        for column in self.columns.iter().filter(|column| column.field.is_none()) {
            match field_of(&column.shown.title).and_then(|field| self.column(field).map(|read| (field, read)))
            {
                Some((field, read)) => {
                    say(codes::DUPLICATE_HEADER, Severity::Warning, Some(column), Some(field), Some(read));
                }
                None => say(codes::COLUMN_NOT_READ, Severity::Info, Some(column), None, None),
            }
        }
        findings
    }
}

/// Whether a title says more surely than its like what belongs into the field.
fn says_best(field: Field, title: &str) -> bool {
    let key = title_key(title);
    match field {
        Field::Manager => asks_for_a_number(title),
        Field::Unit => ["路径", "全称", "path"].iter().any(|word| key.contains(word)),
        Field::Confirmed | Field::LastDay => key.contains("实际"),
        _ => false,
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
    fn of_two_columns_for_one_thing_the_surer_one_is_read() {
        for (titles, row, field, read) in [
            (["姓名", "部门", "入职日期", "直属上级", "上级工号"], "A9", Field::Manager, "E"),
            (["姓名", "部门", "入职日期", "部门全称", "备注"], "甲/乙", Field::Unit, "D"),
            (
                ["姓名", "部门", "入职日期", "计划转正日期", "实际转正日期"],
                "2020-01-01",
                Field::Confirmed,
                "E",
            ),
            (["姓名", "部门", "入职日期", "手机号", "联系电话"], "13912345678", Field::Mobile, "D"),
        ] {
            let layout =
                Layout::detect(&sheet(&[&titles, &["张三", "总部", "2020-01-01", row, row]])).unwrap();
            assert_eq!(
                layout.column(field).map(|column| column.shown.letter.as_str()),
                Some(read),
                "{field:?}"
            );
        }
        let empty = sheet(&[
            &["姓名", "部门", "入职日期", "直属上级", "上级工号"],
            &["张三", "总部", "2020-01-01", "李四", ""],
        ]);
        let layout = Layout::detect(&empty).unwrap();
        assert_eq!(
            layout.column(Field::Manager).map(|column| column.index),
            Some(3),
            "a column without a word"
        );
    }

    #[test]
    fn an_account_is_the_banks_only_beside_a_bank() {
        let of =
            |titles: &[&str]| Layout::detect(&sheet(&[titles])).unwrap().column(Field::BankCard).is_some();
        assert!(of(&["姓名", "部门", "开户行", "账号"]) && of(&["姓名", "银行卡号"]));
        assert!(!of(&["姓名", "部门", "账号", "手机"]));
    }

    #[test]
    fn a_title_over_the_whole_sheet_is_no_group() {
        let layout =
            Layout::detect(&sheet(&[&["某某公司花名册", "", "", ""], &["编号", "姓名", "部门", "状态"]]))
                .unwrap();
        assert!(layout.column(Field::Number).is_some() && layout.column(Field::Status).is_some());
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
