//! One year's holiday notice.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use heng_kernel::{Finding, Rate, Severity};
use serde::Deserialize;

/// Whether a year's data can be built upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum PackStatus {
    /// Taken from the published notice.
    #[serde(rename = "official")]
    Official,
    /// Only the days the law fixes; the notice with the swapped days is still to come.
    #[serde(rename = "provisional-statutory-days-only")]
    Provisional,
}

/// What the notice makes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// A public holiday by law: work on it is paid 300 % and cannot be made good by time off.
    Statutory,
    /// A day off around it, given by swapping or being a weekend: 200 % or time off.
    Rest,
    /// A weekend day on which everybody works in exchange: an ordinary day, overtime 150 %.
    MakeupWorkday,
}

impl HolidayKind {
    const fn is_off_day(self) -> bool {
        !matches!(self, Self::MakeupWorkday)
    }

    const fn pay_rate(self) -> Rate {
        match self {
            Self::Statutory => Rate::from_ppm(3_000_000),
            Self::Rest => Rate::from_ppm(2_000_000),
            Self::MakeupWorkday => Rate::from_ppm(1_500_000),
        }
    }
}

/// A day the notice names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayDay {
    /// The day.
    pub date: NaiveDate,
    /// The holiday it belongs to: 春节.
    pub name: String,
    /// What becomes of the day.
    pub kind: HolidayKind,
}

