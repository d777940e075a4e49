//! From text to cases. A fault in one case stays with that case.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::facts::{CaseFault, Facts};

/// The form this program reads.
const SCHEMA: &str = "heng.vectors/1";
/// The largest file read, in bytes.
const LARGEST: usize = 256 * 1024 * 1024;

/// Why a file of cases cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// More than 256 MiB.
    #[error("the file is larger than 256 MiB")]
    TooLarge,
    /// Not JSON, or not of this form.
    #[error("not a file of cases: {0}")]
    NotCases(#[from] serde_json::Error),
    /// Another schema.
    #[error("schema `{0}` is not `{SCHEMA}`")]
    UnknownSchema(String),
}

/// The head of a file; entries beside these tell readers about the set and are not computed with.
#[derive(Deserialize)]
#[serde(expecting = "an object with `schema` and `vectors`")]
struct File<'a> {
    schema: String,
    #[serde(borrow)]
    vectors: Vec<&'a RawValue>,
}

/// A case as it stands in the file.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a case: an object with `id`, `category`, `as_of`, `input`, `expected`"
)]
struct Written<'a> {
    id: String,
    category: String,
    #[serde(rename = "title", default)]
    _title: String,
    as_of: String,
    #[serde(borrow)]
    input: &'a RawValue,
    #[serde(borrow)]
    expected: &'a RawValue,
    #[serde(rename = "provenance", default)]
    _provenance: String,
    #[serde(rename = "note", default)]
    _note: String,
}

/// A case, or why it cannot be read.
pub(super) struct Case<'a> {
    pub(super) id: String,
    pub(super) facts: Result<Facts<'a>, CaseFault>,
}

/// Reads the head and every case.
pub(super) fn load(text: &str) -> Result<Vec<Case<'_>>, CaseError> {
    if text.len() > LARGEST {
        return Err(CaseError::TooLarge);
    }
    let file: File<'_> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    if file.schema != SCHEMA {
        return Err(CaseError::UnknownSchema(file.schema));
    }
    let mut ids = HashSet::new();
    Ok(file.vectors.into_iter().enumerate().map(|(place, raw)| case(place, raw, &mut ids)).collect())
}

fn case<'a>(place: usize, raw: &'a RawValue, ids: &mut HashSet<String>) -> Case<'a> {
    let written: Written<'a> = match serde_json::from_str(raw.get()) {
        Ok(written) => written,
        Err(error) => return Case { id: name_of(place, raw), facts: Err(CaseFault::input(&error)) },
    };
    let Written { id, category, as_of, input, expected, .. } = written;
    if !ids.insert(id.clone()) {
        return Case { id: format!("{id} (number {})", place + 1), facts: Err(CaseFault::RepeatedId) };
    }
    let facts = day(&as_of)
        .ok_or_else(|| CaseFault::BadValue { field: "as_of".to_owned(), value: as_of })
        .and_then(|as_of| Facts::new(category, as_of, input, expected));
    Case { id, facts }
}

/// The name of a case that cannot be read as one: its id, if it has any.
fn name_of(place: usize, raw: &RawValue) -> String {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    serde_json::from_str::<Named>(raw.get())
        .map_or_else(|_| format!("case number {}", place + 1), |named| named.id)
}

/// `2026`, `2026-07` or `2026-07-15`; the first day of what is named.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = || parts.next().map_or(Some(1), |part| (part.len() == 2).then(|| part.parse().ok())?);
    let (month, day) = (part()?, part()?);
    parts.next().is_none().then(|| NaiveDate::from_ymd_opt(year, month, day))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stands_for_its_first_day() {
        let first = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(day("2026"), first(2026, 1, 1));
        assert_eq!(day("2026-07"), first(2026, 7, 1));
        assert_eq!(day("2025-12-15"), first(2025, 12, 15));
        for bad in ["", "26", "2026-13", "2026-02-30", "2026-1-1", "2026-01-01-01", "x"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }
}
