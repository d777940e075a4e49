//! One row at a time: read its cells, then judge what they say together.

mod notes;
mod people;
mod reading;
mod rules;

use chrono::NaiveDate;

use crate::{
    cell::{Cell, SheetRow},
    draft::Draft,
    field::Field,
    finding::RowFinding,
    layout::Layout,
    read::{date::DateWays, text::clean},
};
pub(crate) use notes::Notes;

/// What reading a row depends on besides the row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    /// How the file's dates are read.
    pub(crate) dates: DateWays,
    /// Today at the company.
    pub(crate) today: NaiveDate,
}

/// A row as read.
#[derive(Debug)]
pub(crate) enum RowRead {
    /// Nothing in it.
    Blank,
    /// A total, a footer or the header again.
    NotAPerson,
    /// A person, readable or not.
    Person(Box<Draft>),
}

/// Reads and judges a row by itself.
pub(crate) fn read(
    row: &SheetRow,
    layout: &Layout,
    reader: Reader,
    findings: &mut Vec<RowFinding>,
) -> RowRead {
    if row.cells.iter().all(Cell::is_blank) {
        return RowRead::Blank;
    }
    if layout.is_header_again(row) || is_no_person(row, layout) {
        return RowRead::NotAPerson;
    }
    let mut notes = Notes::new(row, layout, findings);
    let mut draft = reading::draft(&mut notes, reader);
    people::settle(&mut draft, &mut notes, reader.today);
    rules::judge(&mut draft, &mut notes, reader.today);
    RowRead::Person(Box::new(draft))
}

/// A total (合计 in one of its first filled cells) or a line that names nobody and says little (制表人：…, 注：…).
fn is_no_person(row: &SheetRow, layout: &Layout) -> bool {
    const TOTALS: [&str; 13] = [
        "合计",
        "总计",
        "小计",
        "共计",
        "累计",
        "总人数",
        "人数合计",
        "本页小计",
        "本页合计",
        "平均",
        "total",
        "subtotal",
        "grandtotal",
    ];
    const REMARKS: [&str; 16] = [
        "注:",
        "注1",
        "备注:",
        "说明:",
        "填表说明",
        "填写说明",
        "填表人",
        "填报人",
        "制表",
        "审核",
        "审批",
        "批准",
        "以上",
        "note:",
        "notes:",
        "preparedby",
    ];
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let words = |cell: &Cell| -> String {
        clean(&cell.shown()).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
    };
    let begins = |cell: &&Cell, with: &[&str]| {
        let words = words(cell);
        with.iter().any(|begin| words.starts_with(begin))
    };
    let says = |field| layout.cell(row, field).is_some_and(|(_, cell)| !cell.is_blank());
    if filled.iter().take(3).any(|cell| begins(cell, &TOTALS)) {
        return !says(Field::IdNumber) && !says(Field::Hired);
    }
    let alone = filled.len() == 1 && row.cells.len() > 1;
    // A remark may stand in the column of names.
    let is_remark = |cell: &&Cell| begins(cell, &REMARKS) || words(cell).chars().count() > LONGEST_NAME;
    if alone && filled.first().is_some_and(is_remark) {
        return true;
    }
    if says(Field::IdNumber) || says(Field::Name) {
        return false;
    }
    // A signature line, a remark below the table, a running number on an empty line.
    let says_much =
        [Field::Number, Field::Mobile, Field::Hired, Field::BasePay, Field::BankCard].into_iter().any(says);
    alone || (filled.len() <= 3 && !says_much)
}

/// A line with more characters in a single cell is no name.
const LONGEST_NAME: usize = 60;
