//! How many days a leave takes.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use heng_calendar::{
    CalendarLayer, CountRule, DayHalf, LayerDay, LayerEffect, NationalCalendar, Span, SpanError, WorkCalendar,
};
use heng_kernel::Explanation;
use heng_packs::{PackFile, Packs};
use proptest::prelude::*;

use crate::{date, national};

const RULES: [CountRule; 3] = [CountRule::WorkingDays, CountRule::ExceptStatutory, CountRule::CalendarDays];

fn whole(first: &str, last: &str) -> Span {
    Span::whole_days(date(first), date(last)).unwrap()
}

/// The signed terms, in halves.
fn sum(explanation: &Explanation) -> i64 {
    let halves = |text: &str| {
        text.strip_suffix(".5")
            .map_or_else(|| text.parse::<i64>().unwrap() * 2, |whole| whole.parse::<i64>().unwrap() * 2 + 1)
    };
    explanation
        .terms
        .iter()
        .map(|term| if term.sign == '-' { -halves(&term.value) } else { halves(&term.value) })
        .sum()
}

#[test]
fn spring_festival_with_its_swapped_saturdays() {
    // Friday 13 to Tuesday 24 February 2026: the 14th is worked, the 15th to 23rd are off.
    let count = national().count(whole("2026-02-13", "2026-02-24"), CountRule::WorkingDays);
    assert_eq!((count.halves, count.hundredths(), count.explanation.value.as_str()), (6, 300, "3"));
    let named: Vec<_> = count
        .explanation
        .terms
        .iter()
        .filter_map(|term| Some((term.sign, term.label.as_str(), term.input.as_ref()?.id.as_str())))
        .collect();
    assert_eq!(
        named,
        [
            ('+', "calendar.swapped_workday", "2026-02-14"),
            ('-', "calendar.statutory_day", "2026-02-16"),
            ('-', "calendar.statutory_day", "2026-02-17"),
            ('-', "calendar.statutory_day", "2026-02-18"),
            ('-', "calendar.statutory_day", "2026-02-19"),
            ('-', "calendar.swapped_day_off", "2026-02-20"),
            ('-', "calendar.swapped_day_off", "2026-02-23"),
        ]
    );
    assert_eq!(count.explanation.basis.version, "cn.holidays@2026");
    assert_eq!(sum(&count.explanation), 6);
    assert!(
        count.explanation.basis.source.is_some_and(|source| source.contains("gov.cn")),
        "the notice is linked"
    );
}

#[test]
fn halves_at_both_ends() {
    let span = |first, first_half, last, last_half| Span::new(date(first), first_half, date(last), last_half);
    let halves = |span: Span| national().count(span, CountRule::WorkingDays).halves;
    assert_eq!(halves(span("2026-03-02", DayHalf::Pm, "2026-03-04", DayHalf::Am).unwrap()), 4);
    assert_eq!(halves(span("2026-03-02", DayHalf::Am, "2026-03-02", DayHalf::Am).unwrap()), 1);
    assert_eq!(halves(span("2026-03-02", DayHalf::Pm, "2026-03-02", DayHalf::Pm).unwrap()), 1);
    assert_eq!(
        halves(span("2026-03-07", DayHalf::Pm, "2026-03-09", DayHalf::Am).unwrap()),
        1,
        "half a Saturday is nothing"
    );
    assert_eq!(span("2026-03-02", DayHalf::Pm, "2026-03-02", DayHalf::Am), Err(SpanError::Backward));
    assert_eq!(span("2026-03-02", DayHalf::Am, "2926-03-02", DayHalf::Am), Err(SpanError::TooLong));
}

#[test]
fn trap_14_a_holiday_inside_leave_counts_by_the_rule_of_the_leave_type() {
    let golden_week = whole("2026-10-01", "2026-10-10");
    let halves = RULES.map(|rule| national().count(golden_week, rule).halves);
    assert_eq!(halves, [6, 14, 20], "8, 9 and the swapped 10 October; all but three statutory days; all");
}

