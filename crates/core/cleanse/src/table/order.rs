//! Which of day and month a file writes first.

use heng_kernel::{Finding, Severity};

use crate::{
    cell::Sheet,
    field::Field,
    finding::{Remedy, RowFinding, codes},
    layout::Layout,
    read::date::{self, DateFault, DateOrder, DateWays},
};

/// Columns of dates.
const DATES: [Field; 6] =
    [Field::Birth, Field::Hired, Field::Confirmed, Field::ContractStart, Field::ContractEnd, Field::LastDay];

/// So many unmistakable dates prove an order.
const PROOF: usize = 2;

/// The order the file's unmistakable dates (`25/3/2024`) prove for those that could be read either way, told once for the table.
/// A single one may be a slip, and where both orders occur, or the doubtful ones are many more than the proofs, nothing is proved.
pub(crate) fn date_order(
    sheet: &Sheet,
    layout: &Layout,
    findings: &mut Vec<RowFinding>,
) -> Option<DateOrder> {
    let (mut day_first, mut month_first, mut doubtful) = (Vec::new(), Vec::new(), 0_usize);
    for row in sheet.rows.iter().filter(|row| row.number > layout.header_row) {
        for (_, cell) in DATES.iter().filter_map(|field| layout.cell(row, *field)) {
            match date::proves(cell) {
                Some(DateOrder::DayFirst) => day_first.push(row.number),
                Some(DateOrder::MonthFirst) => month_first.push(row.number),
                None if date::read(cell, DateWays::default()) == Err(DateFault::Ambiguous) => doubtful += 1,
                None => {}
            }
        }
    }
    let (order, word, proofs) = match (day_first.as_slice(), month_first.as_slice()) {
        (proofs, []) => (DateOrder::DayFirst, "day_first", proofs),
        ([], proofs) => (DateOrder::MonthFirst, "month_first", proofs),
        _ => return None,
    };
    if doubtful == 0 || proofs.len() < PROOF || doubtful > proofs.len().saturating_mul(3) {
        return None;
    }
    let finding = Finding::new(codes::DATE_ORDER, Severity::Warning, "")
        .with("order", word)
        .with("count", doubtful)
        .with("proof", proofs.first().copied().unwrap_or_default());
    let other_rows = Vec::new();
    findings.push(RowFinding { row: 0, other_rows, column: None, finding, remedy: Remedy::Review });
    Some(order)
}
