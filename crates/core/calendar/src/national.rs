//! China's calendar of working days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use heng_kernel::{DateRange, Finding, Severity};
use heng_packs::{HolidayKind, PackStatus, Packs};

use crate::day::{Day, DayKind, DayOrigin, is_weekend};

/// From this day of December on, the coming year's notice may still swap days of the old year.
const NOTICE_MAY_REACH_BACK_TO: u32 = 25;

/// Plain weeks corrected by the holiday notices.
///
/// A notice belongs to a year but may name days of the December before (29 December 2018 was worked by the notice of 2019), so
/// the notices of all years are laid into one table by day.
#[derive(Clone, Debug, Default)]
pub struct NationalCalendar {
    named: BTreeMap<NaiveDate, (HolidayKind, String)>,
    years: BTreeMap<i32, (PackStatus, Option<String>)>,
}

impl NationalCalendar {
    /// The calendar of these packs.
    pub fn new(packs: &Packs) -> Self {
        let mut calendar = Self::default();
        for year in packs.holiday_years() {
            calendar.years.insert(year.year, (year.status, year.papers.first().cloned()));
            for day in &year.days {
                calendar.named.insert(day.date, (day.kind, day.name.clone()));
            }
        }
        calendar
    }

    /// What the day is by law and notice.
    pub fn day(&self, date: NaiveDate) -> Day {
        let (kind, origin) = match self.named.get(&date) {
            Some((HolidayKind::Statutory, name)) => (DayKind::Statutory, DayOrigin::Holiday(name.clone())),
            Some((HolidayKind::Rest, name)) => (DayKind::Rest, DayOrigin::Holiday(name.clone())),
            Some((HolidayKind::MakeupWorkday, name)) => {
                (DayKind::Work, DayOrigin::SwappedWorkday(name.clone()))
            }
            None if is_weekend(date) => (DayKind::Rest, DayOrigin::Weekend),
            None => (DayKind::Work, DayOrigin::Weekday),
        };
        Day { date, kind, origin }
    }

    /// How far the data can be trusted between two days, both included: a finding for each year without a notice (plain weeks
    /// are used), each year whose notice is still to come, and a last week of December that a missing notice may still change.
    pub fn coverage(&self, first: NaiveDate, last: NaiveDate) -> Vec<Finding> {
        let mut findings = Vec::new();
        for year in first.year()..=last.year() {
            let finding = |code: &str, severity| Finding::new(code, severity, "calendar").with("year", year);
            match self.status(year) {
                None => findings.push(finding("calendar.year_without_data", Severity::Warning)),
                Some(PackStatus::Provisional) => {
                    findings.push(finding("calendar.year_provisional", Severity::Warning));
                }
                Some(PackStatus::Official) => {
                    let next_is_known = self.status(year + 1) == Some(PackStatus::Official);
                    let late = NaiveDate::from_ymd_opt(year, 12, NOTICE_MAY_REACH_BACK_TO);
                    if !next_is_known && late.is_some_and(|late| last >= late) {
                        findings.push(finding("calendar.next_notice_may_change_december", Severity::Info));
                    }
                }
            }
        }
        findings
    }

    /// Names the data behind a range of days: `cn.holidays@2026` or `cn.holidays@2026-2027`.
    pub fn version(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first.year() == last.year() {
            format!("cn.holidays@{}", first.year())
        } else {
            format!("cn.holidays@{}-{}", first.year(), last.year())
        }
    }

    /// Address of the notice of the first year of a range, if it has been published.
    pub fn source(&self, first: NaiveDate) -> Option<&str> {
        self.years.get(&first.year()).and_then(|(_, paper)| paper.as_deref())
    }

    fn status(&self, year: i32) -> Option<PackStatus> {
        self.years.get(&year).map(|(status, _)| *status)
    }

    /// The days of a range.
    pub fn days(&self, range: &DateRange) -> impl Iterator<Item = Day> {
        range.days().map(|date| self.day(date))
    }
}
