//! The nation's days against the cases computed from the notices.

use std::collections::BTreeMap;

use heng_calendar::{DayKind, DayOrigin, RateClass};
use heng_kernel::Severity;
use serde::Deserialize;

use crate::{date, national};

/// Cases that follow one law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    law: String,
    cases: Vec<Case>,
}

/// A month or a day, and what the notices make of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    month: Option<String>,
    day: Option<String>,
    expect: BTreeMap<String, String>,
}

fn answer(case: &Case) -> BTreeMap<String, String> {
    let calendar = national();
    let named = |fields: &[(&str, String)]| {
        fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    if let Some(day) = &case.day {
        let day = calendar.day(date(day));
        let rate = day.rate_class().rate().ppm() / 10_000;
        let kind = serde_json::to_value(day.kind).unwrap().as_str().unwrap().to_owned();
        return named(&[("kind", kind), ("overtime_rate", format!("{}.{:02}", rate / 100, rate % 100))]);
    }
    let (year, month) = case.month.as_ref().unwrap().split_once('-').unwrap();
    let counts = calendar.month_counts(year.parse().unwrap(), month.parse().unwrap()).unwrap();
    named(&[
        ("calendar_days", counts.calendar_days.to_string()),
        ("work_days", counts.work_days.to_string()),
        ("statutory_days", counts.statutory_days.to_string()),
        ("rest_days", counts.rest_days.to_string()),
        ("paid_days", counts.paid_days.to_string()),
        ("statutory_on_weekend", counts.statutory_on_weekend.to_string()),
    ])
}

/// Every case of a file; how many there are.
fn check(text: &str) -> usize {
    let groups: Vec<Group> = serde_saphyr::from_str(text).unwrap();
    for group in &groups {
        assert!(!group.law.is_empty());
        for case in &group.cases {
            assert_eq!(answer(case), case.expect, "{:?}{:?}", case.month, case.day);
        }
    }
    groups.iter().map(|group| group.cases.len()).sum()
}

#[test]
fn every_month_and_day_is_as_the_notices_say() {
    assert_eq!(check(include_str!("../../cases/national.yaml")), 82);
}

#[test]
fn a_swapped_day_of_late_december_stands_in_the_next_years_notice() {
    let day = national().day(date("2018-12-29"));
    assert_eq!((day.kind, day.origin), (DayKind::Work, DayOrigin::SwappedWorkday("元旦".to_owned())));
    assert_eq!(national().day(date("2018-12-31")).kind, DayKind::Rest);
}

#[test]
fn trap_15_a_swapped_working_saturday_is_an_ordinary_day() {
    let saturday = national().day(date("2026-02-14"));
    assert!(saturday.on_weekend());
    assert_eq!((saturday.kind, saturday.rate_class()), (DayKind::Work, RateClass::Workday));
}

#[test]
fn trap_15_only_rest_day_overtime_can_be_exchanged_for_time_off() {
    let calendar = national();
    let class = |day: &str| calendar.day(date(day)).rate_class();
    assert_eq!(class("2026-10-01"), RateClass::StatutoryDay);
    assert!(
        !RateClass::StatutoryDay.allows_time_off_instead(),
        "a statutory day is paid, whatever else is given"
    );
    assert_eq!(class("2026-10-05"), RateClass::RestDay, "a day off around it is not statutory");
    assert!(RateClass::RestDay.allows_time_off_instead());
}

#[test]
fn years_outside_the_data_are_plain_weeks_and_say_so() {
    let calendar = national();
    let labour_day = calendar.day(date("2031-05-01"));
    assert_eq!((labour_day.kind, labour_day.origin), (DayKind::Work, DayOrigin::Weekday));
    let codes = |first: &str, last: &str| -> Vec<_> {
        calendar
            .national()
            .coverage(date(first), date(last))
            .into_iter()
            .map(|f| (f.code, f.severity))
            .collect()
    };
    assert_eq!(
        codes("2031-05-01", "2031-05-02"),
        [("calendar.year_without_data".to_owned(), Severity::Warning)]
    );
    assert_eq!(
        codes("2027-03-01", "2027-03-02"),
        [("calendar.year_provisional".to_owned(), Severity::Warning)]
    );
    assert_eq!(codes("2026-03-01", "2026-11-30"), []);
    assert_eq!(
        codes("2026-12-28", "2026-12-31"),
        [("calendar.next_notice_may_change_december".to_owned(), Severity::Info)]
    );
    assert_eq!(codes("2025-12-28", "2025-12-31"), [], "the notice of 2026 is known");
    assert_eq!(calendar.month_counts(2031, 5).unwrap().findings.len(), 1);
    assert_eq!(calendar.month_counts(2031, 13), None);
}