#[test]
fn trap_14_a_holiday_decreed_after_approval_gives_the_day_back_by_name() {
    let leave = whole("2027-02-01", "2027-02-12");
    let approved = national().count(leave, CountRule::WorkingDays);
    assert_eq!(
        approved.findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(),
        ["calendar.year_provisional"]
    );

    let notice = r#"{"year":2027,"status":"official","papers":["https://example.org/notice"],"statutoryDays":1,"note":null,"days":[
        {"date":"2027-02-05","name":"春节","isOffDay":true,"kind":"statutory","payRate":"3.00"},
        {"date":"2027-02-08","name":"春节","isOffDay":true,"kind":"rest","payRate":"2.00"},
        {"date":"2027-02-09","name":"春节","isOffDay":true,"kind":"rest","payRate":"2.00"}]}"#;
    let overlay = PackFile { path: "cn/holidays/2027.json".to_owned(), text: notice.to_owned() };
    let decreed = NationalCalendar::new(&Packs::with_overlay([&overlay]).unwrap());
    let now = WorkCalendar::national_only(Arc::new(decreed)).count(leave, CountRule::WorkingDays);
    assert_eq!(approved.halves - now.halves, 2);
    let newly_off =
        now.explanation.terms.iter().find(|term| term.params.get("date").is_some_and(|d| d == "2027-02-09"));
    assert_eq!(newly_off.unwrap().label, "calendar.swapped_day_off");
    assert!(now.findings.is_empty());
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..4_000).prop_map(|n| date("2017-06-01") + Days::new(n))
}

fn any_half() -> impl Strategy<Value = DayHalf> {
    prop_oneof![Just(DayHalf::Am), Just(DayHalf::Pm)]
}

/// A calendar with own days strewn over the years.
fn any_calendar() -> impl Strategy<Value = WorkCalendar> {
    let effect = prop_oneof![Just(LayerEffect::Off), Just(LayerEffect::Work)];
    proptest::collection::btree_map(any_day(), effect, 0..60).prop_map(|days| {
        let days = days
            .into_iter()
            .map(|(day, effect)| (day, LayerDay { effect, name: "自定".to_owned() }))
            .collect();
        let layer = CalendarLayer { id: None, name: "公司".to_owned(), days };
        WorkCalendar::new(Arc::new(NationalCalendar::new(Packs::embedded())), vec![layer])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(2)))]

    #[test]
    fn a_leave_cut_in_two_takes_as_much_as_the_whole(
        calendar in any_calendar(), first in any_day(), first_half in any_half(), length in 1u64..90, cut in 0u64..90, last_half in any_half(),
    ) {
        let last = first + Days::new(length);
        let cut = first + Days::new(cut % length);
        for rule in RULES {
            let count = |a, ah, b, bh| calendar.count(Span::new(a, ah, b, bh).unwrap(), rule).halves;
            let whole = count(first, first_half, last, last_half);
            prop_assert_eq!(whole, count(first, first_half, cut, DayHalf::Pm) + count(cut + Days::new(1), DayHalf::Am, last, last_half));
            if cut > first {
                prop_assert_eq!(whole, count(first, first_half, cut, DayHalf::Am) + count(cut, DayHalf::Pm, last, last_half));
            }
        }
    }

    #[test]
    fn the_terms_of_the_explanation_add_up(
        calendar in any_calendar(), first in any_day(), first_half in any_half(), length in 0u64..60, last_half in any_half(),
    ) {
        let Ok(span) = Span::new(first, first_half, first + Days::new(length), last_half) else { return Ok(()) };
        for rule in RULES {
            let count = calendar.count(span, rule);
            prop_assert_eq!(sum(&count.explanation), i64::from(count.halves));
            prop_assert_eq!(u64::try_from(count.days.len()).unwrap(), length + 1);
        }
    }

    #[test]
    fn the_kinds_of_day_add_up_to_the_month(calendar in any_calendar(), year in 2017i32..2029, month in 1u32..=12) {
        let counts = calendar.month_counts(year, month).unwrap();
        prop_assert_eq!(counts.work_days + counts.rest_days + counts.statutory_days, counts.calendar_days);
    }
}
