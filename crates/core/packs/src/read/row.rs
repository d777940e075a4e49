//! A table of a file, read key by key.

use std::{cell::RefCell, collections::BTreeSet};

use chrono::NaiveDate;
use heng_kernel::{DateRange, Finding, Money, Rate, Severity};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Sheet, decimal, money, rate};
use crate::{
    MoneyRounding, RegionCode,
    dated::{Confidence, Dated, Place, Provenance, START_UNKNOWN},
};

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

    /// An amount in major units.
    pub(crate) fn money(&self, key: &str) -> Money {
        self.money_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// An amount; `None` when it is not there or empty.
    pub(crate) fn money_opt(&self, key: &str) -> Option<Money> {
        self.parsed(key, "pack.not_an_amount", money)
    }

    /// A rate as a fraction.
    pub(crate) fn rate(&self, key: &str) -> Rate {
        self.rate_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// A rate; `None` when it is not there or empty.
    pub(crate) fn rate_opt(&self, key: &str) -> Option<Rate> {
        self.parsed(key, "pack.not_a_rate", rate)
    }

    /// A count.
    pub(crate) fn whole(&self, key: &str) -> u32 {
        self.whole_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// A count; `None` when it is not there or empty.
    pub(crate) fn whole_opt(&self, key: &str) -> Option<u32> {
        self.parsed(key, "pack.not_a_whole_number", |text| u32::try_from(decimal(text, 0)?).ok())
    }

    /// A year.
    pub(crate) fn year(&self, key: &str) -> i32 {
        let year =
            |text: &str| i32::try_from(decimal(text, 0)?).ok().filter(|year| (1900..=2200).contains(year));
        self.parsed(key, "pack.not_a_year", year).unwrap_or_else(|| self.missing(key))
    }

    /// A number of at most two decimals, in hundredths.
    pub(crate) fn hundredths(&self, key: &str) -> i64 {
        self.parsed(key, "pack.not_a_number", |text| decimal(text, 2)).unwrap_or_else(|| self.missing(key))
    }

    /// Yes or no.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.flag_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// Yes or no; `None` when it is not there.
    pub(crate) fn flag_opt(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.fault("pack.not_yes_or_no", key);
        }
        flag
    }

    /// One of some codes.
    pub(crate) fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], stand_in: T) -> T {
        let Some(code) = self.text_opt(key) else {
            let () = self.missing(key);
            return stand_in;
        };
        choices.iter().find(|(name, _)| *name == code).map_or_else(
            || {
                self.fault_with("pack.unknown_value", key, &code);
                stand_in
            },
            |(_, value)| *value,
        )
    }

    /// A rounding: `fen_half_up`.
    pub(crate) fn rounding(&self, key: &str) -> MoneyRounding {
        let parsed = self.parsed(key, "pack.unknown_value", MoneyRounding::from_code);
        parsed.unwrap_or_else(|| {
            let () = self.missing(key);
            MoneyRounding::FEN_HALF_UP
        })
    }

    /// A region code; `None` after a fault.
    pub(crate) fn region(&self, key: &str) -> Option<RegionCode> {
        let region = self.region_opt(key);
        if region.is_none() {
            let () = self.missing(key);
        }
        region
    }

    /// A region code; `None` when it is not there.
    pub(crate) fn region_opt(&self, key: &str) -> Option<RegionCode> {
        self.parsed(key, "pack.not_a_region_code", |text| text.parse().ok())
    }

    /// A month: `1975-01` as (1975, 1).
    pub(crate) fn month(&self, key: &str) -> (i32, u32) {
        let month = |text: &str| {
            let day: NaiveDate = format!("{text}-01").parse().ok()?;
            Some((chrono::Datelike::year(&day), chrono::Datelike::month(&day)))
        };
        self.parsed(key, "pack.not_a_month", month).unwrap_or_else(|| {
            let () = self.missing(key);
            (1900, 1)
        })
    }

    /// A day of the year: `03-01` as (3, 1).
    pub(crate) fn month_day(&self, key: &str) -> (u32, u32) {
        let month_day = |text: &str| {
            let day: NaiveDate = format!("2024-{text}").parse().ok()?;
            Some((chrono::Datelike::month(&day), chrono::Datelike::day(&day)))
        };
        self.parsed(key, "pack.not_a_day_of_the_year", month_day).unwrap_or_else(|| {
            let () = self.missing(key);
            (1, 1)
        })
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

    /// A day; `None` after a fault.
    pub(crate) fn day(&self, key: &str) -> Option<NaiveDate> {
        let day = self.date(key);
        if day.is_none() {
            let () = self.missing(key);
        }
        day
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
            provenance: Provenance {
                source,
                confidence,
                note: self.inherited.note.clone(),
                place: self.place(),
                own: self.sheet.own,
            },
            value,
            key: key.into(),
            fields: self.fields(),
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

    fn missing<T: Default>(&self, key: &str) -> T {
        // A value that is there but wrong has had its own fault.
        let empty = |text: String| text.is_empty();
        if self.table.get(key).is_none_or(|value| plain(value.get_ref()).is_some_and(empty)) {
            self.fault("pack.key_missing", key);
        }
        T::default()
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
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

    fn parsed<T>(&self, key: &str, fault: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text_opt(key)?;
        let value = parse(&text);
        if value.is_none() {
            self.fault_with(fault, key, &text);
        }
        value
    }

    fn date(&self, key: &str) -> Option<NaiveDate> {
        let sane = |day: &NaiveDate| (1900..=2200).contains(&chrono::Datelike::year(day));
        self.parsed(key, "pack.not_a_date", |text| text.parse().ok().filter(sane))
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
                if let Some(meant) = super::nearest::nearest(key.get_ref(), asked.iter().map(String::as_str))
                {
                    fault = fault.with("meant", meant);
                }
                self.sheet.fault(fault.with("known", asked.iter().cloned().collect::<Vec<_>>()));
            }
        }
    }
}

/// A plain value as text; numbers as they are written, without a detour over floats.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Datetime(day) => Some(day.to_string()),
        _ => None,
    }
}

/// Any value on one line, to a bounded depth.
fn written(value: &DeValue<'_>, depth: usize) -> String {
    if let Some(plain) = plain(value) {
        return plain;
    }
    match (value, depth.checked_sub(1)) {
        (DeValue::Boolean(flag), _) => flag.to_string(),
        (DeValue::Array(list), Some(depth)) => {
            let parts: Vec<_> = list.iter().map(|value| written(value.get_ref(), depth)).collect();
            format!("[{}]", parts.join(", "))
        }
        (DeValue::Table(table), Some(depth)) => {
            let mut parts: Vec<_> = table.iter().collect();
            parts.sort_by_key(|(key, _)| key.span().start);
            let parts: Vec<_> = parts
                .into_iter()
                .map(|(key, value)| format!("{} = {}", key.get_ref(), written(value.get_ref(), depth)))
                .collect();
            format!("{{{}}}", parts.join(", "))
        }
        _ => "…".to_owned(),
    }
}
