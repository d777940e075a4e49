//! One row at a time: read its cells, then judge what they say together.

mod notes;
mod people;
mod reading;
mod rules;

use chrono::NaiveDate;

use crate::{
    cell::{Cell, DateSystem, SheetRow},
    draft::Draft,
    field::Field,
    finding::RowFinding,
    layout::Layout,
    read::text::clean,
};
pub(crate) use notes::Notes;

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
    system: DateSystem,
    today: NaiveDate,
    findings: &mut Vec<RowFinding>,
) -> RowRead {
    if row.cells.iter().all(Cell::is_blank) {
        return RowRead::Blank;
    }
    if layout.is_header_again(row) || is_no_person(row, layout) {
        return RowRead::NotAPerson;
    }
    let mut notes = Notes::new(row, layout, findings);
    let mut draft = reading::draft(&mut notes, system);
    people::settle(&mut draft, &mut notes, today);
    rules::judge(&mut draft, &mut notes, today);
    RowRead::Person(Box::new(draft))
}

/// A total (合计 in one of its first filled cells) or a line that names nobody and says little (制表人：…).
fn is_no_person(row: &SheetRow, layout: &Layout) -> bool {
    const TOTALS: [&str; 8] = ["合计", "总计", "小计", "共计", "累计", "总人数", "total", "subtotal"];
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let is_total = filled.iter().take(3).any(|cell| {
        let words: String =
            clean(&cell.shown()).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        TOTALS.iter().any(|total| words.starts_with(total))
    });
    let says = |field| layout.cell(row, field).is_some_and(|(_, cell)| !cell.is_blank());
    if is_total {
        return !says(Field::IdNumber) && !says(Field::Hired);
    }
    if says(Field::IdNumber) || says(Field::Name) {
        return false;
    }
    // A signature line, a remark below the table, a running number on an empty line.
    let alone = filled.len() == 1 && row.cells.len() > 1;
    let says_much =
        [Field::Number, Field::Mobile, Field::Hired, Field::BasePay, Field::BankCard].into_iter().any(says);
    alone || (filled.len() <= 3 && !says_much)
}
