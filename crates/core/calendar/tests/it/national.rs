//! The nation's days against the cases computed from the notices.

use heng_calendar::{DayKind, DayOrigin, RateClass};
use heng_kernel::Severity;
use serde_json::{Value, json};

use crate::{date, national};

fn answer(input: &Value) -> Value {
    let calendar = national();
    if let Some(day) = input["date"].as_str() {
        let day = calendar.day(date(day));
        let rate = day.rate_class().rate().ppm() / 10_000;
        return json!({"kind": day.kind, "overtime_rate": format!("{}.{:02}", rate / 100, rate % 100)});
    }
    let part = |key: &str| input[key].as_i64().unwrap();
    let year = i32::try_from(part("year")).unwrap();
    let counts = calendar.month_counts(year, u32::try_from(part("month")).unwrap()).unwrap();
    json!({
        "calendar_days": counts.calendar_days,
        "work_days": counts.work_days,
        "statutory_days": counts.statutory_days,
        "rest_days": counts.rest_days,
        "paid_days": counts.paid_days,
        "statutory_on_weekend": counts.statutory_on_weekend,
    })
}

#[test]
fn every_month_and_day_is_as_the_notices_say() {
    let file: Value = serde_json::from_str(include_str!("../../cases/national.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 82);
    for case in cases {
        assert_eq!(answer(&case["input"]), case["expected"], "{}", case["id"]);
    }
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
