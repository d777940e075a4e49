//! Rows of rule data: from when to when, by whose word, and how sure.

use std::{fmt, sync::Arc};

use chrono::NaiveDate;
use heng_kernel::{Basis, DateRange, Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::confirm::Confirmation;

/// How well a row is attested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Two independent sources agree, or an official page and one data set.
    Two,
    /// A single source.
    One,
    /// A single source that is doubtful or contradicted.
    Weak,
    /// Found in no source that could be read.
    Memory,
}

impl Confidence {
    /// Whether a person must confirm the row before it decides about money.
    pub const fn needs_confirmation(self) -> bool {
        matches!(self, Self::Weak | Self::Memory)
    }

    /// As written in the files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Two => "two",
            Self::One => "one",
            Self::Weak => "weak",
            Self::Memory => "memory",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Place {
    /// Path below `packs/` or the overlay folder: `cn/social/beijing.toml`.
    pub file: String,
    /// The table within: `base[3]`, counted from 0; empty for the top of the file.
    pub table: String,
    /// Line the table begins on, counted from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.table.is_empty() {
            f.write_str(&self.file)
        } else {
            write!(f, "{}#{}", self.file, self.table)
        }
    }
}

/// By whose word a row stands, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Statute, notice number or address; what a payslip quotes.
    pub source: String,
    /// How well attested.
    pub confidence: Confidence,
    /// What a payroll specialist should know about it.
    pub note: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// Whether the row came from the installation's own folder.
    pub own: bool,
}

/// A value with the days it is in force and its provenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    /// The days it is in force. A row without a known start begins on [`START_UNKNOWN`].
    pub valid: DateRange,
    /// By whose word.
    pub provenance: Arc<Provenance>,
    /// What is in force.
    pub value: T,
    /// Key of the timeline: `cn.social.beijing.pension.base`.
    pub(crate) key: Arc<str>,
    /// The row as written, key by key, for `show`.
    pub(crate) fields: Arc<[(String, String)]>,
    /// Written without an end: in force until a later row replaces it.
    pub(crate) until_replaced: bool,
    /// Its end is known to be the end of the matter: nothing is missing after it.
    pub(crate) final_row: bool,
    /// Who stands for it, where a person must.
    pub(crate) confirmed: Option<Confirmation>,
}

/// First day of a row whose start no source gives.
pub const START_UNKNOWN: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Days before the end of a temporary policy from which on it is announced.
pub const EXPIRY_NOTICE_DAYS: i64 = 60;

impl<T> Dated<T> {
    /// Key of the timeline the row belongs to: `cn.social.beijing.pension.base`.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Key and first day: `cn.social.beijing.pension.base@2026-07-01`. What a calculation records as the version it used.
    pub fn version(&self) -> String {
        version(&self.key, self.valid)
    }

    /// The rule for an explanation: this row's version and source.
    pub fn basis(&self, rule: &str) -> Basis {
        Basis { rule: rule.to_owned(), version: self.version(), source: Some(self.provenance.source.clone()) }
    }

    /// The row as written, key by key; `from`, `to` and provenance left out.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// Who stands for the row, if somebody had to.
    pub const fn confirmation(&self) -> Option<&Confirmation> {
        self.confirmed.as_ref()
    }

    /// A finding when the row must be confirmed by a person before it decides about money, and nobody has.
    pub fn unconfirmed(&self) -> Option<Finding> {
        (self.provenance.confidence.needs_confirmation() && self.confirmed.is_none()).then(|| {
            Finding::new("pack.confirm_first", Severity::Warning, self.provenance.place.to_string())
                .with("row", self.version())
                .with("fingerprint", self.fingerprint())
                .with("confidence", self.provenance.confidence.code())
                .with("source", self.provenance.source.clone())
        })
    }
}

pub(crate) fn version(key: &str, valid: DateRange) -> String {
    if valid.from() == START_UNKNOWN { key.to_owned() } else { format!("{key}@{}", valid.from()) }
}

/// All rows of one fact over time: in order, without overlap. Gaps are possible: no row is then in force, and a calculation says so
/// instead of guessing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<T> {
    pub(crate) rows: Vec<Dated<T>>,
    /// In order and without overlap: nothing has been added since.
    pub(crate) settled: bool,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), settled: true }
    }
}

impl<T> Timeline<T> {
    /// The row in force on a day.
    pub fn as_of(&self, day: NaiveDate) -> Option<&Dated<T>> {
        let after = self.rows.partition_point(|row| row.valid.from() <= day);
        self.rows.get(after.checked_sub(1)?).filter(|row| row.valid.contains(day))
    }

    /// The last row that had begun on a day, whether or not it has ended since: what a company may decide to go on with while no
    /// notice has been published.
    pub fn last_known(&self, day: NaiveDate) -> Option<&Dated<T>> {
        let after = self.rows.partition_point(|row| row.valid.from() <= day);
        self.rows.get(after.checked_sub(1)?)
    }

    /// Every row, in order of time.
    pub fn rows(&self) -> &[Dated<T>] {
        &self.rows
    }

    /// Whether nothing is known at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A finding when the row in force on `on` ends within [`EXPIRY_NOTICE_DAYS`] and nothing is known to follow it.
    pub fn expiry(&self, on: NaiveDate) -> Option<Finding> {
        let row = self.as_of(on).filter(|row| !row.final_row)?;
        let last = row.valid.last_day()?;
        let left = last.signed_duration_since(on).num_days();
        let followed = last.succ_opt().is_some_and(|next| self.as_of(next).is_some());
        (left <= EXPIRY_NOTICE_DAYS && !followed).then(|| {
            Finding::new("pack.expires_soon", Severity::Warning, row.provenance.place.to_string())
                .with("row", row.version())
                .with("last_day", last.to_string())
                .with("days_left", left)
        })
    }

    /// The finding of a calculation that found no row in force on a day: with the last row known before, which is not used.
    pub fn none_in_force(&self, what: &str, day: NaiveDate) -> Finding {
        let finding = |path| Finding::new("pack.none_in_force", Severity::Error, path);
        let finding = match self.last_known(day) {
            Some(row) => finding(row.provenance.place.to_string())
                .with("last_row", row.version())
                .with("last_day", row.valid.last_day().map(|day| day.to_string())),
            None => finding(what.to_owned()),
        };
        finding.with("what", what).with("day", day.to_string())
    }
}
