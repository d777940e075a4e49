//! What `heng packs check | show | explain` say, as data and as text in both languages.

mod text;
mod words;

pub use text::tell;
pub use words::say;

use chrono::NaiveDate;
use heng_kernel::{Finding, Severity};
use serde::Serialize;

use crate::{
    confirm::{Confirmation, fingerprint},
    dated::{Confidence, START_UNKNOWN},
    holidays::PackStatus,
    packs::{PackFile, Packs},
    settle::RuleRow,
};

/// A row as it is shown. Both days are inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownRow {
    /// Key of its timeline: `cn.social.beijing.pension.base`.
    pub key: String,
    /// First day; `None` when no source gives it.
    pub from: Option<NaiveDate>,
    /// Last day; `None` = until replaced.
    pub to: Option<NaiveDate>,
    /// What it says, key by key as written.
    pub values: Vec<(String, String)>,
    /// By whose word.
    pub source: String,
    /// How sure.
    pub confidence: Confidence,
    /// What a specialist should know.
    pub note: Option<String>,
    /// `file#table`.
    pub place: String,
    /// Line of the file.
    pub line: usize,
    /// Whether it comes from the installation's own folder.
    pub own: bool,
    /// What a confirmation of it quotes.
    pub fingerprint: String,
    /// Who stands for it, if somebody had to.
    pub confirmed: Option<Confirmation>,
}

impl From<RuleRow<'_>> for ShownRow {
    fn from(row: RuleRow<'_>) -> Self {
        Self {
            key: row.key.to_owned(),
            from: Some(row.valid.from()).filter(|from| *from != START_UNKNOWN),
            to: row.valid.last_day(),
            values: row.fields.to_vec(),
            source: row.provenance.source.clone(),
            confidence: row.provenance.confidence,
            note: row.provenance.note.clone(),
            place: row.provenance.place.to_string(),
            line: row.provenance.place.line,
            own: row.provenance.own,
            fingerprint: fingerprint(row.key, row.valid, &row.provenance.source, row.fields),
            confirmed: row.confirmation.cloned(),
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Files of the installation's folder that were read.
    pub own_files: usize,
    /// Rows in force at some time, own and shipped; 0 when the folder has errors.
    pub rows: usize,
    /// Errors first, then warnings, then what is worth knowing.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Whether the folder can be used.
    pub fn is_usable(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity < Severity::Error)
    }
}

/// What is known about a key on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The key that was asked for.
    pub key: String,
    /// The day.
    pub on: NaiveDate,
    /// The row in force.
    pub row: Option<ShownRow>,
    /// The row before it.
    pub before: Option<ShownRow>,
    /// The row after it.
    pub after: Option<ShownRow>,
    /// What must be confirmed, what ends soon, what is missing.
    pub findings: Vec<Finding>,
}

/// Checks the files of an installation's folder over the shipped data, as of a day.
pub fn check(files: &[PackFile], today: NaiveDate) -> CheckReport {
    match Packs::with_overlay(files) {
        Ok(packs) => {
            CheckReport { own_files: files.len(), rows: packs.rows().len(), findings: packs.check(today) }
        }
        Err(findings) => CheckReport { own_files: files.len(), rows: 0, findings },
    }
}

impl Packs {
    /// What a person should look at: gaps between rows, facts that have ended or end within 60 days with nothing after them, rows to
    /// confirm, schemes with a rate but no base, holiday years still to be published. Errors cannot be among them: such files are refused.
    pub fn check(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = self.notes().to_vec();
        for timeline in self.timelines() {
            findings.extend(timeline.ends_soon(today));
            timeline.unconfirmed(&mut findings);
        }
        for pair in self.rows().windows(2) {
            if let [row, next] = pair {
                findings.extend(after(row, Some(next).filter(|next| next.key == row.key), today));
            }
        }
        if let Some(last) = self.rows().last() {
            findings.extend(after(last, None, today));
        }
        findings.extend(self.half_schemes(today));
        findings.extend(self.provisional_years(today));
        findings.sort_by(|a, b| {
            b.severity.cmp(&a.severity).then_with(|| a.code.cmp(&b.code)).then_with(|| a.path.cmp(&b.path))
        });
        findings
    }

