//! A slip as it is kept: lines by lasting names.

use heng_kernel::Money;
use serde::{Deserialize, Serialize};

use super::line::{LineKind, TaxEffect, Totals};
use crate::amount::TooLarge;

/// A month of pay: the one a slip is for, or the one an arrear belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PayMonth {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
}

impl PayMonth {
    /// The month before.
    #[must_use]
    pub const fn before(self) -> Self {
        match self.month {
            0 | 1 => Self { year: self.year - 1, month: 12 },
            month => Self { year: self.year, month: month - 1 },
        }
    }
}

impl std::fmt::Display for PayMonth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<PayMonth> for String {
    fn from(month: PayMonth) -> Self {
        month.to_string()
    }
}

/// Not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is written YYYY-MM")]
pub struct NotAMonth;

impl TryFrom<String> for PayMonth {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        text.parse()
    }
}

impl std::str::FromStr for PayMonth {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits =
            |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NotAMonth);
        }
        let (year, month) = (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(NotAMonth) }
    }
}

/// One line as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// Lasting name: `base_pay`, `pension.employee`, `tax.wage`.
    pub code: String,
    /// Its column.
    pub kind: LineKind,
    /// What it is to tax.
    #[serde(default)]
    pub effect: TaxEffect,
    /// How much, in minor units.
    #[serde(rename = "amount_minor")]
    pub amount: Money,
}

/// A slip as it is kept. Never rewritten: what turns out later goes into a later slip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its lines, those of nothing left out.
    pub lines: Vec<RecordLine>,
    /// Their sums.
    pub totals: Totals,
}

impl Record {
    /// A record of these lines.
    pub fn of(lines: Vec<RecordLine>) -> Result<Self, TooLarge> {
        let mut totals = Totals::default();
        for line in &lines {
            totals.add(line.kind, line.effect, line.amount)?;
        }
        Ok(Self { lines, totals })
    }
}
