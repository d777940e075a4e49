//! Late differences: what a month would have been against what was paid for it.
//!
//! A slip that was paid is never rewritten. A raise signed late, a notice published late, a day corrected late: the month is
//! reckoned again with today's facts, and each line's difference becomes a line of the current slip. Tax on wages is no such line:
//! it is cumulative, so the differences enter the current month and the year's tax follows of itself (国家税务总局公告2018年第61号
//! art. 6).

use std::collections::BTreeMap;

use heng_kernel::Money;
use serde::{Deserialize, Serialize};

use super::{
    line::LineKind,
    record::{PayMonth, Record, RecordLine},
};
use crate::amount::{TooLarge, minus, plus};

/// What marks a line that the current month settles: wage tax, advances and their recovery. They have no difference of their own.
const SETTLED_NOW: [&str; 2] = [WAGE_TAX, ADVANCE];
/// Name of the line of wage tax.
pub(super) const WAGE_TAX: &str = "tax.wage";
/// Name of the line of an advance.
pub(super) const ADVANCE: &str = "advance";
/// How names of recovery lines begin.
pub(super) const RECOVERY: &str = "recovery.";

/// A late difference of one line of an earlier month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrear {
    /// The month it belongs to.
    pub month: PayMonth,
    /// The line it corrects.
    pub line: RecordLine,
}

/// What was paid for a month: its slip and the arrears posted for it since, line by line.
pub fn paid(slip: &Record, posted: &[Arrear]) -> Result<Record, TooLarge> {
    sum(slip.lines.iter().chain(posted.iter().map(|arrear| &arrear.line)).cloned().map(Ok))
}

/// Every line's difference: what was paid plus this is what is due. Lines that agree are left out.
pub fn difference(paid: &Record, due: &Record) -> Result<Record, TooLarge> {
    let taken = paid.lines.iter().map(|line| {
        let amount = minus(Money::ZERO, line.amount)?;
        Ok(RecordLine { amount, ..line.clone() })
    });
    sum(due.lines.iter().cloned().map(Ok).chain(taken))
}

/// The differences that the current slip pays or takes, for a month whose slip says `paid` and should say `due`.
///
/// Contributions and other lines of the employer are among them; wage tax, advances and recoveries are not: the current month
/// settles them.
pub fn arrears(month: PayMonth, paid: &Record, due: &Record) -> Result<Vec<Arrear>, TooLarge> {
    let lines = difference(paid, due)?.lines.into_iter().filter(|line| {
        line.kind != LineKind::Information
            && !SETTLED_NOW.contains(&line.code.as_str())
            && !line.code.starts_with(RECOVERY)
    });
    Ok(lines.map(|line| Arrear { month, line }).collect())
}

/// One line for each name, column and effect, in the order they first come; lines of nothing are left out.
fn sum(lines: impl Iterator<Item = Result<RecordLine, TooLarge>>) -> Result<Record, TooLarge> {
    let mut places: BTreeMap<(String, &'static str, &'static str), usize> = BTreeMap::new();
    let mut summed: Vec<RecordLine> = Vec::new();
    for line in lines {
        let line = line?;
        let key = (line.code.clone(), line.kind.code(), line.effect.code());
        match places.get(&key).and_then(|place| summed.get_mut(*place)) {
            Some(known) => known.amount = plus(known.amount, line.amount)?,
            None => {
                places.insert(key, summed.len());
                summed.push(line);
            }
        }
    }
    summed.retain(|line| line.amount != Money::ZERO);
    Record::of(summed)
}