    /// The rows whose key is `key` or begins with `key.`, those in force on a day or all.
    pub fn show(&self, key: &str, on: Option<NaiveDate>) -> Vec<ShownRow> {
        let below = |row: &RuleRow<'_>| {
            key.is_empty()
                || row.key.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let rows = self.rows().into_iter().filter(below);
        rows.filter(|row| on.is_none_or(|day| row.valid.contains(day))).map(ShownRow::from).collect()
    }

    /// Every key, in order: what `show` and `explain` can be asked for.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<_> = self.rows().into_iter().map(|row| row.key).collect();
        keys.dedup();
        keys
    }

    /// The row of a key in force on a day, and its neighbours. `None` when there is no such key.
    pub fn explain(&self, key: &str, on: NaiveDate) -> Option<Explained> {
        let rows: Vec<_> = self.rows().into_iter().filter(|row| row.key == key).collect();
        if rows.is_empty() {
            return None;
        }
        let row = rows.iter().find(|row| row.valid.contains(on));
        let before = rows.iter().rev().find(|other| {
            other.valid.last_day().is_some_and(|last| row.map_or(last < on, |row| last < row.valid.from()))
        });
        let after = rows.iter().find(|other| other.valid.from() > row.map_or(on, |row| row.valid.from()));
        let shown = |row: Option<&RuleRow<'_>>| row.copied().map(ShownRow::from);
        let version = row.map(RuleRow::version);
        let mut findings: Vec<_> = self
            .check(on)
            .into_iter()
            .filter(|finding| {
                let about = finding.params.get("row").and_then(serde_json::Value::as_str);
                about.is_some() && about == version.as_deref()
            })
            .collect();
        if row.is_none() {
            let mut finding = Finding::new("pack.none_in_force", Severity::Warning, key)
                .with("what", key)
                .with("day", on.to_string());
            if let Some(last) = before {
                finding = finding
                    .with("last_row", last.version())
                    .with("last_day", last.valid.last_day().map(|day| day.to_string()));
            }
            findings.push(finding);
        }
        Some(Explained {
            key: key.to_owned(),
            on,
            row: shown(row),
            before: shown(before),
            after: shown(after),
            findings,
        })
    }

    /// Schemes of a city that have a rate but no base in force, or a base but no rate.
    fn half_schemes(&self, today: NaiveDate) -> Vec<Finding> {
        let mut findings = Vec::new();
        for city in self.china().social.iter() {
            for on in city.schemes_on(today).filter(|on| on.base.is_some() != on.rate.is_some()) {
                let missing = if on.base.is_none() { "base" } else { "rate" };
                findings.push(
                    Finding::new(
                        "pack.scheme_incomplete",
                        Severity::Warning,
                        format!("cn.social.{}", city.id),
                    )
                    .with("scheme", on.scheme.code())
                    .with("missing", missing)
                    .with("day", today.to_string()),
                );
            }
        }
        findings
    }

    /// Holiday years from this one on whose notice is still to come.
    fn provisional_years(&self, today: NaiveDate) -> Vec<Finding> {
        let this_year = chrono::Datelike::year(&today);
        let provisional = self
            .holiday_years()
            .filter(|year| year.status == PackStatus::Provisional && year.year >= this_year);
        let finding = |year: i32| {
            let path = format!("cn/holidays/{year}.json");
            Finding::new("pack.year_provisional", Severity::Warning, path).with("year", year)
        };
        provisional.map(|year| finding(year.year)).collect()
    }
}

/// A gap before the next row, or an end in the past with nothing after it.
fn after(row: &RuleRow<'_>, next: Option<&RuleRow<'_>>, today: NaiveDate) -> Option<Finding> {
    let end = row.valid.to()?;
    let place = row.provenance.place.to_string();
    match next {
        Some(next) if next.valid.from() > end => Some(
            Finding::new("pack.gap", Severity::Warning, place)
                .with("key", row.key)
                .with("row", row.version())
                .with("first_day", end.to_string())
                .with("last_day", next.valid.from().pred_opt().map(|day| day.to_string())),
        ),
        None if end <= today && !row.final_row => Some(
            Finding::new("pack.ended", Severity::Warning, place)
                .with("key", row.key)
                .with("row", row.version())
                .with("last_day", row.valid.last_day().map(|day| day.to_string())),
        ),
        _ => None,
    }
}
