//! A table of a file, read key by key.

use std::{cell::RefCell, collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, Severity};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Sheet,
    written::{plain, written},
};
use crate::dated::{Confidence, Dated, Place, Provenance, START_UNKNOWN};

/// Most rows of one table.
const MOST_ROWS: usize = 2_000;
/// Longest text of one value, in bytes.
const LONGEST_TEXT: usize = 2_000;
/// Keys that say when and by whose word, not what.
const ABOUT: [&str; 6] = ["from", "to", "final", "source", "confidence", "note"];

/// What a row says of its origin when it says nothing: what the table around it says.
#[derive(Clone, Debug, Default)]
struct Inherited {
    source: Option<String>,
    confidence: Option<Confidence>,
    note: Option<String>,
}

/// One table.
pub(crate) struct Row<'a> {
    sheet: &'a Sheet<'a>,
    table: &'a DeTable<'a>,
    /// `housing_fund.base[2]`; empty for the top of the file.
    path: String,
    line: usize,
    asked: RefCell<BTreeSet<String>>,
    inherited: Inherited,
}

impl<'a> Row<'a> {
    pub(super) fn root(sheet: &'a Sheet<'a>, table: &'a DeTable<'a>) -> Self {
        Self::new(sheet, table, String::new(), 1, &Inherited::default())
    }

    fn new(
        sheet: &'a Sheet<'a>,
        table: &'a DeTable<'a>,
        path: String,
        line: usize,
        around: &Inherited,
    ) -> Self {
        let mut row =
            Self { sheet, table, path, line, asked: RefCell::default(), inherited: Inherited::default() };
        let confidence = row.text_opt("confidence").and_then(|code| {
            let all = [Confidence::Two, Confidence::One, Confidence::Weak, Confidence::Memory];
            let found = all.into_iter().find(|confidence| confidence.code() == code);
            if found.is_none() {
                row.fault_with("pack.unknown_value", "confidence", &code);
            }
            found
        });
        row.inherited = Inherited {
            source: row.text_opt("source").or_else(|| around.source.clone()),
            confidence: confidence.or(around.confidence),
            note: row.text_opt("note").or_else(|| around.note.clone()),
        };
        row
    }