/// A year's notice. Its days lie in the year or in the last week of the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayYear {
    /// The year of the notice, not of each day.
    pub year: i32,
    /// Published or still to come.
    pub status: PackStatus,
    /// Addresses of the notices.
    pub papers: Vec<String>,
    /// Remark of whoever compiled the file.
    pub note: Option<String>,
    /// The days, in order.
    pub days: Vec<HolidayDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct File {
    year: i32,
    status: PackStatus,
    papers: Vec<String>,
    statutory_days: usize,
    note: Option<String>,
    days: Vec<FileDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct FileDay {
    date: NaiveDate,
    name: String,
    is_off_day: bool,
    kind: HolidayKind,
    pay_rate: String,
}

/// Reads and checks `cn/holidays/<year>.json`.
pub(crate) fn load(path: &str, text: &str) -> Result<HolidayYear, Vec<Finding>> {
    let file: File = serde_json::from_str(text).map_err(|error| vec![unreadable(path, &error)])?;
    let mut findings = Vec::new();
    let mut fault = |code: &str, at: &str| {
        let finding = Finding::new(code, Severity::Error, format!("{path}#{at}"));
        findings.push(finding);
    };
    if path.rsplit('/').next() != Some(format!("{}.json", file.year).as_str()) {
        fault("pack.year_is_not_the_files", "year");
    }
    match file.status {
        PackStatus::Official if file.papers.is_empty() => fault("pack.source_missing", "papers"),
        PackStatus::Provisional if file.note.as_deref().is_none_or(str::is_empty) => {
            fault("pack.source_missing", "note");
        }
        PackStatus::Official | PackStatus::Provisional => {}
    }
    if file.days.iter().filter(|day| day.kind == HolidayKind::Statutory).count() != file.statutory_days {
        fault("pack.statutory_days_differ", "statutoryDays");
    }
    let mut seen = BTreeSet::new();
    for (index, day) in file.days.iter().enumerate() {
        let at = |key: &str| format!("days[{index}].{key}");
        if !seen.insert(day.date) {
            fault("pack.date_twice", &at("date"));
        }
        if !belongs(day.date, file.year) {
            fault("pack.date_out_of_year", &at("date"));
        }
        if day.name.trim().is_empty() {
            fault("pack.name_missing", &at("name"));
        }
        if day.is_off_day != day.kind.is_off_day() {
            fault("pack.contradiction", &at("isOffDay"));
        }
        if ratio(&day.pay_rate) != Some(day.kind.pay_rate()) {
            fault("pack.contradiction", &at("payRate"));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut days: Vec<_> = file
        .days
        .into_iter()
        .map(|day| HolidayDay { date: day.date, name: day.name, kind: day.kind })
        .collect();
    days.sort_by_key(|day| day.date);
    Ok(HolidayYear { year: file.year, status: file.status, papers: file.papers, note: file.note, days })
}

/// A notice speaks of its own year and, around New Year, of the last week of the year before.
fn belongs(date: NaiveDate, year: i32) -> bool {
    date.year() == year || (date.year() + 1 == year && date.month() == 12 && date.day() >= 25)
}

/// `1.50` as a rate.
fn ratio(text: &str) -> Option<Rate> {
    heng_kernel::Money::parse_major(text)?.minor().checked_mul(10_000).map(Rate::from_ppm)
}

fn unreadable(path: &str, error: &serde_json::Error) -> Finding {
    Finding::new("pack.unreadable", Severity::Error, path)
        .with("line", error.line())
        .with("column", error.column())
        .with("reason", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "cn/holidays/2030.json";

    fn file(status: &str, papers: &str, statutory: u32, days: &str) -> String {
        format!(
            r#"{{"year":2030,"status":"{status}","papers":[{papers}],"statutoryDays":{statutory},"note":null,"days":[{days}]}}"#
        )
    }

    fn day(date: &str, kind: &str, off: bool, rate: &str) -> String {
        format!(r#"{{"date":"{date}","name":"元旦","isOffDay":{off},"kind":"{kind}","payRate":"{rate}"}}"#)
    }

    fn faults(text: &str) -> Vec<(String, String)> {
        load(PATH, text).unwrap_err().into_iter().map(|f| (f.code, f.path)).collect()
    }

    fn fault(code: &str, at: &str) -> (String, String) {
        (code.to_owned(), format!("{PATH}#{at}"))
    }

    #[test]
    fn a_sound_file_loads_with_its_days_in_order() {
        let days = [
            day("2030-01-01", "statutory", true, "3.00"),
            day("2029-12-29", "makeup_workday", false, "1.50"),
        ];
        let year = load(PATH, &file("official", "\"https://example.org\"", 1, &days.join(","))).unwrap();
        assert_eq!(
            year.days.iter().map(|d| d.date.to_string()).collect::<Vec<_>>(),
            ["2029-12-29", "2030-01-01"]
        );
    }

    #[test]
    fn a_published_year_names_its_notice() {
        assert_eq!(faults(&file("official", "", 0, "")), [fault("pack.source_missing", "papers")]);
        assert_eq!(
            faults(&file("provisional-statutory-days-only", "", 0, "")),
            [fault("pack.source_missing", "note")]
        );
    }

    #[test]
    fn a_day_stands_once_and_in_its_year() {
        let twice =
            [day("2030-01-01", "rest", true, "2.00"), day("2030-01-01", "rest", true, "2.00")].join(",");
        assert_eq!(faults(&file("official", "\"x\"", 0, &twice)), [fault("pack.date_twice", "days[1].date")]);
        for date in ["2029-12-24", "2029-01-01", "2031-01-01"] {
            let day = day(date, "rest", true, "2.00");
            assert_eq!(
                faults(&file("official", "\"x\"", 0, &day)),
                [fault("pack.date_out_of_year", "days[0].date")]
            );
        }
    }

    #[test]
    fn figures_that_contradict_each_other_are_refused() {
        let odd = day("2030-01-01", "statutory", false, "2.00");
        assert_eq!(
            faults(&file("official", "\"x\"", 2, &odd)),
            [
                fault("pack.statutory_days_differ", "statutoryDays"),
                fault("pack.contradiction", "days[0].isOffDay"),
                fault("pack.contradiction", "days[0].payRate"),
            ]
        );
    }

    #[test]
    fn an_unknown_key_or_another_files_year_is_refused() {
        let text = file("official", "\"x\"", 0, "").replace("\"note\"", "\"remark\":1,\"note\"");
        assert_eq!(faults(&text), [("pack.unreadable".to_owned(), PATH.to_owned())]);
        let other = load("cn/holidays/2031.json", &file("official", "\"x\"", 0, "")).unwrap_err();
        assert_eq!(other.len(), 1);
        assert_eq!(other[0].code, "pack.year_is_not_the_files");
    }
}