    /// A text; a fault when it is not there or empty.
    pub(crate) fn text(&self, key: &str) -> String {
        self.text_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// A text; `None` when it is not there or empty.
    pub(crate) fn text_opt(&self, key: &str) -> Option<String> {
        let text = self.scalar(key)?;
        (!text.is_empty()).then_some(text)
    }

    /// A list of values, each as written; a fault when it is not there.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else { return self.missing(key) };
        let Some(list) = value.get_ref().as_array() else {
            self.fault("pack.not_a_list", key);
            return Vec::new();
        };
        if list.len() > MOST_ROWS {
            self.fault("pack.too_many_rows", key);
        }
        let texts: Option<Vec<_>> = list.iter().take(MOST_ROWS).map(|value| plain(value.get_ref())).collect();
        texts.unwrap_or_else(|| {
            self.fault("pack.not_a_list", key);
            Vec::new()
        })
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The tables of a key: none, one (`[key]`) or several (`[[key]]`).
    pub(crate) fn rows(&self, key: &str) -> Vec<Row<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Table(table) => vec![self.below(key, None, table, value.span().start)],
            DeValue::Array(list) => {
                if list.len() > MOST_ROWS {
                    self.fault("pack.too_many_rows", key);
                }
                let tables = list.iter().take(MOST_ROWS).enumerate().filter_map(|(index, value)| {
                    let table = value.get_ref().as_table();
                    if table.is_none() {
                        self.fault("pack.not_a_table", key);
                    }
                    table.map(|table| self.below(key, Some(index), table, value.span().start))
                });
                tables.collect()
            }
            _ => {
                self.fault("pack.not_a_table", key);
                Vec::new()
            }
        }
    }

    /// The row's value as a row of a timeline: with its days and its provenance.
    pub(crate) fn dated<T>(&self, key: impl Into<String>, value: T) -> Dated<T> {
        let from = self.date("from");
        let until_replaced = self.text_opt("to").is_none();
        let valid = match (from.unwrap_or(START_UNKNOWN), self.date("to")) {
            (from, None) => Ok(DateRange::open(from)),
            (from, Some(last)) => DateRange::from_days(from, last),
        };
        let valid = valid.unwrap_or_else(|_| {
            self.fault("pack.ends_before_it_begins", "to");
            DateRange::open(START_UNKNOWN)
        });
        self.row_of(key, value, valid, until_replaced)
    }

    /// The row's value as a row of a timeline whose days follow from its content.
    pub(crate) fn dated_by<T>(&self, key: impl Into<String>, value: T, valid: DateRange) -> Dated<T> {
        self.row_of(key, value, valid, false)
    }

    /// A key of the row, as findings name it.
    pub(crate) fn at(&self, key: &str) -> String {
        let dot = if self.path.is_empty() { "" } else { "." };
        format!("{}#{}{dot}{key}", self.sheet.file, self.path)
    }

    /// The day the file was last gone over, if it says so.
    pub(crate) fn as_of(&self) -> Option<NaiveDate> {
        self.date("as_of")
    }

    /// Tells of a file of a form nobody knows.
    pub(crate) fn unknown_schema(&self, found: &str) {
        self.fault_with("pack.unknown_schema", "schema", found);
        self.asked.borrow_mut().extend(self.table.keys().map(|key| key.get_ref().clone().into_owned()));
    }

    fn row_of<T>(
        &self,
        key: impl Into<String>,
        value: T,
        valid: DateRange,
        until_replaced: bool,
    ) -> Dated<T> {
        let source = self.inherited.source.clone().unwrap_or_else(|| {
            self.fault("pack.source_missing", "source");
            String::new()
        });
        let confidence = self.inherited.confidence.unwrap_or_else(|| {
            self.fault("pack.confidence_missing", "confidence");
            Confidence::Memory
        });
        Dated {
            valid,
            provenance: Arc::new(Provenance {
                source,
                confidence,
                note: self.inherited.note.clone(),
                place: self.place(),
                own: self.sheet.own,
            }),
            value,
            key: key.into().into(),
            fields: self.fields().into(),
            until_replaced,
            final_row: self.flag_opt("final").unwrap_or_default(),
            confirmed: None,
        }
    }

    /// Tells of a fault at a key.
    pub(crate) fn fault(&self, code: &str, key: &str) {
        self.sheet.fault(self.finding(code, key));
    }

    /// Tells of a fault at a key, with the text that is wrong.
    pub(crate) fn fault_with(&self, code: &str, key: &str, found: &str) {
        let found: String = found.chars().take(80).collect();
        self.sheet.fault(self.finding(code, key).with("found", found));
    }

    fn finding(&self, code: &str, key: &str) -> Finding {
        let line =
            self.table.get_key_value(key).map_or(self.line, |(key, _)| self.sheet.line(key.span().start));
        Finding::new(code, Severity::Error, self.at(key)).with("line", line)
    }

    fn place(&self) -> Place {
        Place { file: self.sheet.file.to_owned(), table: self.path.clone(), line: self.line }
    }

    pub(super) fn missing<T: Default>(&self, key: &str) -> T {
        // A value that is there but wrong has had its own fault.
        let empty = |text: String| text.is_empty();
        if self.table.get(key).is_none_or(|value| plain(value.get_ref()).is_some_and(empty)) {
            self.fault("pack.key_missing", key);
        }
        T::default()
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    fn scalar(&self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        let text = plain(value.get_ref()).filter(|text| text.len() <= LONGEST_TEXT);
        if text.is_none() {
            self.fault("pack.not_a_plain_value", key);
        }
        text
    }

    fn below(&self, key: &str, index: Option<usize>, table: &'a DeTable<'a>, start: usize) -> Row<'a> {
        let dot = if self.path.is_empty() { "" } else { "." };
        let index = index.map_or_else(String::new, |index| format!("[{index}]"));
        let path = format!("{}{dot}{key}{index}", self.path);
        Row::new(self.sheet, table, path, self.sheet.line(start), &self.inherited)
    }

    /// The row as written, in the order of the text.
    fn fields(&self) -> Vec<(String, String)> {
        let mut entries: Vec<_> =
            self.table.iter().filter(|(key, _)| !ABOUT.contains(&key.get_ref().as_ref())).collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
            .into_iter()
            .map(|(key, value)| (key.get_ref().clone().into_owned(), written(value.get_ref(), 4)))
            .collect()
    }
}

/// What nobody asked for is a fault.
impl Drop for Row<'_> {
    fn drop(&mut self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            if !asked.contains(key.get_ref().as_ref()) {
                let mut fault = self.finding("pack.unknown_key", key.get_ref());
                if let Some(meant) = heng_kernel::nearest(key.get_ref(), asked.iter().map(String::as_str)) {
                    fault = fault.with("meant", meant);
                }
                self.sheet.fault(fault.with("known", asked.iter().cloned().collect::<Vec<_>>()));
            }
        }
    }
}
